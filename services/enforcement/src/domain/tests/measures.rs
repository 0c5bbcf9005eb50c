//! What is kept, sealed and seized, and for how long.

use time::Duration;
use time::macros::datetime;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::TakeMeasure;
use crate::domain::terms::{MeasureKind, SuspensionGround};
use crate::domain::{Command, StageName};

const THING: Uuid = Uuid::from_u128(0x7);

fn take(change: impl FnOnce(&mut TakeMeasure)) -> Command {
    let mut take = TakeMeasure {
        id: THING,
        kind: MeasureKind::Seizure,
        items: vec!["切割机一台".to_owned()],
        reason: "防止证据损毁".to_owned(),
        officers: both(),
        urgent: false,
        necessities: false,
        cuts_supply: false,
        taken_at: NOW,
    };
    change(&mut take);
    Command::TakeMeasure(take)
}

fn approve(approved: bool) -> Command {
    Command::ApproveMeasure {
        measure: THING,
        approved,
        reason: "情况属实".to_owned(),
    }
}

#[test]
fn the_head_approves_before_anything_is_seized() {
    let mut given = Given::a_case(StageName::Investigating);
    assert_eq!(given.refuses(&officer(LI), take(|_| ())), "NOT_THE_HEAD");
    given.does(&head(), take(|_| ()));
    assert_eq!(given.last_day(&format!("seize.{THING}")).to_string(), "2026-04-01");
}

#[test]
fn what_is_urgent_is_approved_within_a_day_or_given_back() {
    let mut given = Given::a_case(StageName::Investigating);
    assert_eq!(given.refuses(&head(), take(|take| take.urgent = true)), "NOT_ONE_OF_THE_OFFICERS");
    given.does(&officer(LI), take(|take| take.urgent = true));
    let clock = format!("urgent.{THING}");
    assert_eq!(given.due(&clock) - given.now, Duration::hours(24));
    assert_eq!(given.refuses(&officer(LI), approve(true)), "NOT_THE_HEAD");
    let mut refused = given.clone();
    refused.does(&head(), approve(false));
    assert!(refused.case().course.measures[0].release.is_some());
    assert!(!refused.running().contains(&clock));
    let mut forgotten = given.clone();
    forgotten.runs_out(&clock);
    let release = forgotten.case().course.measures[0].release.as_ref().unwrap();
    assert_eq!(release.by, "clock", "nobody approved it in time");
    assert!(
        forgotten
            .running()
            .iter()
            .all(|clock| !clock.starts_with("urgent") && !clock.starts_with("seize"))
    );
    assert_eq!(forgotten.refuses(&head(), approve(true)), "DONE_ALREADY");
    given.does(&head(), approve(true));
    assert!(!given.running().contains(&clock));
    assert_eq!(given.refuses(&head(), approve(true)), "DONE_ALREADY");
    given.lives(Duration::hours(30));
    assert!(given.case().course.measures[0].release.is_none());
}

#[test]
fn only_what_cannot_wait_is_taken_before_a_case_is_filed() {
    let mut given = Given::a_case(StageName::FilingReview);
    assert_eq!(given.refuses(&head(), take(|_| ())), "NOT_IN_STAGE");
    given.does(&officer(LI), take(|take| take.urgent = true));
}

#[test]
fn necessities_of_life_and_the_supply_of_residents_are_never_touched() {
    let mut given = Given::a_case(StageName::Investigating);
    assert_eq!(given.refuses(&head(), take(|take| take.necessities = true)), "NECESSITY_OF_LIFE");
    assert_eq!(given.refuses(&head(), take(|take| take.cuts_supply = true)), "SUPPLY_CUT");
}

