//! What is late costs more, and only as long as the law counts it (行政处罚法 art. 72).

use time::{Date, Duration};

use super::fitting::{THING, lodge, lodged, rule};
use super::given::*;
use super::payment::{parts, today};
use crate::domain::StageName;
use crate::domain::account::{Charge, LineKind};
use crate::domain::terms::{Fen, RemedyKind, RemedyRuling};

pub(super) fn surcharge(given: &Given) -> Fen {
    given.case().course.account.standing(Charge::Surcharge).due()
}

#[test]
fn what_is_late_costs_three_per_cent_a_day() {
    let mut given = Given::a_case(StageName::Served);
    let last = given.last_day("pay");
    given.runs_out("pay");
    assert_eq!(given.stage(), StageName::Overdue);
    assert_eq!(given.accruing(last), Fen::ZERO);
    assert_eq!(given.accruing(last + Duration::days(1)), Fen::yuan(600));
    assert_eq!(given.accruing(last + Duration::days(10)), Fen::yuan(6_000));
    assert_eq!(
        given.accruing(last + Duration::days(34)),
        Fen::yuan(20_000),
        "never more than the fine"
    );
    given.lives(Duration::days(9) + Duration::hours(2));
    let day = today(&given) - last;
    given.does(&officer(LI), pay(20_000, "R1", NOW));
    let expected = Fen::yuan(600 * u64::try_from(day.whole_days()).unwrap());
    assert_eq!(surcharge(&given), expected);
    assert_eq!(given.stage(), StageName::Overdue, "the surcharge is still to be paid");
    assert_eq!(given.case().course.account.outstanding(), expected);
    given.lives(Duration::days(30));
    assert_eq!(given.accruing(today(&given)), Fen::ZERO, "of nothing nothing grows");
}

#[test]
fn a_surcharge_grows_only_on_what_is_left_of_the_fine() {
    let mut given = Given::a_case(StageName::Served);
    let last = given.last_day("pay");
    given.does(&officer(LI), pay(15_000, "R1", NOW));
    given.runs_out("pay");
    assert_eq!(given.accruing(last + Duration::days(10)), Fen::yuan(1_500));
}

#[test]
fn no_surcharge_grows_while_a_remedy_is_under_way() {
    let mut given = Given::a_case(StageName::Overdue);
    let before = given.accruing(today(&given));
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.lives(Duration::days(20));
    let meanwhile = given.accruing(today(&given));
    assert!(meanwhile <= before, "the day it was lodged is spared too");
    given.does(&officer(LI), rule(THING, RemedyRuling::Upheld));
    given.lives(Duration::days(3));
    let in_all = surcharge(&given).plus(given.accruing(today(&given)));
    assert_eq!(in_all, meanwhile.plus(Fen::yuan(1_800)));
}

#[test]
fn each_part_is_late_from_its_own_day_and_no_surcharge_grows_on_a_surcharge() {
    let mut given = Given::a_case(StageName::Served);
    let first = today(&given) + Duration::days(30);
    let second = first + Duration::days(14);
    given.does(&head(), parts(&[(10_000, first), (10_000, second)]));
    given.runs_out("instalment");
    assert_eq!(given.stage(), StageName::Overdue, "the first part was not paid");
    let still = |day: Date| given.calendar.working_day_from(day);
    let (first, last) = (still(first), still(second));
    assert!(
        last > second,
        "a Saturday: in time is still what comes on the next day that is worked"
    );
    let days = |from: Date, to: Date| u64::try_from((to - from).whole_days()).unwrap();
    let of_the_first = |to| Fen::yuan(300 * days(first, to));
    assert_eq!(given.case().course.surcharge.unwrap().counted_to, first);
    assert_eq!(given.accruing(second), of_the_first(second));
    assert_eq!(given.accruing(last), of_the_first(last), "of the first part alone");
    let both = of_the_first(last).plus(Fen::yuan(600 * 5));
    assert_eq!(given.accruing(last + Duration::days(5)), both, "and then of both");
    given.does(&officer(LI), pay(10_000, "R1", NOW));
    let counted = surcharge(&given);
    assert!(!counted.is_zero());
    assert_eq!(given.accruing(last), Fen::ZERO, "what is late is a surcharge");
    assert_eq!(given.accruing(last + Duration::days(2)), Fen::yuan(600));
}

