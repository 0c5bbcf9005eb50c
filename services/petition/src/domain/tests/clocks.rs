//! The limits: what runs when, what rings, and what a new calendar changes.

use std::collections::BTreeMap;

use shiyu_kit::calendar::{Calendar, DayKind, Limits, Ring, SpecialDay, TimeUnit};
use shiyu_kit::case::Actor;
use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::{ACCEPT, Closing, Command, Event, FORWARD, StageName};

fn running(given: &Given) -> Vec<String> {
    given.petition().running().map(|clock| clock.rule.id.to_string()).collect()
}

fn rings_of(events: &[Event]) -> Vec<Ring> {
    let ring = |event: &Event| {
        if let Event::ClockWarned { ring, .. } = event {
            return *ring;
        }
        assert!(matches!(event, Event::ClockOverdue { .. }), "not a ring: {event:?}");
        Ring::Overdue
    };
    events.iter().map(ring).collect()
}

#[test]
fn each_stage_runs_its_clocks() {
    let expected: [&[&str]; 7] = [
        &["forward"],
        &["accept"],
        &["classify"],
        &["handle"],
        &["handle", "serve"],
        &["review_window"],
        &[],
    ];
    for (given, expected) in at_every_stage().iter().zip(expected) {
        assert_eq!(running(given), expected);
    }
}

#[test]
fn forwarding_is_due_fifteen_days_after_receipt_not_registration() {
    let mut given = Given::nothing();
    let mut order = registration();
    order.received_at = Some(datetime!(2025-07-30 12:00 UTC));
    given.when(&officer(OFFICE), &Command::Register(Box::new(order))).unwrap();
    // 14 August is a Thursday; its last moment in Beijing is 16:00 UTC.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-08-14 16:00 UTC)));
}

#[test]
fn acceptance_is_due_fifteen_days_after_forwarding() {
    let given = Given::a_petition(StageName::Forwarded);
    // Forwarded on Tuesday 5 August: the 20th is a Wednesday.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-08-20 16:00 UTC)));
}

#[test]
fn classification_is_due_in_five_working_days() {
    let given = Given::a_petition(StageName::Accepted);
    // Accepted on Wednesday 6 August: the fifth working day is Wednesday the 13th.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-08-13 16:00 UTC)));
}

#[test]
fn our_own_limits_are_those_of_the_deployment_and_the_laws_are_not() {
    let limits = ["forward", "accept", "classify", "serve"].map(|id| (id, "2d".parse().unwrap()));
    let mut given = Given::nothing();
    given.limits = Limits::new(limits);
    given.when(&officer(OFFICE), &register()).unwrap();
    assert_eq!(given.petition().clock("forward").unwrap().rule, FORWARD);
    given.when(&officer(OFFICE), &forward(TOWN)).unwrap();
    assert_eq!(given.petition().clock("accept").unwrap().rule, ACCEPT);
    given.when(&officer(TOWN), &accept()).unwrap();
    // Accepted on Monday 4 August: Wednesday the 6th.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-08-06 16:00 UTC)));
    given.when(&officer(TOWN), &start_handling()).unwrap();
    given.when(&officer(TOWN), &issue()).unwrap();
    let serve = &given.petition().clock("serve").unwrap().rule;
    assert_eq!((serve.amount, serve.unit), (2, TimeUnit::NaturalDay));
}

#[test]
fn handling_is_due_sixty_days_after_acceptance_past_the_holidays() {
    let mut given = Given::nothing();
    given.when(&officer(OFFICE), &register()).unwrap();
    given.when(&officer(OFFICE), &forward(TOWN)).unwrap();
    given.when(&officer(TOWN), &accept()).unwrap();
    given.now += Duration::days(3);
    given.when(&officer(TOWN), &start_handling()).unwrap();
    // Accepted 2025-08-04: 2025-10-03 is a holiday, the next working day is the 9th.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-10-09 16:00 UTC)));
}

#[test]
fn the_opinion_is_served_within_seven_days_and_inside_the_sixty() {
    let mut given = Given::a_petition(StageName::Handling);
    let sixty = given.petition().clock("handle").unwrap().due.legal;
    given.now = sixty - Duration::days(1);
    given.when(&officer(TOWN), &issue()).unwrap();
    assert!(given.petition().clock("serve").unwrap().due.legal > sixty);
    assert_eq!(given.petition().legal_due(), Some(sixty));
    given.now = sixty;
    given.when(&officer(TOWN), &serve()).unwrap();
    let handle = given.petition().clocks.iter().find(|clock| clock.rule.id == "handle").unwrap();
    assert!(handle.is_overdue(given.now));
}

#[test]
fn the_window_runs_thirty_days_from_service() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    given.when(&officer(TOWN), &serve()).unwrap();
    // Served on 9 August, a Saturday; 8 September is a Monday.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-09-08 16:00 UTC)));
}

#[test]
fn a_clock_rings_four_times_and_each_ring_once() {
    let mut given = Given::a_petition(StageName::Handling);
    let mut rung = Vec::new();
    while given.petition().next_ringing().is_some() {
        let ringing = given.petition().next_ringing().unwrap();
        rung.extend(rings_of(&given.when_the_next_clock_rings()));
        let again = Command::Tick {
            clock: ringing.clock,
            at: ringing.at,
        };
        assert_eq!(given.when(&Actor::Clock, &again), Ok(Vec::new()));
    }
    assert_eq!(rung, Ring::ALL);
    assert_eq!(given.petition().stage.name(), StageName::Handling);
}

