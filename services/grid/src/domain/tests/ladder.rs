//! Up the ladder: without authority, and when a level's time runs out.

use shiyu_kit::calendar::Ring;
use shiyu_kit::fault::Refusal as _;
use time::Duration;

use super::given::*;
use crate::domain::course::EscalationGround;
use crate::domain::terms::Level;
use crate::domain::{Command, Event, StageName, What};

/// What this clock rings eighty per cent into its time.
fn near(given: &mut Given, clock: &str) -> Vec<&'static str> {
    given.now = given.incident().clock(clock).unwrap().rings_at(Ring::Eighty);
    given.rings(clock).iter().map(Event::kind).collect()
}

fn stands(given: &Given) -> (StageName, Level, String) {
    let incident = given.incident();
    (given.stage(), incident.level, incident.unit.to_string())
}

#[test]
fn what_the_grid_cannot_do_goes_to_the_village_then_to_the_town() {
    let mut given = Given::in_grid();
    assert_eq!(given.refuses(&patrol(), escalate()), "ROLE_NOT_FITTING");
    given.does(&lead(), escalate());
    assert_eq!(stands(&given), (StageName::InGrid, Level::Village, VILLAGE.to_owned()));
    assert_eq!(given.running(), ["handle", "level.village"].into());
    given.does(&officer(VILLAGE), escalate());
    assert_eq!(stands(&given), (StageName::Filed, Level::Town, ROOM.to_owned()));
    assert_eq!(given.running(), ["dispatch", "handle", "level.town"].into());
    given.does(&dispatcher(ROOM), dispatch());
}

#[test]
fn a_unit_without_authority_hands_it_to_the_level_above_up_to_the_county() {
    let mut given = Given::an_event(StageName::Handling);
    assert_eq!(given.refuses(&officer(WORKS), escalate()), "UNIT_NOT_HOLDING");
    given.does(&officer(STATION), escalate());
    assert_eq!(stands(&given), (StageName::Filed, Level::County, COUNTY.to_owned()));
    assert_eq!(given.refuses(&dispatcher(ROOM), dispatch_to(BUREAU)), "NOT_THE_DISPATCHER");
    let refusal = given.when(&dispatcher(CENTRE), escalate()).unwrap_err();
    assert_eq!(refusal.reason(), "CITY_BY_BOUNDARY");
    let instead = refusal.allowed();
    assert!(instead.contains(&"RaiseBoundary") && instead.contains(&"OfferOutside") && instead.contains(&"DispatchEvent"));
    assert!(!instead.contains(&"EscalateEvent"));
    given.does(&dispatcher(CENTRE), dispatch_to(BUREAU));
    let lower = given.incident().audience().units;
    assert!([ROOM, STATION, VILLAGE, COUNTY].iter().all(|unit| lower.contains(&code(unit))));
}

#[test]
fn what_was_dispatched_and_not_signed_for_goes_up_too() {
    let mut given = Given::an_event(StageName::Dispatched);
    given.does(&officer(STATION), escalate());
    assert_eq!(given.running(), ["dispatch", "handle", "level.county"].into());
}

#[test]
fn near_the_end_of_its_time_each_level_hands_it_up_by_itself() {
    let mut given = Given::in_grid();
    assert_eq!(near(&mut given, "level.grid"), ["clock.warned", "clock.warned", "event.escalated"]);
    assert_eq!(stands(&given), (StageName::InGrid, Level::Village, VILLAGE.to_owned()));
    near(&mut given, "level.village");
    assert_eq!(stands(&given), (StageName::Filed, Level::Town, ROOM.to_owned()));
    near(&mut given, "level.town");
    assert_eq!(stands(&given), (StageName::Filed, Level::County, COUNTY.to_owned()));
    assert_eq!(near(&mut given, "level.county"), ["clock.warned", "clock.warned"]);
    assert_eq!(stands(&given), (StageName::Filed, Level::County, COUNTY.to_owned()));
    assert!(
        given
            .incident()
            .course
            .escalations
            .iter()
            .all(|step| step.ground == EscalationGround::NearLimit)
    );
}

#[test]
fn whoever_handles_it_goes_on_when_the_level_above_joins() {
    for stage in [StageName::Dispatched, StageName::Handling] {
        let mut given = Given::an_event(stage);
        near(&mut given, "level.town");
        assert_eq!(stands(&given), (stage, Level::County, STATION.to_owned()));
        assert!(given.incident().audience().units.contains(&code(COUNTY)));
        assert!(given.running().contains("level.county"));
        assert!(!given.running().contains("level.town"));
    }
}

