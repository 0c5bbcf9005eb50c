use shiyu_kit::case::Actor;
use time::Duration;

use super::given::*;
use crate::domain::command::RecuseMediator;
use crate::domain::terms::{Fault, Leaving, Procedure, Source};
use crate::domain::{Command, StageName};

pub(super) fn choose(mediator: uuid::Uuid, agreed: Vec<uuid::Uuid>) -> Command {
    Command::ChooseMediators {
        mediators: vec![mediator],
        agreed,
    }
}

fn recuse(mediator: uuid::Uuid, party: Option<uuid::Uuid>) -> Command {
    Command::RecuseMediator(RecuseMediator {
        mediator,
        leaving: Leaving::Recused,
        party,
        reason: String::new(),
    })
}

#[test]
fn the_parties_choose_together_or_the_committee_appoints() {
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    assert_eq!(given.refuses(&clerk(), choose(MEDIATOR, vec![APPLICANT])), "CONSENT_MISSING");
    given.does(&clerk(), choose(MEDIATOR, both()));
    assert_eq!(given.refuses(&clerk(), appoint(MEDIATOR)), "MEDIATOR_ENGAGED_ALREADY");
    given.does(&clerk(), appoint(SECOND));
    assert_eq!(given.dispute().course.engaged().count(), 2);
}

#[test]
fn a_mediator_is_in_term_and_of_a_kind_that_fits() {
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    assert_eq!(given.refuses(&clerk(), appoint(uuid::Uuid::nil())), "MEDIATOR_UNKNOWN");
    assert_eq!(given.refuses(&clerk(), appoint(LAPSED)), "MEDIATOR_NOT_FIT");
    assert_eq!(
        given.refuses(&clerk(), appoint(OFFICIAL)),
        "MEDIATOR_NOT_FIT",
        "of people's mediation"
    );
    let agency = open_with(Source::Parties, |open| {
        open.procedure = Procedure::Administrative;
        open.submission.matter = Some(MATTER);
    });
    let mut given = Given::opened(&clerk(), agency);
    for command in [take_up(), Command::Accept] {
        given.does(&clerk(), command);
        given.now += Duration::hours(1);
    }
    given.does(&clerk(), consent(APPLICANT, true));
    given.does(&clerk(), consent(RESPONDENT, true));
    given.does(&clerk(), appoint(OFFICIAL));
}

#[test]
fn nobody_mediates_before_disclosing_and_with_an_interest_only_whom_all_chose() {
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    assert_eq!(given.refuses(&clerk(), Command::Begin), "MEDIATOR_MISSING");
    given.does(&clerk(), appoint(MEDIATOR));
    assert_eq!(given.refuses(&mediator(), Command::Begin), "DISCLOSURE_MISSING");
    for another in [clerk(), second()] {
        let says = given.when(&another, disclose(MEDIATOR, false));
        assert!(says.is_err(), "{another:?} says it for the mediator");
    }
    given.does(&mediator(), disclose(MEDIATOR, true));
    assert_eq!(given.refuses(&mediator(), disclose(MEDIATOR, false)), "DISCLOSED_ALREADY");
    assert_eq!(given.refuses(&mediator(), Command::Begin), "INTEREST_NOT_WAIVED");
    given.does(&clerk(), recuse(MEDIATOR, None));
    given.does(&clerk(), choose(SECOND, both()));
    given.does(&second(), disclose(SECOND, true));
    assert_eq!(
        given.refuses(&second(), Command::Begin),
        "INTEREST_NOT_WAIVED",
        "they chose before it was disclosed"
    );
    given.does(&clerk(), choose(SECOND, both()));
    given.does(&second(), Command::Begin);
    assert_eq!(given.stage(), StageName::Mediating);
}

#[test]
fn one_partys_request_is_enough_and_who_stood_aside_does_not_come_back_or_see_it() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let session = plan(SESSION, given.now + Duration::days(1));
    given.does(&mediator(), Command::PlanSession(session));
    let told = given.does(&clerk(), recuse(MEDIATOR, Some(RESPONDENT)));
    assert_eq!(told, ["session.cancelled", "mediator.left"]);
    assert_eq!(given.stage(), StageName::MediatorSelection, "nobody is left");
    assert!(given.dispute().bookings(SESSION).is_empty());
    assert!(given.dispute().audience().barred_subjects.contains("mediator"));
    assert_eq!(given.refuses(&clerk(), appoint(MEDIATOR)), "MEDIATOR_RECUSED");
    assert_eq!(given.refuses(&mediator(), Command::Begin), "UNIT_NOT_HOLDING");
}

