//! Taken up in the grid, filed, dispatched, returned, designated.

use time::Duration;

use super::given::*;
use crate::domain::command;
use crate::domain::terms::{Level, Platform};
use crate::domain::{Command, Refusal, StageName};

#[test]
fn the_grid_lead_or_the_village_takes_it_up_and_never_who_reported() {
    let mut given = Given::an_event(StageName::Accepted);
    assert_eq!(given.refuses(&patrol(), Command::TakeUpInGrid), "ROLE_NOT_FITTING");
    assert_eq!(given.refuses(&officer(STATION), Command::TakeUpInGrid), "NOT_GRID_STAFF");
    given.clone().does(&officer(VILLAGE), Command::TakeUpInGrid);
    let mut own = Given::reported(&lead(), report());
    assert_eq!(own.refuses(&lead(), Command::TakeUpInGrid), "REPORTER_HANDLES");
    given.does(&lead(), Command::TakeUpInGrid);
    let incident = given.incident();
    assert_eq!((&incident.unit, incident.level), (&code(VILLAGE), Level::Grid));
    assert_eq!(incident.hands.responsible, Some(code(VILLAGE)));
    assert_eq!(given.running(), ["handle", "level.grid"].into());
}

#[test]
fn who_leads_no_grid_is_not_the_villages_own_staff() {
    let stranger = person("zz", VILLAGE, &["grid_lead"]);
    let mut given = Given::an_event(StageName::Accepted);
    assert_eq!(given.refuses(&stranger, Command::TakeUpInGrid), "NOT_GRID_STAFF");
    given
        .clone()
        .does(&person("clerk", VILLAGE, &["grid_lead", "unit_handler"]), Command::TakeUpInGrid);
    given.does(&lead(), Command::TakeUpInGrid);
    for command in [handled(), escalate()] {
        assert_eq!(given.refuses(&stranger, command), "NOT_GRID_STAFF");
    }
}

#[test]
fn taking_up_what_is_reported_accepts_it() {
    let mut given = Given::an_event(StageName::Reported);
    assert_eq!(given.does(&lead(), Command::TakeUpInGrid).len(), 2);
    assert_eq!(given.incident().course.acceptance.as_ref().unwrap().by, "lead");
}

#[test]
fn the_grid_asks_for_help_and_the_time_for_handling_runs_on() {
    let mut given = Given::in_grid();
    let due = given.due("handle");
    assert_eq!(given.refuses(&patrol(), Command::File), "NOT_THE_DISPATCHER");
    given.does(&lead(), Command::File);
    assert_eq!((given.incident().level, &given.incident().unit), (Level::Town, &code(ROOM)));
    assert_eq!(given.running(), ["dispatch", "handle", "level.town"].into());
    given.now += Duration::hours(1);
    given.does(&dispatcher(ROOM), dispatch());
    assert_eq!(given.due("handle"), due);
}

#[test]
fn the_table_is_followed_or_there_is_a_reason() {
    let mut given = Given::an_event(StageName::Filed);
    let room = dispatcher(ROOM);
    let own = |to: Option<&str>, platform, reason: &str| {
        Command::Dispatch(command::Dispatch {
            to: to.map(code),
            platform,
            level: None,
            reason: Some(reason.to_owned()),
        })
    };
    assert_eq!(given.refuses(&room, own(Some(WORKS), None, " ")), "REASON_MISSING");
    let other = Some(Platform::MarketSupervision);
    assert_eq!(given.refuses(&room, own(None, other, "")), "REASON_MISSING");
    assert_eq!(given.refuses(&room, dispatch_to(NOWHERE)), "UNIT_UNKNOWN");
    assert_eq!(given.refuses(&room, dispatch_to(OTHER_COUNTY)), "UNIT_OUTSIDE_JURISDICTION");
    let mut unrouted = given.clone();
    unrouted.known.route = None;
    assert_eq!(unrouted.refuses(&room, dispatch()), "NO_ROUTE");
    unrouted.does(&room, dispatch_to(BUREAU));
    let chosen = unrouted.incident().course.dispatch().unwrap();
    assert_eq!((chosen.level, &chosen.rule, chosen.table), (Level::County, &None, None));
    given.does(&room, own(Some(STATION), None, ""));
    let dispatch = given.incident().course.dispatch().unwrap();
    assert_eq!((dispatch.rule.as_deref(), dispatch.table), (Some("hazards"), Some(3)));
    assert_eq!((&dispatch.by_unit, dispatch.platform), (&code(ROOM), Some(Platform::Enforcement)));
    assert_eq!(given.incident().hands.responsible, Some(code(STATION)));
}

