//! Fines that the law measures by what only a case knows.

use super::given::*;
use crate::domain::terms::{Base, Benchmark, BenchmarkBand, Fen, Lightening, Multiple, MultipleOf, PenaltyKind, PenaltyRange, Reckoning};
use crate::domain::{Command, StageName};

/// What was found; income that goes back to whom it was taken from.
fn found_of(found: &[(MultipleOf, u64)]) -> Command {
    let income = |of: MultipleOf, amount: u64| if of == MultipleOf::IllegalIncome { amount } else { 0 };
    let bases = found.iter().map(|(of, amount)| Base {
        of: *of,
        amount: *amount,
        returned: income(*of, *amount),
    });
    concluded(bases.collect())
}

fn concluded(bases: Vec<Base>) -> Command {
    Command::Conclude {
        facts: "查明".to_owned(),
        bases,
        officers: both(),
    }
}

/// That so many yuan were earned, of which so many go back.
fn earned(yuan: u64, returned: u64) -> Command {
    concluded(vec![Base {
        of: MultipleOf::IllegalIncome,
        amount: yuan * 100,
        returned: returned * 100,
    }])
}

/// A case whose item fines by so many times something, or 1,000 yuan at most beside it; what its investigation found.
fn reckoned(of: MultipleOf, (least, most): (u64, u64), found: &[(MultipleOf, u64)]) -> Given {
    let mut given = Given::a_case(StageName::Concluded);
    given.does(&officer(LI), found_of(found));
    given.known.benchmark = None;
    given.known.reckonings = vec![Reckoning {
        multiples: vec![Multiple {
            kind: PenaltyKind::Fine,
            of,
            least,
            most,
        }],
        beside: vec![PenaltyRange {
            kind: PenaltyKind::Fine,
            least: Fen::ZERO,
            most: Fen::yuan(1_000),
        }],
    }];
    given
}

#[test]
fn a_fine_by_the_illegal_income_is_no_more_than_so_many_times_it() {
    let mut given = reckoned(MultipleOf::IllegalIncome, (1_000, 5_000), &[]);
    let of = |income, yuan| {
        let items = vec![item(PenaltyKind::ConfiscateIncome, income), item(PenaltyKind::Fine, yuan)];
        propose(penalty(items, None))
    };
    let having = |given: &Given, yuan| {
        let mut given = given.clone();
        given.does(&officer(LI), earned(yuan, 0));
        given
    };
    assert_eq!(having(&given, 1).refuses(&officer(LI), of(1, 1_001)), "AMOUNT_NOT_FITTING");
    having(&given, 1).does(&officer(LI), of(1, 1_000));
    assert_eq!(having(&given, 400).refuses(&officer(LI), of(400, 2_001)), "AMOUNT_NOT_FITTING");
    having(&given, 400).does(&officer(LI), of(400, 2_000));
    assert_eq!(
        having(&given, 3_000).refuses(&officer(LI), of(3_000, 2_999)),
        "AMOUNT_NOT_FITTING",
        "less than once, and more than the amount beside it"
    );
    assert_eq!(
        given.refuses(&officer(LI), propose(fine(1_001))),
        "BASE_UNRECORDED",
        "without any income"
    );
    given.does(&officer(LI), propose(fine(1_000)));
}

#[test]
fn what_was_earned_is_confiscated_all_of_it_and_no_more_but_what_goes_back() {
    let li = officer(LI);
    let mut given = Given::a_case(StageName::Concluded);
    given.known.benchmark = None;
    let taking = |yuan| propose(penalty(vec![item(PenaltyKind::ConfiscateIncome, yuan)], None));
    assert_eq!(
        given.refuses(&li, taking(100_000)),
        "BASE_UNRECORDED",
        "nobody looked what was earned"
    );
    given.does(&li, earned(80_000, 0));
    assert_eq!(given.refuses(&li, taking(80_001)), "AMOUNT_NOT_FITTING");
    assert_eq!(given.refuses(&li, taking(79_999)), "AMOUNT_NOT_FITTING");
    assert_eq!(given.refuses(&li, propose(fine(100))), "AMOUNT_NOT_FITTING", "and it is kept");
    given.clone().does(&li, taking(80_000));
    given.does(&li, earned(80_000, 30_000));
    assert_eq!(given.refuses(&li, taking(80_000)), "AMOUNT_NOT_FITTING");
    given.clone().does(&li, taking(50_000));
    given.does(&li, earned(80_000, 80_000));
    given.does(&li, propose(fine(100)));
}