pub(super) fn leaves(mediator: uuid::Uuid) -> Command {
    Command::RecuseMediator(RecuseMediator {
        mediator,
        leaving: Leaving::Replaced,
        party: None,
        reason: "调岗".to_owned(),
    })
}

/// Signed by both parties, and by the mediator.
fn almost_agreed() -> Given {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    for signs in [sign(APPLICANT), sign(RESPONDENT)] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    given
}

#[test]
fn a_draft_whose_only_mediator_stands_aside_is_void_and_is_gone_through_again_with_another() {
    let mut given = almost_agreed();
    let told = given.does(&clerk(), recuse(MEDIATOR, Some(RESPONDENT)));
    assert_eq!(told, ["mediator.left", "agreement.voided"]);
    assert_eq!(given.stage(), StageName::MediatorSelection);
    let running: Vec<&str> = given.dispute().running().collect();
    assert!(running.contains(&"select") && !running.contains(&"draft"), "{running:?}");
    assert_eq!(given.refuses(&clerk(), seal()), "NOT_IN_STAGE");
    given.does(&clerk(), appoint(SECOND));
    given.does(&second(), disclose(SECOND, false));
    given.does(&second(), Command::Begin);
    given.does(&second(), draft(written()));
    let again = given.dispute().agreement().unwrap();
    assert!(
        again.signatures.is_empty() && again.signed_by_mediators.is_empty(),
        "everybody signs anew"
    );
}

#[test]
fn a_draft_stands_while_another_mediator_does_who_signs_it_then() {
    let mut given = Given::a_dispute(StageName::Mediating);
    given.does(&clerk(), appoint(SECOND));
    given.does(&mediator(), draft(written()));
    for signs in [sign(APPLICANT), sign(RESPONDENT)] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    assert_eq!(given.does(&clerk(), recuse(MEDIATOR, Some(APPLICANT))), ["mediator.left"]);
    assert_eq!(given.stage(), StageName::AgreementDrafted);
    assert_eq!(
        given.does(&clerk(), seal()),
        ["agreement.sealed"],
        "what one who stood aside signed is not signed"
    );
    assert_eq!(given.refuses(&second(), Command::SignAsMediator), "DISCLOSURE_MISSING");
    given.does(&second(), disclose(SECOND, false));
    let told = given.does(&second(), Command::SignAsMediator);
    assert_eq!(told, ["agreement.signed_by_mediator", "agreement.effective"]);
}

#[test]
fn for_who_was_replaced_a_successor_signs_in_the_time_the_draft_has() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    given.does(&clerk(), leaves(MEDIATOR));
    assert_eq!(given.stage(), StageName::AgreementDrafted);
    let mut late = given.clone();
    given.does(&clerk(), choose(SECOND, both()));
    given.does(&second(), disclose(SECOND, false));
    given.does(&second(), Command::SignAsMediator);
    assert_eq!(given.dispute().agreement().unwrap().signed_by_mediators, [SECOND]);
    let due = late.due("draft");
    let told = late.when_time_passes(due);
    assert!(told.contains(&"agreement.voided"));
    assert_eq!(late.stage(), StageName::MediatorSelection, "there is nobody to go on with");
    assert!(late.dispute().clock("select").is_some());
}

#[test]
fn what_a_mediator_signed_before_being_replaced_is_signed_by_a_successor_too() {
    let mut given = almost_agreed();
    given.does(&clerk(), leaves(MEDIATOR));
    assert_eq!(given.does(&clerk(), seal()), ["agreement.sealed"], "nobody who mediates it signed");
    given.does(&clerk(), appoint(SECOND));
    given.does(&second(), disclose(SECOND, false));
    assert_eq!(
        given.does(&second(), Command::SignAsMediator),
        ["agreement.signed_by_mediator", "agreement.effective"]
    );
    assert_eq!(given.dispute().agreement().unwrap().signed_by_mediators, [MEDIATOR, SECOND]);
    assert_eq!(
        given.refuses(&clerk(), recuse(MEDIATOR, None)),
        "NOT_IN_STAGE",
        "after effect nobody stands aside"
    );
}