#[test]
fn only_the_unit_signs_in_and_then_it_cannot_come_back() {
    let mut given = Given::an_event(StageName::Dispatched);
    assert_eq!(given.refuses(&officer(WORKS), Command::SignIn), "UNIT_NOT_HOLDING");
    given.does(&officer(STATION), Command::SignIn);
    assert_eq!(given.running(), ["handle", "level.town"].into());
    assert_eq!(given.refuses(&officer(STATION), send_back()), "NOT_IN_STAGE");
}

#[test]
fn what_is_dispatched_to_the_village_is_for_its_lead_and_its_staff() {
    let mut given = Given::an_event(StageName::Filed);
    given.does(&dispatcher(ROOM), dispatch_to(VILLAGE));
    for command in [Command::SignIn, send_back(), escalate()] {
        assert_eq!(given.refuses(&patrol(), command), "ROLE_NOT_FITTING");
    }
    given.clone().does(&officer(VILLAGE), Command::SignIn);
    given.does(&lead(), Command::SignIn);
    assert_eq!(given.refuses(&patrol(), handled()), "ROLE_NOT_FITTING");
    given.does(&lead(), handled());
}

#[test]
fn a_wrong_dispatch_comes_back_within_four_work_hours() {
    let mut given = Given::an_event(StageName::Dispatched);
    assert_eq!(given.refuses(&officer(WORKS), send_back()), "UNIT_NOT_HOLDING");
    let mut late = given.clone();
    late.now = late.due("return");
    let last = late.now;
    assert_eq!(late.when(&officer(STATION), send_back()), Err(Refusal::ReturnLapsed(last)));
    let handle = given.due("handle");
    given.does(&officer(STATION), send_back());
    assert_eq!((given.stage(), &given.incident().unit), (StageName::Filed, &code(ROOM)));
    assert_eq!(given.due("handle"), handle, "the reporter waits meanwhile");
    assert!(given.running().contains("dispatch"));
    assert_eq!(given.refuses(&dispatcher(ROOM), dispatch()), "UNIT_RETURNED_IT");
}

#[test]
fn after_the_second_return_the_town_decides_and_it_binds() {
    let mut given = Given::an_event(StageName::Disputed);
    assert_eq!((given.incident().level, &given.incident().unit), (Level::Town, &code(TOWN)));
    assert_eq!(given.running(), ["designate", "handle"].into());
    assert_eq!(given.refuses(&officer(STATION), designate(WORKS)), "NOT_THE_COMMON_SUPERIOR");
    assert_eq!(given.refuses(&dispatcher(CENTRE), designate(WORKS)), "NOT_THE_COMMON_SUPERIOR");
    assert_eq!(given.refuses(&dispatcher(ROOM), designate(BUREAU)), "NOT_THE_COMMON_SUPERIOR");
    assert_eq!(given.refuses(&dispatcher(ROOM), designate(NOWHERE)), "UNIT_UNKNOWN");
    assert_eq!(given.refuses(&dispatcher(ROOM), designate(WORKS)), "DISPATCHER_DESIGNATES");
    given.does(&officer(TOWN), designate(WORKS));
    assert_eq!(given.running(), ["handle", "level.town", "return"].into());
    assert_eq!(given.refuses(&officer(WORKS), send_back()), "DESIGNATION_BINDING");
    given.does(&officer(WORKS), Command::SignIn);
}

