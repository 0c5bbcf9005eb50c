//! An act that breaks several norms (行政处罚法 art. 29), where one of them fines by what only a case knows.

use super::given::*;
use crate::domain::terms::{Base, Fen, FineLaw, Multiple, MultipleOf, PenaltyKind, PenaltyRange, Reckoning};
use crate::domain::{Command, StageName};

const OTHER: &str = "330217002000";

fn in_amounts(code: &str, most: Fen) -> FineLaw {
    FineLaw {
        code: code.to_owned(),
        range: Some(PenaltyRange {
            kind: PenaltyKind::Fine,
            least: Fen::yuan(100),
            most,
        }),
        reckoning: None,
    }
}

/// Up to so many thousandths of the illegal income, and up to an amount beside it.
fn in_multiples(code: &str, most: u64, beside: Option<u64>) -> FineLaw {
    let beside = beside.map(|most| PenaltyRange {
        kind: PenaltyKind::Fine,
        least: Fen::ZERO,
        most: Fen::yuan(most),
    });
    FineLaw {
        reckoning: Some(Reckoning {
            multiples: vec![Multiple {
                kind: PenaltyKind::Fine,
                of: MultipleOf::IllegalIncome,
                least: 1_000,
                most,
            }],
            beside: beside.into_iter().collect(),
        }),
        ..in_amounts(code, Fen::MOST)
    }
}

fn file_with_the_other() -> Command {
    let mut file = filing();
    file.others = vec![OTHER.to_owned()];
    Command::File(Box::new(file))
}

fn filing_of(own: FineLaw, other: FineLaw) -> Given {
    let mut given = Given::a_case(StageName::FilingReview);
    let mut held = power();
    held.code = OTHER.to_owned();
    held.penalties = other.range.into_iter().collect();
    given.known.others = vec![held];
    given.known.fines = vec![own, other];
    given
}

/// Filed upon the first, and evidence is there.
fn filed(own: FineLaw, other: FineLaw) -> Given {
    let mut given = filing_of(own, other);
    given.does(&head(), file_with_the_other());
    given.does(&officer(LI), evidence());
    given.does(&officer(LI), conclude());
    given
}

fn found(yuan: u64) -> Command {
    Command::Conclude {
        facts: "查明违法所得".to_owned(),
        bases: vec![Base {
            of: MultipleOf::IllegalIncome,
            amount: yuan * 100,
            // It was earned from customers, who get it back: nothing of it is confiscated.
            returned: yuan * 100,
        }],
        officers: both(),
    }
}

#[test]
fn a_fine_in_multiples_is_no_reason_not_to_file() {
    let own = || in_amounts(POWER, Fen::yuan(50_000));
    let mut amounts = filing_of(own(), in_amounts(OTHER, Fen::yuan(50_001)));
    assert_eq!(amounts.refuses(&head(), file_with_the_other()), "HIGHER_FINE_ELSEWHERE");
    let mut multiples = filing_of(own(), in_multiples(OTHER, 5_000, Some(60_000)));
    multiples.does(&head(), file_with_the_other());
    let mut of_its_own = filing_of(in_multiples(POWER, 5_000, None), in_amounts(OTHER, Fen::yuan(50_001)));
    of_its_own.does(&head(), file_with_the_other());
}

#[test]
fn what_was_found_says_whose_fine_is_the_higher_one() {
    let mut given = filed(in_amounts(POWER, Fen::yuan(50_000)), in_multiples(OTHER, 5_000, None));
    let fined = || propose(fine(20_000));
    assert_eq!(
        given.refuses(&officer(LI), fined()),
        "BASE_UNRECORDED",
        "nobody looked what was earned"
    );
    given.does(&officer(LI), found(10_001));
    assert_eq!(
        given.refuses(&officer(LI), fined()),
        "HIGHER_FINE_ELSEWHERE",
        "five times it are more than 50,000"
    );
    given
        .clone()
        .does(&officer(LI), propose(penalty(vec![item(PenaltyKind::Warning, 0)], Some("light"))));
    given.does(&officer(LI), found(10_000));
    given.clone().does(&officer(LI), fined());
    given.does(&officer(LI), found(0));
    given.does(&officer(LI), fined());
}

#[test]
fn a_fine_in_multiples_that_is_less_than_the_amount_of_another_gives_way() {
    let mut given = filed(in_multiples(POWER, 2_000, Some(1_000)), in_amounts(OTHER, Fen::yuan(30_000)));
    assert_eq!(
        given.refuses(&officer(LI), propose(fine(900))),
        "HIGHER_FINE_ELSEWHERE",
        "only 1,000 yuan beside it"
    );
    given.does(&officer(LI), found(14_999));
    assert_eq!(given.refuses(&officer(LI), propose(fine(20_000))), "HIGHER_FINE_ELSEWHERE");
    given.does(&officer(LI), found(15_000));
    given.does(&officer(LI), propose(fine(20_000)));
}

#[test]
fn it_is_judged_again_when_it_is_decided() {
    let mut given = filed(in_amounts(POWER, Fen::yuan(50_000)), in_multiples(OTHER, 5_000, Some(1_000)));
    for stage in [StageName::NoticePending, StageName::NoticeServed, StageName::DecisionPending] {
        given.goes_on_to(stage);
    }
    let mut otherwise = given.clone();
    otherwise.known.fines = vec![in_amounts(POWER, Fen::yuan(50_000)), in_multiples(OTHER, 5_000, Some(50_001))];
    assert_eq!(otherwise.refuses(&head(), decide(fine(20_000))), "HIGHER_FINE_ELSEWHERE");
    given.does(&head(), decide(fine(20_000)));
}