#[test]
fn the_level_that_joined_takes_it_over_or_has_it_given_up_to_it() {
    let mut given = Given::an_event(StageName::Filed);
    given.does(&dispatcher(ROOM), dispatch_to(VILLAGE));
    assert_eq!(
        given.refuses(&dispatcher(ROOM), escalate()),
        "NOT_GRID_STAFF",
        "no level joined yet"
    );
    near(&mut given, "level.village");
    assert_eq!(stands(&given), (StageName::Dispatched, Level::Town, VILLAGE.to_owned()));
    for by in [dispatcher(NEXT_TOWN), officer(STATION)] {
        assert_eq!(given.refuses(&by, escalate()), "NOT_GRID_STAFF");
    }
    for by in [dispatcher(ROOM), officer(VILLAGE)] {
        let mut up = given.clone();
        up.does(&by, escalate());
        assert_eq!(
            stands(&up),
            (StageName::Filed, Level::Town, ROOM.to_owned()),
            "no level is passed over"
        );
        assert_eq!(up.running(), ["dispatch", "handle", "level.town"].into());
        up.does(&dispatcher(ROOM), dispatch_to(WORKS));
    }
    near(&mut given, "level.town");
    assert_eq!(stands(&given), (StageName::Dispatched, Level::County, VILLAGE.to_owned()));
    assert_eq!(given.refuses(&dispatcher(ROOM), escalate()), "NOT_GRID_STAFF");
    for by in [dispatcher(CENTRE), officer(VILLAGE)] {
        let mut up = given.clone();
        up.does(&by, escalate());
        assert_eq!(stands(&up), (StageName::Filed, Level::County, COUNTY.to_owned()));
        up.does(&dispatcher(CENTRE), dispatch_to(BUREAU));
    }
}

#[test]
fn what_a_unit_handles_is_taken_over_by_the_level_that_joined() {
    let mut given = Given::an_event(StageName::Handling);
    assert_eq!(given.refuses(&dispatcher(CENTRE), escalate()), "UNIT_NOT_HOLDING");
    near(&mut given, "level.town");
    let mut done = given.clone();
    done.does(&officer(STATION), handled());
    given.does(&dispatcher(CENTRE), escalate());
    assert_eq!(stands(&given), (StageName::Filed, Level::County, COUNTY.to_owned()));
    let refusal = given.when(&dispatcher(CENTRE), escalate()).unwrap_err();
    assert_eq!(refusal.reason(), "CITY_BY_BOUNDARY");
}

#[test]
fn a_loop_that_slept_hands_it_up_once() {
    let mut given = Given::in_grid();
    given.now = given.due("level.grid") + Duration::days(1);
    let events = given.rings("level.grid");
    let steps = events.iter().filter(|event| matches!(event.what, What::Escalated(_)));
    assert_eq!((events.len(), steps.count()), (5, 1));
    assert_eq!(given.rings("level.grid"), []);
}

#[test]
fn a_level_answers_no_more_once_it_is_handled() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&officer(STATION), handled());
    assert_eq!(given.running(), ["inspect"].into());
    given.does(&supervisor(), inspect(false));
    assert_eq!(given.running(), ["handle", "level.town"].into());
    given.does(&officer(STATION), Command::Escalate { reason: String::new() });
}

#[test]
fn a_short_limit_of_the_handling_takes_it_up_before_the_levels_ends() {
    let mut short = Given::nothing();
    short.known.class = Some(hours("E1201", 2));
    short.does(&patrol(), report());
    let mut grid = short.clone();
    grid.does(&lead(), Command::TakeUpInGrid);
    let mut town = short.clone();
    town.does(&dispatcher(ROOM), dispatch());
    let mut village = short;
    village.does(&dispatcher(ROOM), dispatch_to(VILLAGE));
    for (mut given, expected) in [
        (grid, (StageName::InGrid, Level::Village, VILLAGE)),
        (village, (StageName::Dispatched, Level::Town, VILLAGE)),
        (town, (StageName::Dispatched, Level::County, STATION)),
    ] {
        assert_eq!(near(&mut given, "handle"), ["clock.warned", "clock.warned", "event.escalated"]);
        let (stage, level, unit) = expected;
        assert_eq!(stands(&given), (stage, level, unit.to_owned()));
        assert!(given.now < given.due("handle"));
        given.runs_out("handle");
        assert_eq!(given.incident().course.escalations.len(), 1, "each limit takes it up once");
    }
}

#[test]
fn a_limit_of_the_handling_that_ends_after_the_levels_leaves_the_ladder_to_it() {
    let mut given = Given::in_grid();
    assert!(given.due("level.grid") < given.due("handle"));
    assert_eq!(near(&mut given, "handle"), ["clock.warned", "clock.warned"]);
    assert_eq!(stands(&given), (StageName::InGrid, Level::Grid, VILLAGE.to_owned()));
}
