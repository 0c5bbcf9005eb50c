//! Who may do what at which stage.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::{Refusal as _, RefusalClass};
use time::Duration;
use time::macros::datetime;

use super::given::*;
use crate::domain::{Classification, Closing, Command, Event, Refusal, ReliefPath, Stage, StageName};

fn refused(given: &mut Given, by: &Actor, command: &Command) -> &'static str {
    let before = given.petition.clone();
    let refusal = given.when(by, command).expect_err("a refusal");
    assert_eq!(given.petition, before, "a refusal changes nothing");
    refusal.reason()
}

/// Every command with an actor who may give it, in the order of the table below.
fn commands() -> [(Actor, Command); 9] {
    let tick = Command::Tick {
        clock: "forward".to_owned(),
        at: datetime!(2030-01-01 0:00 UTC),
    };
    [
        (officer(OFFICE), register()),
        (officer(OFFICE), forward(TOWN)),
        (officer(TOWN), accept()),
        (officer(TOWN), start_handling()),
        (officer(TOWN), issue()),
        (officer(TOWN), serve()),
        (officer(OFFICE), Command::Close),
        (Actor::Clock, tick),
        (Actor::Clock, Command::Reckon),
    ]
}

#[test]
fn every_stage_answers_every_command() {
    const TAKEN: &str = "";
    const KNOWN: &str = "ALREADY_REGISTERED";
    const STAGE: &str = "NOT_IN_STAGE";
    const CLOSED: &str = "CLOSED_ALREADY";
    const OPEN: &str = "WINDOW_STILL_OPEN";
    #[rustfmt::skip]
    let table = [
        (StageName::Registered,    [KNOWN, TAKEN,  STAGE,  STAGE,  STAGE,  STAGE,  STAGE,  TAKEN, TAKEN]),
        (StageName::Forwarded,     [KNOWN, STAGE,  TAKEN,  STAGE,  STAGE,  STAGE,  STAGE,  TAKEN, TAKEN]),
        (StageName::Accepted,      [KNOWN, STAGE,  STAGE,  TAKEN,  STAGE,  STAGE,  STAGE,  TAKEN, TAKEN]),
        (StageName::Handling,      [KNOWN, STAGE,  STAGE,  STAGE,  TAKEN,  STAGE,  STAGE,  TAKEN, TAKEN]),
        (StageName::OpinionIssued, [KNOWN, STAGE,  STAGE,  STAGE,  STAGE,  TAKEN,  STAGE,  TAKEN, TAKEN]),
        (StageName::OpinionServed, [KNOWN, STAGE,  STAGE,  STAGE,  STAGE,  STAGE,  OPEN,   TAKEN, TAKEN]),
        (StageName::Closed,        [KNOWN, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, TAKEN, TAKEN]),
    ];
    for (stage, row) in table {
        for ((by, command), expected) in commands().iter().zip(row) {
            let mut given = Given::a_petition(stage);
            let answer = given.when(by, command).map_or_else(|refusal| refusal.reason(), |_| TAKEN);
            assert_eq!(answer, expected, "{stage:?} {command:?}");
        }
    }
}

#[test]
fn what_is_not_registered_takes_only_registration() {
    for (by, command) in commands() {
        let mut given = Given::nothing();
        let answer = given.when(&by, &command);
        if matches!(command, Command::Register(_)) {
            assert!(answer.is_ok());
        } else {
            assert_eq!(answer, Err(Refusal::PetitionUnknown));
        }
    }
}

#[test]
fn a_refusal_for_the_stage_names_what_the_stage_takes() {
    for given in at_every_stage() {
        let stage = given.petition().stage.name();
        let allowed = Refusal::NotInStage(stage).allowed();
        assert_eq!(allowed.is_empty(), stage == StageName::Closed);
    }
    let mut given = Given::a_petition(StageName::Forwarded);
    let refusal = given.when(&officer(TOWN), &issue()).unwrap_err();
    assert_eq!(refusal.allowed(), ["AcceptPetition"]);
    assert_eq!(refusal.class(), RefusalClass::Precondition);
}

