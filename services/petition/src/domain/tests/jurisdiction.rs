//! Who is competent (arts. 23, 24).

use time::Duration;
use time::macros::datetime;

use super::given::*;
use crate::domain::command::Object;
use crate::domain::{Command, Decision, Event, Refusal, StageName};

fn decide(agree: bool) -> Command {
    Command::DecideObjection { agree }
}

/// Forwarded there, which objects; the office agrees.
fn back_from(given: &mut Given, unit: &str) {
    given.does(&officer(OFFICE), &forward(unit));
    given.does(&officer(unit), &object());
    given.does(&officer(OFFICE), &decide(true));
}

fn twice_objected() -> Given {
    let mut given = Given::a_petition(StageName::Objected);
    given.does(&officer(OFFICE), &decide(false));
    given.does(&officer(TOWN), &object());
    given
}

#[test]
fn the_unit_asked_objects_within_five_working_days() {
    let mut given = Given::a_petition(StageName::Forwarded);
    assert_eq!(given.refuses(&officer(OFFICE), &object()), "UNIT_NOT_HOLDING");
    // Forwarded on Tuesday 5 August: the fifth working day is Tuesday the 12th.
    let last = datetime!(2025-08-12 16:00 UTC);
    given.now = last;
    assert_eq!(given.when(&officer(TOWN), &object()), Err(Refusal::ObjectionLapsed(last)));
    given.now = last - Duration::SECOND;
    given.does(&officer(TOWN), &object());
    assert_eq!(given.running(), ["accept", "decide_objection"]);
}

#[test]
fn whoever_objects_names_no_unit_that_is_none() {
    let mut given = Given::a_petition(StageName::Forwarded);
    let order = |unit: &str| {
        Command::Object(Object {
            reasons: "Theirs".to_owned(),
            competent: Some(code(unit)),
        })
    };
    assert_eq!(given.refuses(&officer(TOWN), &order(NOWHERE)), "UNIT_UNKNOWN");
    given.does(&officer(TOWN), &order(BUREAU));
}

#[test]
fn it_goes_back_only_if_the_sender_agrees() {
    let mut given = Given::a_petition(StageName::Objected);
    for other in [TOWN, BUREAU, COUNTY] {
        assert_eq!(given.refuses(&officer(other), &decide(true)), "UNIT_NOT_HOLDING");
    }
    let mut insisting = given.clone();
    given.does(&officer(OFFICE), &decide(true));
    assert_eq!((given.stage(), &given.petition().unit), (StageName::Registered, &code(OFFICE)));
    insisting.does(&officer(OFFICE), &decide(false));
    assert_eq!((insisting.stage(), &insisting.petition().unit), (StageName::Forwarded, &code(TOWN)));
}

#[test]
fn the_petitioners_fifteen_days_run_through_objection_dispute_and_designation() {
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &forward(BUREAU));
    let due = given.due("accept");
    given.does(&officer(BUREAU), &object());
    given.now += Duration::days(1);
    given.does(&officer(OFFICE), &decide(true));
    assert_eq!((given.running(), given.due("accept")), (vec!["accept", "pass_on"], due));
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &Command::ReferDispute);
    assert_eq!(given.running(), ["accept", "designate"]);
    given.does(&officer(COUNTY), &designate(TOWN));
    assert_eq!((given.running(), given.due("accept")), (vec!["accept"], due));
}

#[test]
fn after_a_second_objection_the_sender_cannot_insist() {
    let mut given = twice_objected();
    assert_eq!(given.refuses(&officer(OFFICE), &decide(false)), "DISPUTE_TO_REFER");
    given.does(&officer(OFFICE), &Command::ReferDispute);
    assert_eq!(given.stage(), StageName::JurisdictionDisputed);
}

#[test]
fn one_objection_is_no_dispute_unless_it_names_a_unit_that_objected() {
    let mut given = Given::a_petition(StageName::Objected);
    assert_eq!(given.refuses(&officer(OFFICE), &Command::ReferDispute), "NO_DISPUTE");
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), &Command::ReferDispute), "UNIT_NOT_HOLDING");
    let mut given = Given::a_petition(StageName::Forwarded);
    let itself = Object {
        reasons: "Ours, some say".to_owned(),
        competent: Some(code(TOWN)),
    };
    given.does(&officer(TOWN), &Command::Object(itself));
    given.does(&officer(OFFICE), &Command::ReferDispute);
}

#[test]
fn the_common_superior_designates_and_nobody_in_its_own_cause() {
    let mut given = Given::a_petition(StageName::Registered);
    back_from(&mut given, BUREAU);
    back_from(&mut given, NEXT_TOWN);
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &Command::ReferDispute);
    let by = Refusal::NotTheCommonSuperior(code(COUNTY));
    for other in [TOWN, NEXT_TOWN, BUREAU, CITY, OTHER_COUNTY] {
        assert_eq!(given.when(&officer(other), &designate(TOWN)), Err(by.clone()), "{other}");
    }
    assert_eq!(given.refuses(&officer(COUNTY), &designate(NOWHERE)), "UNIT_UNKNOWN");
    assert_eq!(
        given.refuses(&officer(COUNTY), &designate(OTHER_COUNTY)),
        "UNIT_OUTSIDE_JURISDICTION"
    );
    given.does(&officer(OFFICE), &designate(VILLAGE));
    let designation = given.petition().course.designations.last().unwrap();
    assert_eq!((&designation.unit, designation.by.as_ref()), (&code(VILLAGE), Some(&code(COUNTY))));
    assert_eq!((given.stage(), &given.petition().unit), (StageName::Forwarded, &code(VILLAGE)));
}

