//! Fines that the law measures by what only a case knows.

use super::given::*;
use crate::domain::terms::{Base, Benchmark, BenchmarkBand, Fen, Lightening, Multiple, MultipleOf, PenaltyKind, PenaltyRange, Reckoning};
use crate::domain::{Command, StageName};

/// A case whose item fines by so many times something, or 1,000 yuan at most beside it; what its investigation found.
fn reckoned(of: MultipleOf, (least, most): (u64, u64), found: &[(MultipleOf, u64)]) -> Given {
    let mut given = Given::a_case(StageName::Concluded);
    let bases = found.iter().map(|(of, amount)| Base { of: *of, amount: *amount });
    given.does(
        &officer(LI),
        Command::Conclude {
            facts: "查明".to_owned(),
            bases: bases.collect(),
            officers: both(),
        },
    );
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
    assert_eq!(given.refuses(&officer(LI), of(1, 1_001)), "AMOUNT_NOT_FITTING");
    given.clone().does(&officer(LI), of(1, 1_000));
    assert_eq!(given.refuses(&officer(LI), of(400, 2_001)), "AMOUNT_NOT_FITTING");
    given.clone().does(&officer(LI), of(400, 2_000));
    assert_eq!(
        given.refuses(&officer(LI), of(3_000, 2_999)),
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