#[test]
fn the_first_parts_are_for_the_fine_and_the_last_for_the_surcharge_that_had_grown() {
    let mut given = Given::a_case(StageName::Overdue);
    given.lives(Duration::days(5));
    let grown = given.accruing(today(&given));
    let owing = 20_000 + grown.fen() / 100;
    let (first, second) = (today(&given) + Duration::days(30), today(&given) + Duration::days(60));
    given.does(&head(), parts(&[(10_000, first), (owing - 10_000, second)]));
    assert_eq!((given.stage(), surcharge(&given)), (StageName::Served, grown));
    assert_eq!(given.accruing(first), Fen::ZERO, "what is deferred is not late");
    given.runs_out("instalment");
    let late_from = given.now;
    given.lives(Duration::days(3));
    let days = today(&given) - shiyu_kit::calendar::local_date(late_from) + Duration::days(1);
    let days = u64::try_from(days.whole_days()).unwrap();
    assert_eq!(
        given.accruing(today(&given)),
        Fen::yuan(300 * days),
        "of the ten thousand that were to be paid"
    );
}

#[test]
fn a_remedy_that_is_told_late_takes_back_what_was_counted_for_its_days() {
    for told_after in [1, 6, 30] {
        let mut at_once = Given::a_case(StageName::Overdue);
        at_once.lives(Duration::days(3));
        let mut late = at_once.clone();
        let lodged_at = at_once.now;
        at_once.does(&officer(LI), lodged(lodged_at));
        for given in [&mut at_once, &mut late] {
            given.lives(Duration::days(told_after));
            given.does(&officer(LI), pay(1_000, "R1", NOW));
        }
        let counted = surcharge(&late);
        assert!(counted > surcharge(&at_once), "nobody knew");
        late.does(&officer(LI), lodged(lodged_at));
        assert_eq!(surcharge(&late), surcharge(&at_once));
        let lines: Vec<_> = late.case().course.account.lines().cloned().collect();
        let back = lines.last().unwrap();
        assert_eq!((back.charge, back.kind), (Charge::Surcharge, LineKind::Remitted));
        assert_eq!(back.amount, counted.less(surcharge(&at_once)), "by a line of its own");
        for given in [&mut at_once, &mut late] {
            given.does(&officer(LI), rule(THING, RemedyRuling::Upheld));
            given.lives(Duration::days(4));
        }
        assert_eq!(
            late.accruing(today(&late)),
            at_once.accruing(today(&at_once)),
            "and it goes on alike"
        );
    }
}

#[test]
fn what_was_paid_of_a_surcharge_that_is_taken_back_is_given_back() {
    let mut given = Given::a_case(StageName::Overdue);
    given.lives(Duration::days(3));
    let lodged_at = given.now;
    given.lives(Duration::days(5));
    let owing = 20_000 + given.accruing(today(&given)).fen() / 100;
    given.does(&officer(LI), pay(owing, "R1", NOW));
    assert_eq!(given.stage(), StageName::Performed);
    let paid = surcharge(&given);
    given.does(&officer(LI), lodged(lodged_at));
    let back = paid.less(surcharge(&given));
    assert_eq!(back, Fen::yuan(600 * 6), "its first day and the days after");
    assert_eq!(given.case().course.account.refundable(), back);
    assert!(given.running().contains("refund"));
}

#[test]
fn a_payment_that_is_told_late_counts_from_its_day() {
    let mut given = Given::a_case(StageName::Overdue);
    given.lives(Duration::days(2));
    let (paid_at, grown) = (given.now, given.accruing(today(&given)));
    given.lives(Duration::days(8));
    given.does(&officer(LI), pay(1, "R1", NOW));
    assert!(surcharge(&given) > grown);
    let rest = 20_000 - 1 + grown.fen() / 100;
    given.does(&officer(LI), pay(rest, "R2", paid_at));
    assert_eq!(given.stage(), StageName::Overdue);
    let of_a_yuan = Fen::new(8 * 3);
    assert_eq!(surcharge(&given), grown.plus(of_a_yuan));
}