#[test]
fn nothing_is_taken_at_night_or_on_a_day_of_rest_unless_it_cannot_wait() {
    let mut given = Given::a_case(StageName::Investigating);
    given.lives(Duration::days(7));
    let night = take(|take| take.taken_at = datetime!(2026-03-03 22:30 +8));
    let sunday = take(|take| take.taken_at = datetime!(2026-03-08 10:00 +8));
    let monday = take(|take| take.taken_at = datetime!(2026-03-09 08:00 +8));
    assert_eq!(given.refuses(&head(), night), "FORBIDDEN_TIME");
    assert_eq!(given.refuses(&head(), sunday), "FORBIDDEN_TIME");
    let urgent = take(|take| {
        take.taken_at = datetime!(2026-03-08 10:00 +8);
        take.urgent = true;
    });
    given.clone().does(&officer(LI), urgent);
    given.does(&head(), monday);
}

#[test]
fn what_was_seized_is_let_go_when_its_time_is_over() {
    let mut given = Given::a_case(StageName::Investigating);
    given.does(&head(), take(|_| ()));
    let longer = |days| Command::ExtendMeasure {
        measure: THING,
        days,
        reason: "案情复杂".to_owned(),
    };
    assert_eq!(given.refuses(&head(), longer(31)), "EXTENSION_TOO_LONG");
    given.does(&head(), longer(30));
    assert_eq!(given.refuses(&head(), longer(1)), "EXTENDED_ALREADY");
    given.runs_out(&format!("seize.{THING}"));
    assert!(given.case().course.measures[0].release.is_some());
    assert!(given.told().contains(&"measure.released"));
}

#[test]
fn what_was_registered_is_disposed_of_within_seven_working_days_or_released() {
    let mut given = Given::a_case(StageName::Investigating);
    let preserve = Command::Preserve {
        id: THING,
        items: vec!["账册".to_owned()],
        officers: both(),
    };
    assert_eq!(given.refuses(&officer(LI), preserve.clone()), "NOT_THE_HEAD");
    given.does(&head(), preserve);
    let clock = format!("preserve.{THING}");
    assert_eq!(given.last_day(&clock).to_string(), "2026-03-11");
    given.runs_out(&clock);
    let disposal = given.case().course.preservations[0].disposal.as_ref().unwrap();
    assert_eq!(disposal.by, "clock");
}

#[test]
fn the_time_for_the_decision_stands_still_while_something_is_appraised() {
    let mut given = Given::a_case(StageName::Investigating);
    let before = given.due("decide");
    let suspend = Command::Suspend {
        ground: SuspensionGround::Appraisal,
        reason: "送检".to_owned(),
    };
    assert_eq!(given.refuses(&officer(LI), suspend.clone()), "NOT_THE_HEAD");
    given.does(&head(), suspend);
    assert_eq!(given.refuses(&officer(LI), conclude()), "NOT_IN_STAGE");
    given.lives(Duration::days(20));
    given.does(&head(), Command::Resume);
    assert!(given.due("decide") - before >= Duration::days(20));
}

#[test]
fn more_time_for_the_decision_is_the_heads_and_then_everybodys() {
    let mut given = Given::a_case(StageName::Investigating);
    let more = |days, minutes: Option<&str>| Command::ExtendDecision {
        days,
        reason: "疑难".to_owned(),
        minutes: minutes.map(str::to_owned),
    };
    assert_eq!(given.refuses(&head(), more(31, None)), "MINUTES_MISSING");
    given.does(&head(), more(30, None));
    assert_eq!(given.refuses(&head(), more(30, None)), "MINUTES_MISSING");
    given.does(&head(), more(60, Some("minutes")));
    assert_eq!(given.refuses(&head(), more(1, Some("minutes"))), "EXTENDED_ALREADY");
}

#[test]
fn what_is_held_is_not_taken_again_nor_what_nobody_approved() {
    let mut given = Given::a_case(StageName::Investigating);
    let urgent = || take(|take| take.urgent = true);
    given.does(&officer(LI), urgent());
    assert_eq!(given.refuses(&officer(LI), urgent()), "DONE_ALREADY");
    given.does(&head(), approve(false));
    assert_eq!(given.refuses(&officer(LI), urgent()), "MEASURE_UNAPPROVED");
    let approved = take(|take| take.id = Uuid::from_u128(0x8));
    given.does(&head(), approved);
}
