//! From the report to its acceptance, or to an end before it.

use shiyu_kit::case::{Case, Context, Filed};
use shiyu_kit::fault::Refusal as _;
use time::Duration;

use super::given::*;
use crate::domain::terms::{GridRole, Rejection, Source};
use crate::domain::{Command, End, Event, Incident, Order, StageName};

/// A citizen's report that somebody was sent to see.
fn sent_to_see() -> Given {
    let mut given = Given::a_call();
    given.does(&dispatcher(ROOM), order_verification());
    given.now += Duration::hours(1);
    given
}

#[test]
fn what_comes_from_outside_is_verified_before_it_is_accepted() {
    let mut given = Given::a_call();
    let room = dispatcher(ROOM);
    for command in [Command::Accept, Command::File, dispatch()] {
        assert_eq!(given.refuses(&room, command), "VERIFICATION_MISSING");
    }
    assert_eq!(given.refuses(&lead(), Command::TakeUpInGrid), "VERIFICATION_MISSING");
    given.does(&room, order_verification());
    assert_eq!((given.stage(), given.running()), (StageName::Verifying, ["verify"].into()));
}

#[test]
fn what_is_found_is_accepted_with_it_and_has_its_hand() {
    let mut given = sent_to_see();
    let events = given.does(&patrol(), verification(true));
    assert_eq!(
        events.iter().map(Event::kind).collect::<Vec<_>>(),
        ["verification.reported", "event.accepted"]
    );
    assert_eq!((given.stage(), given.running()), (StageName::Accepted, ["file"].into()));
    assert_eq!(given.incident().hands.patrolled_by.as_deref(), Some("patrol"));
}

#[test]
fn that_nothing_is_there_says_who_went_to_see() {
    let not_found = || Command::Reject {
        ground: Rejection::NotFound,
        reason: "nothing is there".to_owned(),
    };
    let room = dispatcher(ROOM);
    let mut given = Given::a_call();
    assert_eq!(given.refuses(&room, not_found()), "VERIFICATION_MISSING");
    given.clone().does(&room, reject());
    given.does(&room, order_verification());
    assert_eq!(given.refuses(&room, not_found()), "VERIFICATION_MISSING");
    given.does(&patrol(), verification(false));
    given.does(&room, not_found());
    for source in [Source::Department, Source::Petition, Source::Neighbour] {
        let by = if source == Source::Department {
            officer(BUREAU)
        } else {
            service("petition")
        };
        let mut handed = Given::reported(&by, reported_from(source));
        assert_eq!(handed.refuses(&room, not_found()), "VERIFICATION_MISSING", "{source:?}");
        handed.does(&room, order_verification());
        handed.does(&patrol(), verification(false));
        handed.does(&room, not_found());
    }
}

#[test]
fn what_is_not_found_waits_for_a_person_to_reject_it() {
    let mut given = sent_to_see();
    given.does(&patrol(), verification(false));
    assert_eq!((given.stage(), given.running()), (StageName::Reported, ["accept"].into()));
    assert_eq!(given.refuses(&dispatcher(ROOM), Command::Accept), "VERIFICATION_MISSING");
    assert_eq!(given.refuses(&service("grid"), reject()), "NEEDS_A_PERSON");
    given.does(&dispatcher(ROOM), reject());
    assert_eq!(given.running(), [].into());
}

#[test]
fn where_the_team_has_nobody_to_go_and_see_the_village_goes_or_the_desk() {
    let mut given = sent_to_see();
    given.known.unwatched = true;
    for by in [officer(STATION), officer(NEXT_TOWN), person("zz", VILLAGE, &["grid_lead"])] {
        assert_eq!(given.refuses(&by, verification(true)), "NOT_GRID_STAFF");
    }
    assert_eq!(given.refuses(&volunteer(), verification(true)), "ROLE_NOT_FITTING");
    for by in [officer(VILLAGE), dispatcher(ROOM), dispatcher(CENTRE)] {
        let mut given = given.clone();
        given.does(&by, verification(true));
        assert_eq!(given.incident().hands.patrolled_by.as_deref(), Some(by.name()));
    }
}

#[test]
fn only_grid_staff_verify_and_never_who_reported() {
    let mut given = sent_to_see();
    for by in [officer(STATION), officer(VILLAGE), dispatcher(ROOM)] {
        assert_eq!(given.refuses(&by, verification(true)), "NOT_GRID_STAFF");
    }
    for by in [lead(), person("police", VILLAGE, &[]), volunteer()] {
        assert_eq!(given.refuses(&by, verification(true)), "ROLE_NOT_FITTING");
    }
    let mut own = Given::an_event(StageName::Verifying);
    assert_eq!(own.refuses(&patrol(), verification(true)), "REPORTER_VERIFIES");
    own.does(&supervisor(), verification(true));
}