#[test]
fn a_mediator_sees_and_leads_the_dispute_from_another_unit() {
    let given = Given::a_dispute(StageName::Mediating);
    assert!(given.dispute().audience().subjects.contains("mediator"));
    let mut given = Given::a_dispute(StageName::Mediating);
    given.does(&clerk(), appoint(SECOND));
    given.does(&clerk(), leaves(MEDIATOR));
    assert_eq!(given.stage(), StageName::Mediating, "the second goes on");
    assert!(
        given.dispute().audience().barred_subjects.is_empty(),
        "who was replaced did nothing wrong"
    );
}

#[test]
fn a_fault_is_reported_of_who_mediates_by_the_committee() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let fault = |mediator| Command::ReportFault {
        mediator,
        fault: Fault::Bias,
        note: "偏袒一方".to_owned(),
    };
    assert_eq!(given.refuses(&clerk(), fault(SECOND)), "MEDIATOR_NOT_ENGAGED");
    assert_eq!(given.refuses(&mediator(), fault(MEDIATOR)), "UNIT_NOT_HOLDING");
    assert_eq!(given.does(&clerk(), fault(MEDIATOR)), ["mediator.fault_reported"]);
}

#[test]
fn who_was_dismissed_or_whose_term_is_over_mediates_nothing_any_more() {
    let mut given = almost_agreed();
    for known in given.known.mediators.iter_mut().filter(|known| known.id == MEDIATOR) {
        known.in_term = false;
    }
    assert_eq!(given.does(&clerk(), seal()), ["agreement.sealed"], "nobody in office signed");
    assert_eq!(given.refuses(&mediator(), Command::SignAsMediator), "NOT_A_MEDIATOR");
    let mut talking = Given::a_dispute(StageName::Mediating);
    talking.known = given.known.clone();
    let soon = plan(SESSION, talking.now + Duration::days(1));
    assert_eq!(talking.refuses(&mediator(), Command::PlanSession(soon.clone())), "UNIT_NOT_HOLDING");
    assert_eq!(talking.refuses(&clerk(), Command::PlanSession(soon)), "MEDIATOR_NOT_FIT");
}

#[test]
fn a_mediator_of_the_unit_acts_only_in_what_they_mediate_and_its_clerks_in_all() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let another = person("another", COMMITTEE, "mediator");
    for command in [ends(APPLICANT), draft(written()), consent(APPLICANT, true)] {
        assert_eq!(given.refuses(&another, command), "NOT_A_MEDIATOR");
    }
    let handler = person("handler", COMMITTEE, "unit_handler");
    given.does(&handler, draft(written()));
}

#[test]
fn no_office_of_the_county_and_no_town_acts_in_the_dispute_of_a_committee() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    for unit in [BUREAU, CENTRE, COUNTY, TOWN, OTHER_COMMITTEE] {
        for command in [sign(APPLICANT), seal(), ends(APPLICANT)] {
            assert_eq!(given.refuses(&clerk_of(unit), command), "UNIT_NOT_HOLDING", "{unit}");
        }
    }
    let mut of_the_county = Given::nothing();
    of_the_county.known.intake = None;
    of_the_county.does(&program("petition"), offered_by("petition"));
    assert_eq!(of_the_county.dispute().unit, code(COUNTY));
    assert_eq!(of_the_county.refuses(&clerk_of(BUREAU), take_up()), "UNIT_NOT_HOLDING");
    of_the_county.does(&clerk_of(CENTRE), take_up());
}

#[test]
fn who_is_in_office_no_more_leaves_and_their_sessions_are_not_held() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let session = plan(SESSION, given.now + Duration::days(3));
    given.does(&mediator(), Command::PlanSession(session));
    let gone = Command::MediatorGone { mediator: MEDIATOR };
    assert!(given.does(&Actor::Clock, gone.clone()).is_empty(), "in office still");
    for known in given.known.mediators.iter_mut().filter(|known| known.id == MEDIATOR) {
        known.in_term = false;
    }
    assert_eq!(given.refuses(&clerk(), gone.clone()), "NEEDS_A_PERSON");
    assert_eq!(given.does(&Actor::Clock, gone.clone()), ["session.cancelled", "mediator.left"]);
    assert_eq!(given.stage(), StageName::MediatorSelection, "another is chosen");
    assert!(given.dispute().bookings(SESSION).is_empty());
    assert!(given.does(&Actor::Clock, gone).is_empty());
}
