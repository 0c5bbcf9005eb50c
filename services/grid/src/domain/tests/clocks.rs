//! The limits: what runs when, what rings, and what a new calendar changes.

use std::collections::BTreeMap;

use shiyu_kit::calendar::{Calendar, DayKind, Limits, SpecialDay, TimeUnit};
use shiyu_kit::case::Actor;
use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::terms::Level;
use crate::domain::{Command, RULES, StageName, What};

#[test]
fn each_stage_runs_its_clocks() {
    use StageName as S;
    for given in at_every_stage() {
        let expected: &[&str] = match given.stage() {
            S::Reported => &["accept"],
            S::Verifying => &["verify"],
            S::Accepted => &["file"],
            S::InGrid => &["handle", "level.grid"],
            S::Filed => &["dispatch"],
            S::Dispatched => &["handle", "level.town", "return"],
            S::Handling => &["handle", "level.town"],
            S::Suspended => &["handle", "level.town", "suspension"],
            S::Handled => &["inspect"],
            S::Verified => &["close"],
            S::Disputed => &["designate", "handle"],
            S::Closed => &["evaluate", "reopen"],
            S::Rejected | S::Duplicate | S::EmergencyTransferred | S::HandedOver => &[],
        };
        assert_eq!(given.running(), expected.iter().copied().collect(), "{:?}", given.stage());
    }
}

#[test]
fn limits_are_counted_in_their_units() {
    let dues = [
        // Reported on Monday at nine: two work-hours to eleven.
        (StageName::Reported, "accept", datetime!(2025-08-04 03:00 UTC)),
        // Dispatched at one in the afternoon, Beijing time: five working days to the next Monday.
        (StageName::Handling, "handle", datetime!(2025-08-11 16:00 UTC)),
    ];
    for (stage, clock, due) in dues {
        assert_eq!(Given::an_event(stage).due(clock), due, "{clock}");
    }
}

#[test]
fn our_own_limits_are_those_of_the_deployment_and_the_tables_are_not() {
    let two_days = RULES.map(|rule| (rule.id.into_owned(), "2d".parse().unwrap()));
    let mut given = Given::nothing();
    given.limits = Limits::new(two_days);
    given.does(&patrol(), report());
    assert_eq!(given.incident().clock("accept").unwrap().rule.unit, TimeUnit::NaturalDay);
    given.does(&lead(), Command::TakeUpInGrid);
    let handle = &given.incident().clock("handle").unwrap().rule;
    assert_eq!((handle.amount, handle.unit), (5, TimeUnit::WorkingDay));
    assert_eq!(given.incident().clock("level.grid").unwrap().rule.amount, 2);
}

#[test]
fn what_is_overdue_is_told_with_its_level() {
    let mut given = Given::an_event(StageName::Handling);
    let due = given.due("handle");
    let events = given.runs_out("handle");
    let clock = "handle".to_owned();
    let level = Level::Town;
    assert_eq!(events[3].what, What::ClockOverdue { clock, level, due });
    assert_eq!((events.len(), events[4].kind()), (5, "event.escalated"));
    assert_eq!(given.rings("handle"), []);
}

#[test]
fn a_clock_that_stopped_stands_or_is_not_due_rings_nothing() {
    let mut given = Given::an_event(StageName::Reported);
    let early = given.clone().rings("close");
    assert_eq!(early, []);
    let ringing = given.incident().next_ringing().unwrap();
    given.does(&dispatcher(ROOM), Command::Accept);
    given.now = ringing.at + Duration::days(1);
    assert_eq!(given.rings("accept"), []);
    let mut still = Given::an_event(StageName::Suspended);
    still.now += Duration::days(9);
    assert_eq!(
        (still.rings("handle"), still.rings("level.town"), still.rings("suspension")),
        (vec![], vec![], vec![])
    );
}

#[test]
fn a_step_taken_by_a_replica_a_moment_behind_follows() {
    let mut given = Given::an_event(StageName::Suspended);
    given.does(&dispatcher(ROOM), renew(review_day()));
    given.now -= Duration::seconds(2);
    given.does(&dispatcher(ROOM), Command::Resume);
    given.now -= Duration::seconds(2);
    given.does(&officer(STATION), handled());
}

#[test]
fn a_ring_is_not_lost_when_this_replica_is_a_moment_behind() {
    let mut given = Given::an_event(StageName::Reported);
    given.now = START;
    let ringing = given.incident().next_ringing().unwrap();
    given.now = ringing.at - Duration::seconds(2);
    let (clock, at) = (ringing.clock, ringing.at);
    assert_eq!(given.does(&Actor::Clock, Command::Tick { clock, at }).len(), 1);
}

#[test]
fn a_new_calendar_moves_the_clocks_it_concerns() {
    let mut given = Given::an_event(StageName::Handling);
    let before = given.due("handle");
    let builtin = Calendar::builtin();
    let off = date!(2025 - 08 - 11);
    let mut days: Vec<SpecialDay> = builtin.days().cloned().collect();
    days.push(SpecialDay::new(off, DayKind::Off, "临时"));
    let documents: BTreeMap<i32, String> = builtin.documents().clone();
    given.calendar = Calendar::new(builtin.version() + 1, days, documents).unwrap();
    let events = given.does(&Actor::Clock, Command::Reckon);
    assert!(matches!(&events[0].what, What::ClocksReckoned { moved, .. } if moved.contains(&"handle".to_owned())));
    assert_eq!(given.due("handle"), before + Duration::days(1));
    assert_eq!(given.does(&Actor::Clock, Command::Reckon), []);
}