#[test]
fn the_command_room_of_the_place_accepts_or_one_above_it() {
    for by in [
        dispatcher(ROOM),
        officer(ROOM),
        officer(TOWN),
        dispatcher(CENTRE),
        officer(COUNTY),
        officer(CITY),
    ] {
        Given::an_event(StageName::Reported).does(&by, Command::Accept);
    }
    // A bureau, a station, and a centre's clerk without the role do not command.
    for by in [officer(BUREAU), officer(STATION), officer(CENTRE), dispatcher(NEXT_TOWN), lead()] {
        let mut given = Given::an_event(StageName::Reported);
        assert_eq!(given.refuses(&by, Command::Accept), "NOT_THE_DISPATCHER", "{by:?}");
    }
}

#[test]
fn the_dispatchers_one_act_accepts_files_and_dispatches() {
    let mut given = Given::an_event(StageName::Reported);
    let events = given.does(&dispatcher(ROOM), dispatch());
    let kinds: Vec<_> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, ["event.accepted", "event.filed", "event.dispatched"]);
    assert_eq!(given.running(), ["handle", "level.town", "return"].into());
    let mut accepted = Given::an_event(StageName::Accepted);
    assert_eq!(accepted.does(&dispatcher(ROOM), dispatch()).len(), 2);
}

#[test]
fn a_duplicate_goes_into_one_that_goes_on_in_the_same_grid_or_beside_it() {
    let mut given = Given::an_event(StageName::Accepted);
    let room = dispatcher(ROOM);
    given.known.linked = None;
    assert_eq!(given.refuses(&room, merge()), "LINKED_EVENT_UNKNOWN");
    given.known.linked = Some(linked(StageName::Closed));
    assert_eq!(given.refuses(&room, merge()), "LINKED_EVENT_ENDED");
    for (grid, reason) in [("330602001003009", Some("NOT_THE_SAME_PLACE_AND_CLASS")), ("330602001003002", None)] {
        given.known.linked = Some(linked(StageName::Filed));
        given.known.linked.as_mut().unwrap().grids = [grid.parse().unwrap()].into();
        match reason {
            Some(reason) => assert_eq!(given.refuses(&room, merge()), reason),
            None => drop(given.does(&room, merge())),
        }
    }
    assert_eq!((given.stage(), given.running()), (StageName::Duplicate, [].into()));
    let mut elsewhere = Given::an_event(StageName::Accepted);
    elsewhere.known.linked.as_mut().unwrap().class = "E0101".parse().unwrap();
    assert_eq!(elsewhere.refuses(&room, merge()), "NOT_THE_SAME_PLACE_AND_CLASS");
    let end = &given.incident().stage.ending().unwrap().end;
    assert_eq!(*end, End::Duplicate { of: OTHER });
}

/// What another event answers when this one joins it or leaves it.
pub(super) fn joined(other: &mut Given, first: &Given, command: Command) -> Result<Vec<&'static str>, &'static str> {
    let by = dispatcher(ROOM);
    let known = first.known.clone();
    let context = Context {
        now: other.now,
        by: &by,
        calendar: &other.calendar,
        units: &other.units,
        limits: &other.limits,
    };
    let filed = Filed {
        id: STRANGER,
        version: 3,
        case: first.incident().clone(),
    };
    let events = Incident::join(other.incident.as_ref(), &filed, &Order { command, known }, &context);
    let events = events.map_err(|refusal| refusal.reason())?;
    for event in &events {
        other.incident = Incident::evolve(other.incident.take(), event);
    }
    Ok(events.iter().map(Event::kind).collect())
}

#[test]
fn the_one_that_goes_on_knows_what_joined_it_and_what_left_it() {
    let (first, mut other) = (Given::an_event(StageName::Accepted), Given::an_event(StageName::Handling));
    assert_eq!(joined(&mut other, &first, merge()), Ok(vec!["duplicate.joined"]));
    assert_eq!(other.incident().course.duplicates, [STRANGER].into());
    assert_eq!(joined(&mut other, &first, unmerge()), Ok(vec!["duplicate.left"]));
    assert_eq!(other.incident().course.duplicates, [].into());
    assert_eq!(
        joined(&mut other, &first, unmerge()),
        Ok(vec![]),
        "merged before both kept it on record"
    );
}