#[test]
fn a_closed_petition_takes_nothing() {
    let mut given = Given::a_petition(StageName::Closed);
    for (by, command) in commands() {
        let before = given.petition.clone();
        let events = given.when(&by, &command).unwrap_or_default();
        assert_eq!(events, []);
        assert_eq!(given.petition, before);
    }
}

#[test]
fn registration_is_at_the_unit_of_who_registers() {
    let given = Given::a_petition(StageName::Registered);
    assert_eq!(given.petition().unit, code(OFFICE));
    assert_eq!(given.petition().received_at, START);
}

#[test]
fn a_service_registers_for_a_unit() {
    let mut given = Given::nothing();
    assert_eq!(refused(&mut given, &service(), &register()), "UNIT_UNKNOWN");
    let mut order = registration();
    order.unit = Some(code(BUREAU));
    given.when(&service(), &Command::Register(Box::new(order))).unwrap();
    assert_eq!(given.petition().unit, code(BUREAU));
}

#[test]
fn nobody_without_a_unit_of_this_county_registers() {
    let mut given = Given::nothing();
    assert_eq!(refused(&mut given, &person("anybody", None), &register()), "UNIT_UNKNOWN");
    assert_eq!(refused(&mut given, &officer("nonsense"), &register()), "UNIT_UNKNOWN");
    assert_eq!(refused(&mut given, &officer("330602-ABC"), &register()), "UNIT_UNKNOWN");
    assert_eq!(
        refused(&mut given, &officer(OTHER_COUNTY), &register()),
        "UNIT_OUTSIDE_JURISDICTION"
    );
}

#[test]
fn the_place_lies_in_the_county() {
    for (place, reason) in [("330602009", "UNIT_UNKNOWN"), (OTHER_COUNTY, "UNIT_OUTSIDE_JURISDICTION")] {
        let mut order = registration();
        order.submission.place = code(place);
        let command = Command::Register(Box::new(order));
        assert_eq!(refused(&mut Given::nothing(), &officer(OFFICE), &command), reason);
    }
}

#[test]
fn nothing_is_received_in_the_future() {
    let mut given = Given::nothing();
    let mut order = registration();
    order.received_at = Some(given.now + Duration::SECOND);
    let command = Command::Register(Box::new(order.clone()));
    assert_eq!(refused(&mut given, &officer(OFFICE), &command), "RECEIVED_IN_FUTURE");
    order.received_at = Some(given.now);
    given.when(&officer(OFFICE), &Command::Register(Box::new(order))).unwrap();
}

#[test]
fn forwarding_hands_the_petition_to_the_unit_asked() {
    let mut given = Given::a_petition(StageName::Registered);
    assert_eq!(refused(&mut given, &officer(OFFICE), &forward("330602009")), "UNIT_UNKNOWN");
    assert_eq!(
        refused(&mut given, &officer(OFFICE), &forward(OTHER_COUNTY)),
        "UNIT_OUTSIDE_JURISDICTION"
    );
    given.when(&officer(OFFICE), &forward(BUREAU)).unwrap();
    assert_eq!(given.petition().unit, code(BUREAU));
    assert_eq!(given.petition().stage.forwarding().unwrap().from, code(OFFICE));
}

#[test]
fn only_the_unit_asked_accepts() {
    let mut given = Given::a_petition(StageName::Forwarded);
    for other in [OFFICE, BUREAU, VILLAGE, COUNTY] {
        assert_eq!(refused(&mut given, &officer(other), &accept()), "UNIT_NOT_ASKED");
    }
    assert_eq!(refused(&mut given, &person("anybody", None), &accept()), "UNIT_NOT_ASKED");
    given.when(&officer(TOWN), &accept()).unwrap();
}

#[test]
fn deciding_upon_a_matter_needs_a_person() {
    let deciding = [
        (StageName::Registered, forward(TOWN)),
        (StageName::Forwarded, accept()),
        (StageName::Accepted, start_handling()),
        (StageName::Handling, issue()),
        (StageName::OpinionIssued, serve()),
        (StageName::OpinionServed, Command::Close),
    ];
    for (stage, command) in deciding {
        for by in [service(), party(), Actor::Clock] {
            assert_eq!(refused(&mut Given::a_petition(stage), &by, &command), "NEEDS_A_PERSON");
        }
    }
}

