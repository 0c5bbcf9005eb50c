//! The parts of the handling that have limits of their own: each has a clock, and is done once.

use time::Duration;

use super::given::*;
use crate::domain::terms::{Class, Step};
use crate::domain::{Command, StageName, What};

/// Dispatched to a unit, and about what has limits for its parts.
fn dispatched(to: &str) -> Given {
    let mut given = Given::nothing();
    given.known.class = Some(Class {
        steps: steps(),
        ..class("E1201", 15)
    });
    let route = given.known.route.as_mut().unwrap();
    (route.to, route.platform) = (code(to), None);
    given.does(&patrol(), report());
    given.does(&dispatcher(ROOM), dispatch());
    given.does(&officer(to), Command::SignIn);
    given
}

fn running(given: &Given) -> Vec<&str> {
    given.running().into_iter().filter(|name| name.starts_with("step.")).collect()
}

#[test]
fn each_part_has_a_clock_that_rings() {
    let mut given = dispatched(STATION);
    assert_eq!(running(&given), ["step.penalise", "step.remove", "step.stop"]);
    let due = given.due("step.stop");
    assert!(due < given.due("step.penalise") && given.due("step.penalise") < given.due("step.remove"));
    let last = given.runs_out("step.stop").pop().unwrap();
    assert!(matches!(last.what, What::ClockOverdue { clock, due: told, .. } if clock == "step.stop" && told == due));
}

#[test]
fn a_part_that_is_done_stops_its_clock_and_no_other_once() {
    let mut given = dispatched(STATION);
    assert_eq!(given.refuses(&officer(WORKS), report_step(Step::Stop)), "UNIT_NOT_HOLDING");
    let events = given.does(&officer(STATION), report_step(Step::Stop));
    assert_eq!(events[0].kind(), "handling.step_done");
    assert_eq!(running(&given), ["step.penalise", "step.remove"]);
    assert_eq!(given.refuses(&officer(STATION), report_step(Step::Stop)), "DONE_ALREADY");
    let mut plain = Given::an_event(StageName::Handling);
    assert_eq!(plain.refuses(&officer(STATION), report_step(Step::Stop)), "STEP_WITHOUT_LIMIT");
}

#[test]
fn what_is_handled_is_done_with_all_its_parts_and_a_rework_takes_up_those_that_were_not_told() {
    let mut given = dispatched(STATION);
    given.does(&officer(STATION), report_step(Step::Stop));
    given.does(&officer(STATION), handled());
    assert_eq!(running(&given), [""; 0]);
    given.does(&supervisor(), inspect(false));
    assert_eq!(running(&given), ["step.penalise", "step.remove"]);
}

#[test]
fn on_a_penalty_is_decided_in_a_case_and_never_by_the_grid() {
    let mut given = Given::in_grid();
    given.incident.as_mut().unwrap().class.steps = steps();
    assert_eq!(given.refuses(&lead(), report_step(Step::Penalise)), "BEYOND_GRID_POWERS");
    given.does(&lead(), report_step(Step::Stop));
    let mut station = dispatched(STATION);
    assert_eq!(
        station.refuses(&officer(STATION), report_step(Step::Penalise)),
        "PENALTY_NOT_OF_UNIT"
    );
    station.does(&officer(STATION), report_step(Step::Stop));
    let mut bureau = dispatched(BUREAU);
    let Command::ReportStep(mut told) = report_step(Step::Penalise) else {
        panic!("a step")
    };
    told.enforcement_case = None;
    assert_eq!(
        bureau.refuses(&officer(BUREAU), Command::ReportStep(told)),
        "ENFORCEMENT_CASE_MISSING"
    );
    bureau.does(&officer(BUREAU), report_step(Step::Penalise));
}

#[test]
fn the_parts_stand_still_with_the_event() {
    let mut given = dispatched(STATION);
    let due = given.due("step.remove");
    given.does(&dispatcher(ROOM), suspend(review_day()));
    given.now += Duration::days(7);
    given.does(&dispatcher(ROOM), Command::Resume);
    assert!(given.due("step.remove") > due);
    assert_eq!(running(&given), ["step.penalise", "step.remove", "step.stop"]);
}

#[test]
fn another_subclass_has_the_limits_of_its_own_parts() {
    let mut given = dispatched(STATION);
    let before = given.incident().clock("handle").unwrap().started_at;
    let mut other = Class {
        steps: steps(),
        ..class("E0101", 15)
    };
    other.steps.truncate(2);
    other.steps[1].limit.amount = 3;
    given.known.class = Some(other);
    let due = given.due("step.penalise");
    given.does(&dispatcher(ROOM), reclassify("E0101"));
    assert_eq!(running(&given), ["step.penalise", "step.stop"]);
    assert!(given.due("step.penalise") < due);
    given.known.class = Some(Class {
        steps: steps(),
        ..class("E0102", 15)
    });
    given.does(&dispatcher(ROOM), reclassify("E0102"));
    assert_eq!(given.incident().clock("step.remove").unwrap().started_at, before);
}

#[test]
fn the_parts_of_another_subclass_have_not_run_while_the_event_stood_still() {
    let mut given = dispatched(STATION);
    given.known.class = Some(class("E0101", 15));
    given.does(&dispatcher(ROOM), reclassify("E0101"));
    let begun = given.incident().clock("handle").unwrap().started_at;
    given.does(&dispatcher(ROOM), suspend(review_day()));
    given.now += Duration::days(7);
    given.does(&dispatcher(ROOM), Command::Resume);
    given.known.class = Some(Class {
        steps: steps(),
        ..class("E0102", 15)
    });
    given.does(&dispatcher(ROOM), reclassify("E0102"));
    assert!(given.incident().clock("step.stop").unwrap().started_at >= begun + Duration::days(7));
}

#[test]
fn a_part_of_both_subclasses_takes_the_limit_of_the_other_while_the_event_stands_still() {
    let mut given = dispatched(STATION);
    given.does(&dispatcher(ROOM), suspend(review_day()));
    let mut other = Class {
        steps: steps(),
        ..class("E0101", 15)
    };
    other.steps.truncate(2);
    other.steps[1].limit.amount = 3;
    given.known.class = Some(other);
    let due = given.due("step.penalise");
    given.does(&dispatcher(ROOM), reclassify("E0101"));
    assert!(given.due("step.penalise") < due);
    let part = given.incident().clock("step.penalise").unwrap();
    assert!(part.rule.amount == 3 && part.paused_since().is_some(), "it stands still as before");
    given.known.class = Some(Class {
        steps: steps(),
        ..class("E0102", 15)
    });
    given.does(&dispatcher(ROOM), reclassify("E0102"));
    assert_eq!(running(&given), ["step.penalise", "step.stop"], "what is new to it waits");
    given.now += Duration::days(1);
    given.does(&dispatcher(ROOM), Command::Resume);
    assert_eq!(running(&given), ["step.penalise", "step.remove", "step.stop"]);
    assert_eq!(given.incident().clock("step.penalise").unwrap().rule.amount, 7);
}