#[test]
fn what_has_ended_or_become_another_matter_meanwhile_takes_nothing_in() {
    let first = Given::an_event(StageName::Accepted);
    for ended in StageName::ALL.into_iter().filter(|stage| stage.is_end()) {
        let mut other = Given::an_event(ended);
        assert_eq!(joined(&mut other, &first, merge()), Err("LINKED_EVENT_ENDED"), "{ended:?}");
    }
    let mut other = Given::an_event(StageName::Handling);
    other.known.class = Some(class("E0101", 3));
    other.does(&dispatcher(ROOM), reclassify("E0101"));
    assert_eq!(joined(&mut other, &first, merge()), Err("NOT_THE_SAME_PLACE_AND_CLASS"));
    assert_eq!(joined(&mut Given::nothing(), &first, merge()), Err("LINKED_EVENT_UNKNOWN"));
}

#[test]
fn a_merger_is_taken_back_with_the_one_it_went_into() {
    let mut given = Given::an_event(StageName::Duplicate);
    given.known.linked.as_mut().unwrap().id = STRANGER;
    assert_eq!(given.refuses(&dispatcher(ROOM), unmerge()), "LINKED_EVENT_UNKNOWN");
}

#[test]
fn what_is_no_duplicate_after_all_stands_where_it_stood_with_its_time() {
    use StageName as S;
    for stage in [S::Reported, S::Verifying, S::Accepted, S::Filed] {
        let mut given = Given::an_event(stage);
        given.does(&dispatcher(ROOM), boundary());
        let before = given.incident().clone();
        given.now += Duration::hours(1);
        given.does(&dispatcher(ROOM), merge());
        given.now += Duration::hours(1);
        given.does(&dispatcher(ROOM), unmerge());
        let after = given.incident();
        assert_eq!((after.stage.name(), after.legal_due()), (stage, before.legal_due()));
        assert_eq!(
            after.running().collect::<Vec<_>>(),
            before.running().collect::<Vec<_>>(),
            "{stage:?}"
        );
    }
}

#[test]
fn what_was_handed_to_an_emergency_line_by_mistake_stands_where_it_stood_with_its_time() {
    use StageName as S;
    for stage in [S::Reported, S::Verifying, S::Accepted] {
        let mut given = Given::an_event(stage);
        let before = given.incident().clone();
        assert_eq!(given.refuses(&dispatcher(ROOM), take_back()), "NOT_IN_STAGE");
        given.now += Duration::hours(1);
        given.does(&dispatcher(ROOM), emergency());
        assert_eq!(given.refuses(&officer(STATION), take_back()), "NOT_THE_DISPATCHER");
        given.now += Duration::hours(1);
        given.does(&dispatcher(ROOM), take_back());
        let after = given.incident();
        assert_eq!((after.stage.name(), after.legal_due()), (stage, before.legal_due()));
        assert_eq!(
            after.running().collect::<Vec<_>>(),
            before.running().collect::<Vec<_>>(),
            "{stage:?}"
        );
        assert_eq!(given.refuses(&dispatcher(ROOM), take_back()), "NOT_IN_STAGE");
    }
}

#[test]
fn a_return_does_not_lose_the_time_for_handling_over_a_merger() {
    let mut given = Given::an_event(StageName::Dispatched);
    given.does(&officer(STATION), send_back());
    let (running, due) = (given.incident().running().count(), given.due("handle"));
    given.now += Duration::hours(1);
    given.does(&dispatcher(ROOM), merge());
    given.does(&dispatcher(ROOM), unmerge());
    assert_eq!((given.incident().running().count(), given.due("handle")), (running, due));
    assert_eq!(given.stage(), StageName::Filed);
}

#[test]
fn whoever_is_sent_to_see_patrols_or_supervises_the_grid() {
    let mut given = Given::a_call();
    let to_somebody = Command::OrderVerification {
        to: Some("somebody".to_owned()),
    };
    for sent in [None, Some(GridRole::Volunteer), Some(GridRole::Lead), Some(GridRole::Police)] {
        given.known.sent = sent;
        assert_eq!(given.refuses(&dispatcher(ROOM), to_somebody.clone()), "NOT_IN_THE_TEAM");
    }
    given.known.sent = Some(GridRole::Patrol);
    given.does(&dispatcher(ROOM), to_somebody);
}