#[test]
fn units_of_town_and_county_are_told_by_the_county() {
    let mut given = Given::an_event(StageName::Dispatched);
    given.does(&officer(STATION), send_back());
    given.does(&dispatcher(ROOM), dispatch_to(BUREAU));
    given.does(&officer(BUREAU), send_back());
    assert_eq!((given.incident().level, &given.incident().unit), (Level::County, &code(COUNTY)));
    assert_eq!(given.refuses(&officer(TOWN), designate(BUREAU)), "NOT_THE_COMMON_SUPERIOR");
    given.does(&dispatcher(CENTRE), designate(BUREAU));
}

#[test]
fn a_command_room_gives_it_to_another_centre_which_dispatches_from_then_on() {
    for stage in [StageName::Reported, StageName::Accepted, StageName::Filed] {
        let mut given = Given::an_event(stage);
        let (running, due) = (given.running().len(), given.incident().legal_due());
        assert_eq!(given.refuses(&dispatcher(NEXT_TOWN), transfer(NEXT_TOWN)), "NOT_THE_DISPATCHER");
        assert_eq!(given.refuses(&dispatcher(ROOM), transfer(ROOM)), "DONE_ALREADY");
        assert_eq!(given.refuses(&dispatcher(ROOM), transfer(NOWHERE)), "UNIT_UNKNOWN");
        assert_eq!(
            given.refuses(&dispatcher(ROOM), transfer(OTHER_COUNTY)),
            "UNIT_OUTSIDE_JURISDICTION"
        );
        given.known.centre = false;
        assert_eq!(given.refuses(&dispatcher(ROOM), transfer(WORKS)), "CENTRE_UNKNOWN");
        given.known.centre = true;
        given.does(&dispatcher(ROOM), transfer(NEXT_TOWN));
        let incident = given.incident();
        assert_eq!((incident.stage.name(), &incident.unit), (stage, &code(NEXT_TOWN)));
        assert_eq!(
            (given.running().len(), incident.legal_due()),
            (running, due),
            "the reporter waits meanwhile"
        );
        assert!(incident.audience().units.contains(&code(ROOM)), "who received it stays informed");
        given.does(&dispatcher(NEXT_TOWN), dispatch());
        let by = given.incident().course.dispatch().unwrap().by_unit.clone();
        assert_eq!((given.stage(), by), (StageName::Dispatched, code(NEXT_TOWN)));
    }
}

#[test]
fn what_was_given_on_is_filed_where_it_was_given() {
    let mut given = Given::an_event(StageName::Accepted);
    given.does(&dispatcher(ROOM), transfer(CENTRE));
    given.does(&dispatcher(CENTRE), Command::File);
    assert_eq!(given.incident().unit, code(CENTRE));
    given.does(&dispatcher(CENTRE), transfer(ROOM));
    assert_eq!((given.incident().room(), given.incident().course.transfers.len()), (&code(ROOM), 2));
}

#[test]
fn what_a_county_bureau_returns_the_room_that_sent_it_dispatches_again() {
    let mut given = Given::an_event(StageName::Filed);
    given.does(&dispatcher(ROOM), dispatch_to(BUREAU));
    assert_eq!(given.incident().level, Level::County);
    given.does(&officer(BUREAU), send_back());
    assert_eq!((given.incident().level, &given.incident().unit), (Level::Town, &code(ROOM)));
    assert!(given.running().contains("level.town") && !given.running().contains("level.county"));
    given.clone().does(&dispatcher(ROOM), transfer(CENTRE));
    given.does(&dispatcher(ROOM), dispatch_to(WORKS));
}

