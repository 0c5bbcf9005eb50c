//! Who may report what.

use shiyu_kit::case::{Actor, Case, Context, Filed};
use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::terms::{Level, Source, Thing};
use crate::domain::{Command, Incident, Order, Refusal, StageName, What, command};
use crate::team::domain::NotAdmitted;

fn reopening() -> Command {
    let mut report = from(Source::Patrol);
    report.report.reopens = Some(OTHER);
    Command::Report(Box::new(report))
}

#[test]
fn who_patrols_has_patrolled_and_reported() {
    let given = Given::an_event(StageName::Reported);
    let incident = given.incident();
    let hands = &incident.hands;
    assert_eq!(
        (hands.patrolled_by.as_deref(), hands.reported_by.as_deref()),
        (Some("patrol"), Some("patrol"))
    );
    assert_eq!((&incident.unit, &incident.receiver), (&code(ROOM), &code(ROOM)));
    assert_eq!((hands.responsible.as_ref(), incident.level), (Some(&code(ROOM)), Level::Grid));
    assert_eq!(given.running(), ["accept"].into());
}

#[test]
fn what_happened_there_before_is_told_with_the_report() {
    for known in [false, true] {
        let mut given = Given::nothing();
        given.known.repeats = known;
        let told = given.does(&patrol(), report());
        let What::Reported(reported) = &told[0].what else {
            panic!("{told:?}")
        };
        assert_eq!(reported.repeats, known);
    }
}

#[test]
fn where_there_is_no_command_room_the_town_receives() {
    let mut given = Given::nothing();
    given.known.command_room = None;
    given.does(&patrol(), report());
    assert_eq!(given.incident().receiver, code(TOWN));
}

#[test]
fn a_citizen_stands_as_party_and_nobody_has_patrolled() {
    for by in [service("hotline"), party()] {
        let given = Given::reported(&by, call());
        let hands = &given.incident().hands;
        assert_eq!((hands.patrolled_by.as_deref(), hands.reported_by.as_deref()), (None, Some("party")));
    }
    let given = Given::reported(&dispatcher(ROOM), call());
    assert_eq!(given.incident().hands.reported_by.as_deref(), Some("dispatcher of 330602001-ZHS"));
}

#[test]
fn only_the_command_room_puts_down_what_a_citizen_or_the_hotline_says() {
    for source in [Source::Citizen, Source::Hotline] {
        let mut given = Given::nothing();
        for by in [
            patrol(),
            lead(),
            volunteer(),
            officer(BUREAU),
            officer(TOWN),
            dispatcher(BUREAU),
            dispatcher(NEXT_TOWN),
            dispatcher(WORKS),
        ] {
            assert_eq!(given.refuses(&by, reported_from(source)), "SOURCE_NOT_YOURS");
        }
        for by in [dispatcher(ROOM), dispatcher(CENTRE), dispatcher(TOWN)] {
            given.clone().does(&by, reported_from(source));
        }
    }
    let coded: Vec<Source> = Source::ALL.into_iter().filter(|source| source.has_a_code()).collect();
    assert_eq!(coded, [Source::Citizen, Source::Hotline]);
}

#[test]
fn a_patrol_is_a_person_who_works_in_the_grid() {
    let mut given = Given::nothing();
    assert_eq!(given.refuses(&service("hotline"), report()), "NEEDS_A_PERSON");
    assert_eq!(given.refuses(&party(), report()), "NEEDS_A_PERSON");
    assert_eq!(given.refuses(&officer(TOWN), report()), "NOT_GRID_STAFF");
    assert_eq!(given.refuses(&volunteer(), report()), "ROLE_NOT_FITTING");
    assert_eq!(given.refuses(&officer(TOWN), reported_from(Source::Volunteer)), "NOT_GRID_STAFF");
    assert_eq!(given.refuses(&Actor::Clock, call()), "NEEDS_A_PERSON");
    given.does(&volunteer(), reported_from(Source::Volunteer));
    assert_eq!(given.incident().hands.patrolled_by, None);
}

#[test]
fn a_department_hands_the_grids_only_what_is_admitted() {
    let mut given = Given::nothing();
    for admission in [None, Some(Err(NotAdmitted::NotInForce)), Some(Err(NotAdmitted::OfAnotherClass))] {
        given.known.admission = admission;
        assert_eq!(given.refuses(&officer(BUREAU), reported_from(Source::Department)), "NOT_ADMITTED");
    }
    given.known.admission = Some(Ok(()));
    assert_eq!(
        given.refuses(&service("bureau"), reported_from(Source::Department)),
        "NEEDS_A_PERSON"
    );
    given.does(&officer(BUREAU), reported_from(Source::Department));
}

#[test]
fn a_neighbour_county_hands_over_by_its_service() {
    let given = Given::reported(&service("grid"), reported_from(Source::Neighbour));
    assert_eq!(given.incident().hands.reported_by.as_deref(), Some("grid"));
}

