//! How it comes to an end, and what is left to do then (arts. 21, 36, 37).

use shiyu_kit::case::Actor;
use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::Evaluate;
use crate::domain::{Closing, Command, End, Event, Rating, Refusal, StageName};

const TASK: Uuid = Uuid::from_u128(41);

pub(super) fn care(unit: &str) -> Command {
    Command::AddCareTask {
        id: TASK,
        unit: code(unit),
        task: "A visit in winter".to_owned(),
    }
}

pub(super) fn cared() -> Command {
    Command::CompleteCareTask { task: TASK }
}

#[test]
fn an_officer_closes_only_after_the_petitioners_window() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    let until = given.due("review_window");
    given.now = until - Duration::SECOND;
    assert_eq!(given.when(&officer(OFFICE), &Command::Close), Err(Refusal::WindowStillOpen(until)));
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Close), "WINDOW_STILL_OPEN");
    given.now = until;
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), &Command::Close), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &Command::Close);
    assert_eq!(given.petition().stage.ending().unwrap().end, End::Closed(Closing::ByOfficer));
}

#[test]
fn a_withdrawal_by_a_stranger_is_none() {
    for stage in [StageName::Registered, StageName::Handling] {
        let mut given = Given::a_petition(stage);
        let stranger = Actor::Party { id: STRANGER };
        assert_eq!(given.refuses(&stranger, &withdraw(STRANGER)), "NOT_A_PARTY");
        assert_eq!(given.refuses(&stranger, &withdraw(PETITIONER)), "NOT_A_PARTY");
        assert_eq!(given.refuses(&officer(OFFICE), &withdraw(RESPONDENT)), "NOT_A_PARTY");
        assert_eq!(given.refuses(&officer(OTHER_COUNTY), &withdraw(PETITIONER)), "UNIT_NOT_HOLDING");
        assert_eq!(given.refuses(&person("a citizen", None), &withdraw(PETITIONER)), "UNIT_UNKNOWN");
        given.does(&officer(OFFICE), &withdraw_at_the_counter(PETITIONER));
        assert_eq!((given.stage(), given.running()), (StageName::Withdrawn, vec!["archive"]));
    }
}

#[test]
fn the_clock_puts_it_into_the_archive_after_thirty_days() {
    for stage in StageName::ALL
        .into_iter()
        .filter(|stage| stage.is_end() && !matches!(stage, StageName::Archived | StageName::Diverted | StageName::Merged))
    {
        let mut given = Given::a_petition(stage);
        let due = given.due("archive");
        assert_eq!(given.rings("archive"), []);
        let events = given.when_the_next_clock_rings();
        assert_eq!(events.iter().map(Event::kind).collect::<Vec<_>>(), ["matter.archived"]);
        assert_eq!((given.now, given.stage()), (due, StageName::Archived));
        assert!(given.running().is_empty());
    }
}

#[test]
fn an_officer_who_oversees_it_archives_it_earlier() {
    let mut given = Given::a_petition(StageName::Withdrawn);
    assert_eq!(given.refuses(&officer(TOWN), &Command::Archive), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &Command::Archive);
    assert!(given.running().is_empty());
}

#[test]
fn the_outcome_elsewhere_is_put_on_record() {
    let outcome = Command::RecordOutcome {
        outcome: "An award was made".to_owned(),
    };
    let mut given = Given::a_petition(StageName::Diverted);
    assert_eq!(given.refuses(&officer(TOWN), &outcome), "UNIT_NOT_HOLDING");
    assert!(given.running().is_empty(), "it waits for what becomes of it");
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Archive), "OUTCOME_UNKNOWN");
    given.does(&officer(OFFICE), &outcome);
    assert_eq!(given.running(), ["archive"]);
    given.does(&officer(OFFICE), &outcome);
    let End::Diverted(diversion) = &given.petition().stage.ending().unwrap().end else {
        panic!("diverted")
    };
    assert_eq!(diversion.outcome.as_deref(), Some("An award was made"));
}