#[test]
fn what_is_given_on_is_the_other_desks_alone() {
    for to in [CENTRE, NEXT_TOWN] {
        for stage in [StageName::Reported, StageName::Accepted, StageName::Filed] {
            let mut given = Given::an_event(stage);
            given.does(&dispatcher(ROOM), transfer(to));
            for command in [dispatch(), transfer(ROOM)] {
                assert_eq!(given.refuses(&dispatcher(ROOM), command), "NOT_THE_DISPATCHER");
            }
            given.does(&dispatcher(to), dispatch_to(WORKS));
        }
    }
    let mut given = Given::an_event(StageName::Reported);
    given.does(&dispatcher(ROOM), transfer(CENTRE));
    assert_eq!(given.refuses(&dispatcher(ROOM), Command::Accept), "NOT_THE_DISPATCHER");
    given.does(&dispatcher(CENTRE), Command::Accept);
    assert_eq!(given.refuses(&dispatcher(ROOM), Command::File), "NOT_THE_DISPATCHER");
}

#[test]
fn what_the_centre_sent_comes_back_to_the_centre() {
    let mut given = Given::an_event(StageName::Filed);
    given.does(&dispatcher(CENTRE), dispatch_to(TOWN));
    given.does(&officer(TOWN), send_back());
    assert_eq!((given.incident().level, &given.incident().unit), (Level::County, &code(CENTRE)));
    assert_eq!(given.refuses(&dispatcher(ROOM), dispatch_to(WORKS)), "NOT_THE_DISPATCHER");
    given.does(&dispatcher(CENTRE), dispatch_to(WORKS));
}

#[test]
fn a_dispatch_is_of_the_level_of_its_unit() {
    let of = |unit: &str, level| {
        Command::Dispatch(command::Dispatch {
            to: Some(code(unit)),
            platform: None,
            level: Some(level),
            reason: Some("in a few words".to_owned()),
        })
    };
    let mut given = Given::an_event(StageName::Filed);
    for (unit, level) in [
        (VILLAGE, Level::City),
        (VILLAGE, Level::Town),
        (BUREAU, Level::Grid),
        (BUREAU, Level::City),
        (STATION, Level::County),
    ] {
        assert_eq!(given.refuses(&dispatcher(ROOM), of(unit, level)), "LEVEL_NOT_OF_UNIT");
    }
    for (unit, level) in [
        (VILLAGE, Level::Grid),
        (VILLAGE, Level::Village),
        (WORKS, Level::Town),
        (BUREAU, Level::County),
    ] {
        let mut given = given.clone();
        given.does(&dispatcher(ROOM), of(unit, level));
        assert_eq!(given.incident().level, level.max(Level::Village));
    }
}

#[test]
fn a_towns_room_dispatches_to_no_other_town() {
    let mut given = Given::an_event(StageName::Filed);
    assert_eq!(given.refuses(&dispatcher(ROOM), dispatch_to(NEXT_TOWN)), "UNIT_OF_ANOTHER_TOWN");
    given.clone().does(&dispatcher(ROOM), dispatch_to(BUREAU));
    given.does(&dispatcher(CENTRE), dispatch_to(NEXT_TOWN));
}

#[test]
fn who_is_named_by_hand_works_over_the_platform_the_table_names() {
    let platform = |unit: &str| {
        let mut given = Given::an_event(StageName::Filed);
        given.does(&dispatcher(ROOM), dispatch_to(unit));
        let dispatch = given.incident().course.dispatch().unwrap().clone();
        (dispatch.platform, dispatch.rule)
    };
    assert_eq!(platform(WORKS), (Some(Platform::Enforcement), None));
    assert_eq!(platform(BUREAU), (None, None), "the platforms are the town's");
}

#[test]
fn what_is_filed_answers_at_the_level_of_the_desk_it_is_given_to() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&officer(STATION), escalate());
    assert_eq!(given.incident().level, Level::County);
    given.does(&dispatcher(CENTRE), transfer(ROOM));
    assert_eq!((given.incident().level, &given.incident().unit), (Level::Town, &code(ROOM)));
    assert_eq!(given.running(), ["dispatch", "handle", "level.town"].into());
    given.does(&dispatcher(ROOM), transfer(CENTRE));
    assert_eq!((given.incident().level, &given.incident().unit), (Level::County, &code(CENTRE)));
    given.does(&dispatcher(CENTRE), dispatch_to(BUREAU));
}