#[test]
fn a_designation_is_binding() {
    let mut given = Given::a_petition(StageName::JurisdictionDisputed);
    given.does(&officer(COUNTY), &designate(TOWN));
    assert_eq!(given.refuses(&officer(TOWN), &object()), "DESIGNATION_BINDING");
    given.does(&officer(TOWN), &accept());
}

#[test]
fn an_assignment_stays_one_through_its_designation() {
    let mut given = Given::a_petition(StageName::Assigned);
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &decide(false));
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &Command::ReferDispute);
    given.now += Duration::days(3);
    given.does(&officer(COUNTY), &designate(BUREAU));
    assert_eq!((given.stage(), given.running()), (StageName::Assigned, vec!["accept", "report"]));
    assert_eq!(given.petition().clock("report").unwrap().started_at, given.now);
}

#[test]
fn an_assignment_that_goes_back_is_not_reported_on() {
    let mut given = Given::a_petition(StageName::Assigned);
    given.does(&officer(TOWN), &object());
    given.does(&officer(OFFICE), &decide(true));
    assert_eq!(given.running(), ["accept", "pass_on"]);
    given.does(&officer(OFFICE), &assign(BUREAU));
    assert_eq!(given.running(), ["accept", "report"]);
}

#[test]
fn without_a_common_superior_the_joint_conference_decides() {
    let mut order = registration();
    order.county = code(CITY);
    let mut given = Given::nothing();
    given.does(&officer(CITY_OFFICE), &Command::Register(Box::new(order)));
    given.does(&officer(CITY_OFFICE), &forward(CITY));
    given.does(&officer(CITY), &object());
    given.does(&officer(CITY_OFFICE), &decide(false));
    given.does(&officer(CITY), &object());
    given.does(&officer(CITY_OFFICE), &Command::ReferDispute);
    assert_eq!(given.refuses(&officer(CITY_OFFICE), &designate(COUNTY)), "NOT_THE_CONFERENCE");
    given.does(&secretary(), &designate(COUNTY));
    assert_eq!(given.petition().course.designations.last().unwrap().by, None);
}

#[test]
fn only_a_unit_that_is_no_more_has_a_successor() {
    let transfer = |to: &str| Command::Transfer { to: code(to) };
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(OFFICE), &transfer(BUREAU)), "UNIT_STILL_EXISTS");
    given.abolish(TOWN);
    assert_eq!(given.refuses(&officer(OFFICE), &transfer(NOWHERE)), "UNIT_NOT_HOLDING");
    assert_eq!(
        given.refuses(&officer(CITY_OFFICE), &transfer(OTHER_COUNTY)),
        "UNIT_OUTSIDE_JURISDICTION"
    );
    for other in [TOWN, VILLAGE, NEXT_TOWN, BUREAU] {
        assert_eq!(given.refuses(&officer(other), &transfer(NEXT_TOWN)), "UNIT_NOT_HOLDING", "{other}");
    }
    let running = given.petition().clocks.clone();
    given.does(&officer(OFFICE), &transfer(NEXT_TOWN));
    assert_eq!(
        (&given.petition().unit, given.petition().handler()),
        (&code(NEXT_TOWN), Some(&code(NEXT_TOWN)))
    );
    assert_eq!(given.petition().clocks, running);
    given.does(&officer(NEXT_TOWN), &extend(30));
}

#[test]
fn no_unit_takes_over_a_matter_for_itself_whatever_else_it_has_to_do_with_it() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &assistance(BUREAU));
    given.abolish(TOWN);
    let transfer = Command::Transfer { to: code(BUREAU) };
    assert_eq!(given.refuses(&officer(BUREAU), &transfer), "UNIT_NOT_HOLDING");
    given.does(&officer(COUNTY), &transfer);
    assert_eq!(given.petition().handler(), Some(&code(BUREAU)));
}

#[test]
fn nobody_of_a_unit_that_is_no_more_goes_on_with_its_matters() {
    let mut drafted = Given::a_petition(StageName::Handling);
    drafted.does(&officer(TOWN), &draft(Decision::Explained));
    drafted.abolish(TOWN);
    assert_eq!(drafted.refuses(&officer(TOWN), &draft(Decision::Explained)), "PETITION_UNKNOWN");
    assert_eq!(drafted.refuses(&head(TOWN), &Command::IssueOpinion), "PETITION_UNKNOWN");
    let mut issued = Given::a_petition(StageName::OpinionIssued);
    issued.abolish(TOWN);
    assert_eq!(issued.refuses(&officer(TOWN), &serve()), "PETITION_UNKNOWN");
    issued.does(&officer(OFFICE), &Command::Transfer { to: code(NEXT_TOWN) });
    issued.does(&officer(NEXT_TOWN), &serve());
}

#[test]
fn the_events_of_a_dispute_have_their_names() {
    let mut given = Given::a_petition(StageName::JurisdictionDisputed);
    given.does(&officer(COUNTY), &designate(TOWN));
    let kinds: Vec<_> = given.journal.iter().map(Event::kind).collect();
    let expected = [
        "matter.registered",
        "matter.forwarded",
        "objection.raised",
        "objection.decided",
        "objection.raised",
        "jurisdiction.disputed",
        "jurisdiction.designated",
    ];
    assert_eq!(kinds, expected);
}