#[test]
fn only_the_unit_that_holds_it_handles_it() {
    let handling = [
        (StageName::Accepted, start_handling()),
        (StageName::Handling, issue()),
        (StageName::OpinionIssued, serve()),
    ];
    for (stage, command) in handling {
        let mut given = Given::a_petition(stage);
        let refusal = given.when(&officer(OFFICE), &command).unwrap_err();
        assert_eq!(refusal.reason(), "UNIT_NOT_HOLDING");
        assert_eq!(refusal.class(), RefusalClass::Forbidden);
    }
}

#[test]
fn what_has_its_own_procedure_is_not_handled_by_opinion() {
    let elsewhere = [
        Classification::Suggestion,
        Classification::Accusation,
        Classification::AppealForRelief(ReliefPath::Litigation),
        Classification::AppealForRelief(ReliefPath::Arbitration),
        Classification::AppealForRelief(ReliefPath::PartyAppeal),
        Classification::AppealForRelief(ReliefPath::AdministrativeProcedure),
        Classification::AppealForRelief(ReliefPath::ProtectiveDuty),
    ];
    for classification in elsewhere {
        let command = Command::StartHandling { classification };
        let mut given = Given::a_petition(StageName::Accepted);
        assert_eq!(refused(&mut given, &officer(TOWN), &command), "NOT_FOR_HANDLING");
    }
}

#[test]
fn an_opinion_names_its_legal_basis() {
    let mut without = opinion();
    without.opinion.legal_basis.clear();
    let mut given = Given::a_petition(StageName::Handling);
    let reason = refused(&mut given, &officer(TOWN), &Command::IssueOpinion(without));
    assert_eq!(reason, "OPINION_WITHOUT_LEGAL_BASIS");
}

#[test]
fn nobody_approves_their_own_opinion() {
    let mut own = opinion();
    own.approved_by = "officer".to_owned();
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(
        refused(&mut given, &officer(TOWN), &Command::IssueOpinion(own)),
        "NOT_THE_UNIT_HEAD"
    );
    given.when(&officer(TOWN), &issue()).unwrap();
    let issued = given.petition().stage.issue().unwrap();
    assert_eq!((issued.issued_by.as_str(), issued.approved_by.as_str()), ("officer", "head"));
}

#[test]
fn an_opinion_is_served_after_its_issue_and_not_later_than_now() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    let issued = given.petition().stage.issue().unwrap().at;
    let early = service_at(Some(issued - Duration::SECOND));
    assert_eq!(refused(&mut given, &officer(TOWN), &early), "SERVED_BEFORE_ISSUED");
    let late = service_at(Some(given.now + Duration::SECOND));
    assert_eq!(refused(&mut given, &officer(TOWN), &late), "SERVED_IN_FUTURE");
    given.when(&officer(TOWN), &service_at(Some(issued))).unwrap();
    assert_eq!(given.petition().stage.service().unwrap().at, issued);
}

#[test]
fn an_officer_closes_only_after_the_petitioners_window() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    let until = given.petition().legal_due().unwrap();
    given.now = until - Duration::SECOND;
    let refusal = given.when(&officer(OFFICE), &Command::Close).unwrap_err();
    assert_eq!(refusal, Refusal::WindowStillOpen(until));
    given.now = until;
    let events = given.when(&officer(OFFICE), &Command::Close).unwrap();
    let closed = Event::Closed {
        closing: Closing::ByOfficer,
        at: until,
    };
    assert_eq!(events, [closed]);
}

#[test]
fn a_closed_petition_holds_its_whole_course() {
    let given = Given::a_petition(StageName::Closed);
    let stage = &given.petition().stage;
    assert!(matches!(stage, Stage::Closed(_)));
    assert_eq!(stage.forwarding().unwrap().to, code(TOWN));
    assert!(stage.acceptance().unwrap().at < stage.handling().unwrap().at);
    assert!(stage.handling().unwrap().at < stage.issue().unwrap().at);
    assert!(stage.issue().unwrap().at < stage.service().unwrap().at);
    assert!(stage.service().unwrap().at < stage.closure().unwrap().at);
}