#[test]
fn a_loop_that_slept_rings_all_it_missed() {
    let mut given = Given::a_petition(StageName::Registered);
    let due = given.petition().legal_due().unwrap();
    let first = given.petition().next_ringing().unwrap();
    given.now = due;
    let tick = Command::Tick {
        clock: first.clock,
        at: first.at,
    };
    let events = given.when(&Actor::Clock, &tick).unwrap();
    assert_eq!(rings_of(&events), Ring::ALL);
    let overdue = Event::ClockOverdue {
        clock: "forward".to_owned(),
        due,
    };
    assert_eq!(events.last(), Some(&overdue));
    assert_eq!(given.petition().next_ringing(), None);
}

#[test]
fn a_ring_is_not_lost_when_this_replica_is_a_moment_behind() {
    let mut given = Given::a_petition(StageName::Registered);
    let ringing = given.petition().next_ringing().unwrap();
    given.now = ringing.at - Duration::seconds(2);
    let tick = Command::Tick {
        clock: ringing.clock,
        at: ringing.at,
    };
    assert_eq!(rings_of(&given.when(&Actor::Clock, &tick).unwrap()), [Ring::Half]);
}

#[test]
fn a_step_taken_by_a_replica_a_moment_behind_follows() {
    let mut given = Given::a_petition(StageName::Registered);
    given.when(&officer(OFFICE), &forward(TOWN)).unwrap();
    given.now -= Duration::seconds(2);
    given.when(&officer(TOWN), &accept()).unwrap();
    let stage = &given.petition().stage;
    assert_eq!(stage.acceptance().unwrap().at, stage.forwarding().unwrap().at);
}

#[test]
fn a_clock_that_stopped_rings_no_more() {
    let mut given = Given::a_petition(StageName::Registered);
    let ringing = given.petition().next_ringing().unwrap();
    given.when(&officer(OFFICE), &forward(TOWN)).unwrap();
    given.now = ringing.at;
    let tick = Command::Tick {
        clock: ringing.clock,
        at: ringing.at,
    };
    assert_eq!(given.when(&Actor::Clock, &tick), Ok(Vec::new()));
}

#[test]
fn a_tick_before_its_time_is_nothing() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    let tick = Command::Tick {
        clock: "review_window".to_owned(),
        at: given.now,
    };
    assert_eq!(given.when(&Actor::Clock, &tick), Ok(Vec::new()));
}

#[test]
fn the_lapse_of_the_petitioners_window_closes_the_petition() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    let due = given.petition().legal_due().unwrap();
    let events = given.when_the_next_clock_rings();
    let closed = Event::Closed {
        closing: Closing::Lapsed,
        at: due,
    };
    assert_eq!(events, [closed]);
    assert_eq!(given.petition().next_ringing(), None);
    assert_eq!(given.petition().legal_due(), None);
}

/// The built-in calendar with one more day off.
fn newer(off: time::Date) -> Calendar {
    let builtin = Calendar::builtin();
    let mut days: Vec<SpecialDay> = builtin.days().filter(|day| day.date != off).cloned().collect();
    days.push(SpecialDay::new(off, DayKind::Off, "临时"));
    let documents: BTreeMap<i32, String> = builtin.documents().clone();
    Calendar::new(builtin.version() + 1, days, documents).unwrap()
}

#[test]
fn a_new_calendar_moves_the_clocks_it_concerns() {
    let mut given = Given::a_petition(StageName::Accepted);
    let due = given.petition().legal_due().unwrap();
    given.calendar = newer(date!(2025 - 08 - 13));
    let events = given.when(&Actor::Clock, &Command::Reckon).unwrap();
    assert!(matches!(&events[..], [Event::ClocksReckoned { moved, .. }] if *moved == ["classify"]));
    assert_eq!(given.petition().legal_due(), Some(due + Duration::days(1)));
    assert_eq!(given.petition().calendar(), given.calendar.version());
}

#[test]
fn a_new_calendar_that_moves_nothing_is_still_noted_once() {
    let mut given = Given::a_petition(StageName::Accepted);
    let due = given.petition().legal_due();
    given.calendar = newer(date!(2026 - 12 - 07));
    let events = given.when(&Actor::Clock, &Command::Reckon).unwrap();
    assert!(matches!(&events[..], [Event::ClocksReckoned { moved, .. }] if moved.is_empty()));
    assert_eq!(given.petition().legal_due(), due);
    assert_eq!(given.petition().calendar(), given.calendar.version());
    assert_eq!(given.when(&Actor::Clock, &Command::Reckon), Ok(Vec::new()));
}

#[test]
fn rings_stay_rung_under_a_new_calendar() {
    let mut given = Given::a_petition(StageName::Accepted);
    given.when_the_next_clock_rings();
    let rung = given.petition().clock("classify").unwrap().rung.clone();
    given.calendar = newer(date!(2025 - 08 - 13));
    given.when(&Actor::Clock, &Command::Reckon).unwrap();
    assert_eq!(given.petition().clock("classify").unwrap().rung, rung);
}