#[test]
fn nobody_says_of_themselves_that_a_neighbour_handed_it_to_them() {
    let mut given = Given::nothing();
    for by in [
        dispatcher(ROOM),
        dispatcher(CENTRE),
        officer(COUNTY),
        patrol(),
        party(),
        Actor::Clock,
    ] {
        assert_eq!(given.refuses(&by, reported_from(Source::Neighbour)), "SOURCE_NOT_YOURS");
    }
}

#[test]
fn place_class_and_time_are_known() {
    let mut given = Given::nothing();
    let known = given.known.clone();
    given.known.place = None;
    assert_eq!(given.refuses(&patrol(), report()), "PLACE_UNKNOWN");
    given.known = known.clone();
    given.known.place.as_mut().unwrap().town = code("330603001");
    assert_eq!(given.refuses(&patrol(), report()), "PLACE_UNKNOWN");
    given.known = known.clone();
    given.known.class = None;
    assert_eq!(given.refuses(&patrol(), report()), "CLASS_UNKNOWN");
    given.known.class = Some(class("E0101", 1));
    assert_eq!(given.refuses(&patrol(), report()), "CLASS_UNKNOWN");
    given.known = known.clone();
    given.known.command_room = Some(code(NOWHERE));
    assert_eq!(given.refuses(&patrol(), report()), "UNIT_UNKNOWN");
    given.known = known;
    given.now -= Duration::SECOND;
    assert_eq!(given.refuses(&patrol(), report()), "SEEN_IN_FUTURE");
    given.now += Duration::SECOND;
    given.does(&patrol(), report());
}

#[test]
fn a_closed_event_is_reopened_within_thirty_days_in_the_same_grid_about_the_same() {
    let mut given = Given::nothing();
    let closed = linked(StageName::Closed);
    let reason = |given: &mut Given| given.refuses(&patrol(), reopening());
    given.known.linked = None;
    assert_eq!(reason(&mut given), "LINKED_EVENT_UNKNOWN");
    for stage in [StageName::Handling, StageName::Rejected] {
        given.known.linked = Some(linked(stage));
        assert_eq!(reason(&mut given), "LINKED_EVENT_OPEN");
    }
    given.known.linked = Some(closed.clone());
    given.known.linked.as_mut().unwrap().grids = ["330602001003002".parse().unwrap()].into();
    assert_eq!(reason(&mut given), "NOT_THE_SAME_PLACE_AND_CLASS");
    given.known.linked = Some(closed.clone());
    given.known.linked.as_mut().unwrap().class = "E0101".parse().unwrap();
    assert_eq!(reason(&mut given), "NOT_THE_SAME_PLACE_AND_CLASS");
    given.known.linked = Some(closed);
    // Closed on Friday 1 August: the 30th day is Sunday 31 August, and rolls to the Monday.
    given.now = START + Duration::days(29);
    assert!(matches!(given.when(&patrol(), reopening()), Err(Refusal::ReopenLapsed(_))));
    given.now = START + Duration::days(28);
    given.does(&patrol(), reopening());
    assert_eq!(given.incident().report.reopens, Some(OTHER));
}

#[test]
fn a_closed_event_is_reopened_once() {
    let mut closed = Given::an_event(StageName::Closed);
    let new = Given::an_event(StageName::Reported);
    let join = |given: &mut Given, id: u128| {
        let order = Order::from(reopening());
        let by = patrol();
        let context = Context {
            now: given.now,
            by: &by,
            calendar: &given.calendar,
            units: &given.units,
            limits: &given.limits,
        };
        let first = Filed {
            id: Uuid::from_u128(id),
            version: 1,
            case: new.incident().clone(),
        };
        assert_eq!(order.other(), Some(OTHER));
        let events = Incident::join(given.incident.as_ref(), &first, &order, &context)?;
        for event in &events {
            given.incident = Incident::evolve(given.incident.take(), event);
        }
        Ok(events.len())
    };
    assert_eq!(join(&mut closed, 1), Ok(1));
    assert_eq!(closed.incident().course.reopened_by, Some(Uuid::from_u128(1)));
    assert_eq!(join(&mut closed, 2), Err(Refusal::ReopenedAlready(Uuid::from_u128(1))));
    let mut open = Given::an_event(StageName::Handling);
    assert_eq!(join(&mut open, 3), Err(Refusal::LinkedEventOpen(OTHER)));
}

#[test]
fn what_is_reported_of_a_component_is_where_that_stands() {
    let mut given = Given::nothing();
    let thing = |code: &str| Thing {
        code: code.parse().unwrap(),
        owner: Some(super::given::code(BUREAU)),
        maintainer: None,
    };
    let (cover, other) = (thing("3306020103000001"), thing("3306020103000002"));
    let of = Command::Report(Box::new(command::Report {
        component: Some(cover.code.clone()),
        ..from(Source::Patrol)
    }));
    assert_eq!(given.refuses(&patrol(), of.clone()), "COMPONENT_UNKNOWN");
    given.known.place.as_mut().unwrap().component = Some(other);
    assert_eq!(given.refuses(&patrol(), of.clone()), "COMPONENT_UNKNOWN");
    given.known.place.as_mut().unwrap().component = Some(cover.clone());
    given.does(&patrol(), of);
    assert_eq!(given.incident().place.component, Some(cover));
}