#[test]
fn care_goes_on_after_the_end_and_in_the_archive() {
    for stage in [StageName::Closed, StageName::Terminated, StageName::Archived] {
        let mut given = Given::a_petition(stage);
        let desk = officer(CITY_OFFICE);
        assert_eq!(given.refuses(&officer(OTHER_COUNTY), &care(VILLAGE)), "UNIT_NOT_HOLDING");
        assert_eq!(given.refuses(&desk, &care(OTHER_COUNTY)), "UNIT_OUTSIDE_JURISDICTION");
        assert_eq!(given.refuses(&officer(VILLAGE), &cared()), "TASK_UNKNOWN");
        given.does(&desk, &care(VILLAGE));
        assert_eq!(given.refuses(&desk, &care(VILLAGE)), "DONE_ALREADY");
        assert_eq!(given.refuses(&desk, &cared()), "UNIT_NOT_HOLDING");
        given.does(&officer(VILLAGE), &cared());
        assert_eq!(given.refuses(&officer(VILLAGE), &cared()), "DONE_ALREADY");
    }
}

#[test]
fn the_petitioner_rates_both_offices_once() {
    let mut given = Given::a_petition(StageName::Closed);
    assert_eq!(given.refuses(&officer(OFFICE), &evaluate(STRANGER)), "NOT_A_PARTY");
    given.does(&party(), &evaluate(PETITIONER));
    assert_eq!(given.refuses(&party(), &evaluate(PETITIONER)), "EVALUATED_ALREADY");
}

fn of_the_unit_alone(party: Uuid) -> Command {
    Command::Evaluate(Evaluate {
        party,
        petition_office: None,
        handling_unit: Some(Rating::Satisfied),
    })
}

#[test]
fn nobody_takes_down_a_rating_of_their_own_unit_or_their_own_work() {
    let mut given = Given::a_petition(StageName::Closed);
    let moved = person("officer of 330602001", Some(OFFICE));
    for by in [officer(TOWN), person("a clerk", Some(TOWN)), moved] {
        assert_eq!(given.refuses(&by, &of_the_unit_alone(PETITIONER)), "RATES_ITSELF", "{by:?}");
    }
    assert_eq!(given.refuses(&officer(OFFICE), &evaluate(PETITIONER)), "RATES_ITSELF");
    let mut above = given.clone();
    above.does(&officer(COUNTY), &evaluate(PETITIONER));
    given.does(&officer(OFFICE), &of_the_unit_alone(PETITIONER));
    let rated = given.petition().course.evaluation.as_ref().unwrap();
    assert_eq!(rated.taken_down, Some(code(OFFICE)));
}

#[test]
fn the_petitioners_own_rating_takes_the_place_of_one_taken_down_for_them() {
    let mut given = Given::a_petition(StageName::Closed);
    given.does(&officer(OFFICE), &of_the_unit_alone(PETITIONER));
    assert_eq!(given.refuses(&officer(OFFICE), &of_the_unit_alone(PETITIONER)), "EVALUATED_ALREADY");
    let events = given.does(&party(), &evaluate(PETITIONER));
    assert_eq!(events[0].kind(), "matter.rated_again", "it is counted once");
    let rated = given.petition().course.evaluation.as_ref().unwrap();
    assert_eq!((rated.taken_down.as_ref(), rated.handling_unit), (None, Some(Rating::Dissatisfied)));
    assert_eq!(given.refuses(&party(), &evaluate(PETITIONER)), "EVALUATED_ALREADY");
    assert_eq!(given.refuses(&officer(OFFICE), &of_the_unit_alone(PETITIONER)), "EVALUATED_ALREADY");
}

#[test]
fn offers_end_with_the_matter() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &offer(crate::domain::Destination::Mediation));
    let events = given.does(&party(), &withdraw(PETITIONER));
    let kinds: Vec<_> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, ["referral.returned", "matter.withdrawn"], "whoever was asked hears of it");
    let referral = &given.petition().course.referrals[0];
    assert!(!referral.state.is_open());
    assert_eq!(referral.grant.as_ref().unwrap().revoked_at, Some(given.now));
    assert_eq!(given.running(), ["archive"]);
}
