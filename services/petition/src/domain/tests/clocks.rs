//! The limits: what runs when, what rings, and what a new calendar changes.

use std::collections::BTreeMap;

use shiyu_kit::calendar::{Calendar, DayKind, Limits, Ring, SpecialDay, TimeUnit};
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Refusal as _;
use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::{ACCEPT, Closing, Command, End, Event, FORWARD, RULES, Ruling, StageName, What};

fn rings_of(events: &[Event]) -> Vec<Ring> {
    let ring = |event: &Event| {
        if let What::ClockWarned { ring, .. } = event.what {
            return ring;
        }
        assert!(matches!(event.what, What::ClockOverdue { .. }), "not a ring: {event:?}");
        Ring::Overdue
    };
    events.iter().map(ring).collect()
}

#[test]
fn each_stage_runs_its_clocks() {
    use StageName as S;
    for given in at_every_stage() {
        let expected: &[&str] = match given.stage() {
            S::Registered => &["forward", "pass_on"],
            S::Forwarded => &["accept"],
            S::Assigned => &["accept", "report"],
            S::Objected => &["accept", "decide_objection"],
            S::JurisdictionDisputed => &["accept", "designate"],
            S::Accepted => &["classify"],
            S::Studying => &["study"],
            S::DutyRequested => &["duty_report"],
            S::Handling => &["handle"],
            S::OpinionIssued => &["handle", "serve"],
            S::OpinionServed => &["review_window"],
            S::ReviewRequested => &["take_up", "review"],
            S::Reviewing => &["review"],
            S::ReviewDecided => &["review", "serve"],
            S::ReviewServed => &["recheck_window"],
            S::RecheckRequested => &["take_up", "recheck"],
            S::Rechecking => &["recheck"],
            S::RecheckDecided => &["recheck", "serve"],
            S::Archived | S::Diverted | S::Merged => &[],
            S::Closed | S::Terminated | S::Settled | S::Replied | S::Redirected | S::Withdrawn | S::NotAccepted | S::HandedOver => {
                &["archive"]
            }
        };
        assert_eq!(given.running(), expected, "{:?}", given.stage());
    }
}

#[test]
fn forwarding_is_due_fifteen_days_after_receipt_not_registration() {
    let mut given = Given::nothing();
    let mut order = registration();
    order.received_at = Some(datetime!(2025-07-30 12:00 UTC));
    given.does(&officer(OFFICE), &Command::Register(Box::new(order)));
    // 14 August is a Thursday; its last moment in Beijing is 16:00 UTC.
    assert_eq!(given.due("forward"), datetime!(2025-08-14 16:00 UTC));
    // The office's own share of it: three working days from Wednesday 30 July to Monday 4 August.
    assert_eq!(given.petition().legal_due(), Some(datetime!(2025-08-04 16:00 UTC)));
}

#[test]
fn what_the_law_and_the_office_give_is_counted_in_their_days() {
    let dues = [
        // Forwarded on Tuesday 5 August: the 20th is a Wednesday.
        (StageName::Forwarded, "accept", datetime!(2025-08-20 16:00 UTC)),
        // Objected on Wednesday the 6th: three working days to Monday the 11th.
        (StageName::Objected, "decide_objection", datetime!(2025-08-11 16:00 UTC)),
        // Accepted on the 6th: five working days to Wednesday the 13th.
        (StageName::Accepted, "classify", datetime!(2025-08-13 16:00 UTC)),
        // Accepted on the 6th: the 60th day is Sunday 5 October, in the holidays, and rolls to the 9th.
        (StageName::Handling, "handle", datetime!(2025-10-09 16:00 UTC)),
        // Requested on Sunday the 10th: thirty days to Tuesday 9 September.
        (StageName::Reviewing, "review", datetime!(2025-09-09 16:00 UTC)),
    ];
    for (stage, clock, due) in dues {
        assert_eq!(Given::a_petition(stage).due(clock), due, "{clock}");
    }
}

#[test]
fn our_own_limits_are_those_of_the_deployment_and_the_laws_are_not() {
    let two_days = RULES.map(|rule| (rule.id.into_owned(), "2d".parse().unwrap()));
    let mut given = Given::nothing();
    given.limits = Limits::new(two_days);
    given.does(&officer(OFFICE), &register());
    assert_eq!(given.petition().clock("forward").unwrap().rule, FORWARD);
    given.does(&officer(OFFICE), &forward(TOWN));
    assert_eq!(given.petition().clock("accept").unwrap().rule, ACCEPT);
    given.does(&officer(TOWN), &accept());
    let classify = &given.petition().clock("classify").unwrap().rule;
    assert_eq!((classify.amount, classify.unit), (2, TimeUnit::NaturalDay));
    given.does(&officer(TOWN), &start_handling());
    given.does(&officer(TOWN), &offer(crate::domain::Destination::Mediation));
    assert_eq!(given.petition().clock(&format!("referral.{OFFER}")).unwrap().rule.amount, 2);
}

#[test]
fn a_hearing_stops_the_clock_of_the_re_review_and_no_other() {
    for (stage, by, clock) in [
        (StageName::Handling, TOWN, "handle"),
        (StageName::Reviewing, COUNTY, "review"),
        (StageName::Rechecking, CITY, "recheck"),
    ] {
        let mut given = Given::a_petition(stage);
        let due = given.petition().clock(clock).unwrap().due.last_day();
        given.does(&officer(by), &Command::OpenHearing);
        given.now += Duration::days(7);
        given.does(&officer(by), &close_hearing());
        let moved = given.petition().clock(clock).unwrap().due.last_day();
        assert_eq!(moved - due, Duration::days(if clock == "recheck" { 7 } else { 0 }), "{clock}");
    }
}