#[test]
fn a_fine_by_the_price_of_the_contract_or_the_area_lies_between_so_many_times_what_was_found() {
    let li = officer(LI);
    let mut price = reckoned(MultipleOf::ContractPrice, (20, 40), &[(MultipleOf::ContractPrice, 100_000_000)]);
    assert_eq!(price.refuses(&li, propose(fine(40_001))), "AMOUNT_NOT_FITTING");
    assert_eq!(price.refuses(&li, propose(fine(19_999))), "AMOUNT_NOT_FITTING");
    price.clone().does(&li, propose(fine(20_000)));
    price.does(&li, propose(fine(40_000)));
    let mut area = reckoned(MultipleOf::SquareMetre, (10_000, 20_000), &[(MultipleOf::SquareMetre, 1_250)]);
    assert_eq!(area.refuses(&li, propose(fine(2_501))), "AMOUNT_NOT_FITTING", "12.5 square metres");
    area.does(&li, propose(fine(2_500)));
    let mut unknown = reckoned(MultipleOf::SquareMetre, (10_000, 20_000), &[(MultipleOf::ContractPrice, 1_250)]);
    assert_eq!(unknown.refuses(&li, propose(fine(2_500))), "BASE_UNRECORDED");
}

#[test]
fn with_a_reason_to_be_lighter_a_multiple_is_not_taken_at_its_top() {
    let mut given = reckoned(MultipleOf::IllegalIncome, (1_000, 3_000), &[(MultipleOf::IllegalIncome, 1_000_000)]);
    let most = lighter(30_000, Lightening::Confessed);
    assert_eq!(given.refuses(&officer(LI), propose(most)), "AMOUNT_NOT_FITTING");
    given.does(&officer(LI), propose(lighter(9_999, Lightening::Confessed)));
}

#[test]
fn a_band_in_multiples_is_reckoned_too_and_outside_of_it_a_reason_is_given() {
    let mut given = reckoned(MultipleOf::IllegalIncome, (1_000, 5_000), &[(MultipleOf::IllegalIncome, 1_000_000)]);
    given.known.benchmark = Some(Benchmark {
        version: 1,
        bands: vec![BenchmarkBand {
            code: "light".to_owned(),
            circumstances: "轻微".to_owned(),
            penalties: vec![PenaltyRange {
                kind: PenaltyKind::Fine,
                least: Fen::ZERO,
                most: Fen::MOST,
            }],
            reckoning: Some(Reckoning {
                multiples: vec![Multiple {
                    kind: PenaltyKind::Fine,
                    of: MultipleOf::IllegalIncome,
                    least: 1_000,
                    most: 2_000,
                }],
                beside: Vec::new(),
            }),
        }],
    });
    let of = |yuan| propose(penalty(vec![item(PenaltyKind::Fine, yuan)], Some("light")));
    assert_eq!(given.refuses(&officer(LI), of(20_001)), "DEVIATION_UNEXPLAINED");
    given.does(&officer(LI), of(20_000));
}

#[test]
fn of_an_old_law_and_a_new_one_the_lighter_holds() {
    let li = officer(LI);
    let mut given = reckoned(MultipleOf::IllegalIncome, (1_000, 3_000), &[(MultipleOf::IllegalIncome, 1_000_000)]);
    let old = given.known.reckonings[0].clone();
    let mut stricter = old.clone();
    stricter.multiples[0].least = 4_000;
    stricter.multiples[0].most = 10_000;
    stricter.beside.clear();
    given.known.reckonings = vec![old, stricter.clone()];
    assert_eq!(given.refuses(&li, propose(fine(30_001))), "AMOUNT_NOT_FITTING", "above the old law");
    assert_eq!(given.refuses(&li, propose(fine(9_999))), "AMOUNT_NOT_FITTING", "below both");
    given.clone().does(&li, propose(fine(10_000)));
    given.known.reckonings = vec![Reckoning::default(), stricter];
    given.does(&li, propose(fine(5_000)));
}