#[test]
fn a_hearing_closed_by_a_replica_a_moment_behind_lets_the_clock_go_on() {
    let mut given = Given::a_petition(StageName::Rechecking);
    given.does(&officer(CITY), &Command::OpenHearing);
    given.now -= Duration::seconds(2);
    given.does(&officer(CITY), &close_hearing());
    assert_eq!(given.petition().clock("recheck").unwrap().paused_since(), None);
    given.now -= Duration::seconds(2);
    given.does(&officer(CITY), &rule(Ruling::Upheld));
    given.does(&officer(CITY), &serve_ruling(None));
}

#[test]
fn a_loop_that_slept_rings_all_it_missed() {
    let mut given = Given::a_petition(StageName::Registered);
    let due = given.due("forward");
    given.now = due;
    let events = given.rings("forward");
    assert_eq!(rings_of(&events), Ring::ALL);
    let clock = "forward".to_owned();
    assert_eq!(events.last().unwrap().what, What::ClockOverdue { clock, due });
    assert_eq!(rings_of(&given.rings("pass_on")), Ring::ALL);
    assert_eq!(given.petition().clocks.next_ringing(), None);
}

#[test]
fn a_ring_is_not_lost_when_this_replica_is_a_moment_behind() {
    let mut given = Given::a_petition(StageName::Registered);
    let ringing = given.petition().clocks.next_ringing().unwrap();
    given.now = ringing.at - Duration::seconds(2);
    let tick = Command::Tick {
        clock: ringing.clock,
        at: ringing.at,
    };
    assert_eq!(rings_of(&given.does(&Actor::Clock, &tick)), [Ring::Half]);
}

#[test]
fn a_step_taken_by_a_replica_a_moment_behind_follows() {
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &forward(TOWN));
    given.now -= Duration::seconds(2);
    given.does(&officer(TOWN), &accept());
    let course = &given.petition().course;
    assert_eq!(course.acceptance.as_ref().unwrap().at, course.forwardings[0].at);
}

#[test]
fn a_clock_that_stopped_or_is_not_due_rings_nothing() {
    let mut given = Given::a_petition(StageName::Registered);
    let ringing = given.petition().clocks.next_ringing().unwrap();
    given.does(&officer(OFFICE), &forward(TOWN));
    given.now = ringing.at;
    assert_eq!(given.rings("forward"), []);
    assert_eq!(Given::a_petition(StageName::OpinionServed).rings("review_window"), []);
}

#[test]
fn the_lapse_of_the_petitioners_window_closes_it() {
    for stage in [StageName::OpinionServed, StageName::ReviewServed] {
        let mut given = Given::a_petition(stage);
        let due = given.petition().legal_due().unwrap();
        given.when_the_next_clock_rings();
        let ending = given.petition().stage.ending().unwrap();
        assert_eq!((&ending.end, ending.at), (&End::Closed(Closing::Lapsed), due));
        assert_eq!((given.running(), given.petition().legal_due()), (vec!["archive"], None));
    }
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
fn a_new_calendar_moves_the_clocks_it_concerns_and_no_ring() {
    let mut given = Given::a_petition(StageName::Accepted);
    given.when_the_next_clock_rings();
    let before = given.petition().clock("classify").unwrap().clone();
    given.calendar = newer(date!(2025 - 08 - 13));
    let events = given.does(&Actor::Clock, &Command::Reckon);
    assert!(matches!(&events[0].what, What::ClocksReckoned { moved, .. } if *moved == ["classify"]));
    let after = given.petition().clock("classify").unwrap();
    assert_eq!(after.due.legal, before.due.legal + Duration::days(1));
    assert_eq!(after.rung, before.rung);
    assert_eq!(given.petition().clocks.calendar(), given.calendar.version());
}

#[test]
fn a_new_calendar_that_moves_nothing_is_still_noted_once() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    let due = given.petition().legal_due();
    given.calendar = newer(date!(2026 - 12 - 07));
    let events = given.does(&Actor::Clock, &Command::Reckon);
    assert!(matches!(&events[0].what, What::ClocksReckoned { moved, .. } if moved.is_empty()));
    assert_eq!(
        (given.petition().legal_due(), given.petition().clocks.calendar()),
        (due, given.calendar.version())
    );
    assert_eq!(given.does(&Actor::Clock, &Command::Reckon), []);
}

#[test]
fn a_window_a_new_calendar_moved_stays_open_so_long() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    given.does(&officer(TOWN), &serve());
    let due = given.due("review_window");
    given.calendar = newer(date!(2025 - 09 - 08));
    given.does(&Actor::Clock, &Command::Reckon);
    given.now = due;
    let refusal = given.when(&officer(OFFICE), &Command::Close).unwrap_err();
    assert_eq!(refusal.reason(), "WINDOW_STILL_OPEN");
    given.does(&party(), &remedy(None));
}

#[test]
fn an_office_passes_it_on_in_three_working_days_of_the_laws_fifteen() {
    let mut given = Given::a_petition(StageName::Registered);
    // Registered on Monday 4 August: to Thursday the 7th.
    let due = given.due("pass_on");
    assert_eq!(due, datetime!(2025-08-07 16:00 UTC));
    given.now = due;
    let rung = given.rings("pass_on");
    assert_eq!(rings_of(&rung), Ring::ALL);
    given.does(&officer(OFFICE), &forward(TOWN));
    assert_eq!(given.running(), ["accept"]);
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &Command::DecideObjection { agree: true });
    assert_eq!(
        given.running(),
        ["accept", "pass_on"],
        "it has the matter back, and passes it on again"
    );
    assert!(given.due("pass_on") > due);
    given.does(&officer(OFFICE), &accept());
    assert_eq!(given.running(), ["classify"]);
}
