use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::RecordConsent;
use crate::domain::terms::{Party, PartyRole, Termination};
use crate::domain::{Command, End, StageName};

fn ended(given: &Given) -> Option<Termination> {
    match &given.dispute().stage.ending()?.end {
        End::Terminated { ground, .. } => Some(*ground),
        End::Performed | End::Breached { .. } | End::Declined { .. } | End::Transferred { .. } | End::CourtConcluded { .. } => None,
    }
}

#[test]
fn with_the_last_consent_mediators_are_chosen() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    assert_eq!(given.does(&clerk(), consent(APPLICANT, true)), ["consent.recorded"]);
    assert_eq!(given.stage(), StageName::ConsentPending);
    given.does(&clerk(), consent(RESPONDENT, true));
    assert_eq!(given.stage(), StageName::MediatorSelection);
    let running: Vec<&str> = given.dispute().running().collect();
    assert_eq!(running, ["mediate", "select"], "the time to answer is over");
}

#[test]
fn refusal_by_one_party_ends_the_mediation_whatever_the_others_want() {
    for first in [APPLICANT, RESPONDENT] {
        let mut given = Given::a_dispute(StageName::ConsentPending);
        given.does(&clerk(), consent(RESPONDENT, true));
        let told = given.does(&clerk(), consent(first, false));
        assert_eq!(told, ["consent.recorded", "case.closed"]);
        assert_eq!(ended(&given), Some(Termination::Refused));
        assert_eq!(given.refuses(&clerk(), consent(first, true)), "CLOSED_ALREADY");
        assert_eq!(given.refuses(&clerk(), Command::Begin), "CLOSED_ALREADY");
    }
}

#[test]
fn a_party_who_consented_may_refuse_later() {
    for stage in [StageName::MediatorSelection, StageName::Mediating] {
        let mut given = Given::a_dispute(stage);
        given.does(&clerk(), consent(APPLICANT, false));
        assert_eq!(ended(&given), Some(Termination::Refused));
    }
}

#[test]
fn a_party_ends_it_at_any_time_before_effect_and_not_after() {
    for stage in StageName::ALL.into_iter().filter(|stage| !stage.is_end()) {
        let mut given = Given::a_dispute(stage);
        let before_effect = !given.dispute().stage.is_in_effect();
        if before_effect {
            given.does(&clerk(), ends(RESPONDENT));
            assert_eq!(ended(&given), Some(Termination::PartyEnded), "{stage:?}");
        } else {
            assert_eq!(given.refuses(&clerk(), ends(RESPONDENT)), "NOT_IN_STAGE", "{stage:?}");
        }
    }
}

#[test]
fn nobody_who_is_no_party_consents_or_ends_it() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    let nobody = Uuid::from_u128(9);
    assert_eq!(given.refuses(&clerk(), consent(nobody, true)), "NOT_A_PARTY");
    assert_eq!(given.refuses(&clerk(), ends(nobody)), "NOT_A_PARTY");
    assert_eq!(given.refuses(&stranger(), consent(APPLICANT, true)), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&program("petition"), consent(APPLICANT, true)), "NEEDS_A_PERSON");
}

#[test]
fn an_agent_speaks_for_its_own_party_only() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    let agent = Uuid::from_u128(0xAA);
    let party = Party {
        id: agent,
        role: PartyRole::Agent,
        speaks_for: Some(APPLICANT),
        granted: false,
    };
    let sealed = sealed(agent);
    given.does(&clerk(), Command::AddParty { party, sealed });
    let by_agent = |party: Uuid| {
        Command::RecordConsent(RecordConsent {
            agent: Some(agent),
            ..word(party, true)
        })
    };
    assert_eq!(given.refuses(&clerk(), by_agent(RESPONDENT)), "NOT_AN_AGENT");
    given.does(&clerk(), by_agent(APPLICANT));
    assert_eq!(given.refuses(&clerk(), consent(agent, true)), "NOT_A_PARTY");
}

#[test]
fn nobody_consents_before_they_were_asked_or_in_the_future() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    let at = |at| {
        Command::RecordConsent(RecordConsent {
            at,
            ..word(APPLICANT, true)
        })
    };
    assert_eq!(given.refuses(&clerk(), at(START)), "CONSENT_BEFORE_ASKED");
    let later = given.now + Duration::minutes(1);
    assert_eq!(given.refuses(&clerk(), at(later)), "CONSENT_IN_FUTURE");
    given.does(&clerk(), consent(APPLICANT, true));
    assert_eq!(given.refuses(&clerk(), consent(APPLICANT, true)), "CONSENT_GIVEN_ALREADY");
}

#[test]
fn a_word_is_written_down_to_the_minute_also_to_that_in_which_they_were_asked() {
    let mut given = Given::a_dispute(StageName::Screening);
    let minute = given.now;
    given.now += Duration::seconds(45);
    given.does(&clerk(), Command::Accept);
    let said = |at| {
        Command::RecordConsent(RecordConsent {
            at,
            ..word(APPLICANT, true)
        })
    };
    let before = minute - Duration::SECOND;
    assert_eq!(given.refuses(&clerk(), said(before)), "CONSENT_BEFORE_ASKED");
    given.does(&clerk(), said(minute));
}

#[test]
fn no_answer_ends_it_only_once_the_time_is_over_and_by_a_person() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    given.does(&clerk(), consent(APPLICANT, true));
    assert_eq!(given.refuses(&clerk(), terminate(Termination::NoResponse)), "STILL_IN_TIME");
    let told = given.when_time_passes(given.due("respond"));
    assert!(told.contains(&"clock.overdue"));
    assert_eq!(given.stage(), StageName::ConsentPending, "no clock ends a mediation");
    given.does(&clerk(), terminate(Termination::NoResponse));
    assert_eq!(ended(&given), Some(Termination::NoResponse));
}

#[test]
fn who_joins_later_has_the_whole_time_to_answer_and_their_silence_is_one() {
    let mut given = Given::a_dispute(StageName::Mediating);
    assert_eq!(given.refuses(&clerk(), terminate(Termination::NoResponse)), "GROUND_NOT_FITTING");
    let third = Uuid::from_u128(0xB2);
    given.does(&clerk(), join(third, PartyRole::ThirdParty));
    assert_eq!(given.refuses(&clerk(), terminate(Termination::NoResponse)), "STILL_IN_TIME");
    let due = given.due("respond.3");
    let mut answered = given.clone();
    answered.does(&clerk(), consent(third, true));
    assert!(answered.dispute().clock("respond.3").is_none());
    assert_eq!(answered.refuses(&clerk(), terminate(Termination::NoResponse)), "GROUND_NOT_FITTING");
    assert!(given.when_time_passes(due).contains(&"clock.overdue"));
    given.does(&clerk(), terminate(Termination::NoResponse));
    assert_eq!(ended(&given), Some(Termination::NoResponse));
}

#[test]
fn who_joins_while_the_others_are_asked_is_not_silent_when_their_time_is_over() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    let third = Uuid::from_u128(0xB2);
    given.now += Duration::days(2);
    given.does(&clerk(), join(third, PartyRole::ThirdParty));
    for party in both() {
        given.does(&clerk(), consent(party, true));
    }
    given.when_time_passes(given.due("respond"));
    assert_eq!(given.refuses(&clerk(), terminate(Termination::NoResponse)), "STILL_IN_TIME");
    given.does(&clerk(), consent(third, true));
    assert_eq!(given.stage(), StageName::MediatorSelection);
    assert_eq!(given.dispute().running().filter(|name| name.starts_with("respond")).count(), 0);
}

#[test]
fn nobody_is_asked_apart_who_joins_before_the_others_are_asked_or_is_no_party() {
    for stage in [StageName::Applied, StageName::Screening] {
        let mut given = Given::a_dispute(stage);
        given.does(&clerk(), join(Uuid::from_u128(0xB2), PartyRole::ThirdParty));
        assert!(given.dispute().clock("respond.3").is_none(), "{stage:?}");
    }
    let mut given = Given::a_dispute(StageName::Mediating);
    let party = Party {
        speaks_for: Some(APPLICANT),
        ..party(Uuid::from_u128(0xAA), PartyRole::Agent)
    };
    let sealed = sealed(party.id);
    given.does(&clerk(), Command::AddParty { party, sealed });
    assert!(given.dispute().clock("respond.3").is_none());
    let mut changed = Given::a_dispute(StageName::Mediating);
    let third = Uuid::from_u128(0xB2);
    changed.does(&clerk(), join(third, PartyRole::ThirdParty));
    let mut to_court = to_court();
    to_court.agreed.push(third);
    changed.does(&clerk(), Command::ChangeProcedure(to_court));
    assert!(changed.dispute().clock("respond.3").is_none());
}

#[test]
fn who_joins_later_is_asked_too_and_without_their_consent_nothing_takes_effect() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let third = Uuid::from_u128(0xB2);
    given.does(&clerk(), join(third, PartyRole::ThirdParty));
    assert_eq!(given.refuses(&mediator(), draft(written())), "CONSENT_MISSING");
    assert_eq!(
        given.refuses(&mediator(), Command::PlanSession(plan(SESSION, given.now + Duration::days(1)))),
        "CONSENT_MISSING"
    );
    given.does(&clerk(), consent(third, true));
    given.does(&mediator(), draft(written()));
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    assert_eq!(given.stage(), StageName::AgreementDrafted, "the third has not signed");
    given.does(&clerk(), sign(third));
    assert_eq!(given.stage(), StageName::AgreementEffective);
}

#[test]
fn the_address_at_which_a_party_is_served_goes_further_by_its_last_word_only() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    let says = |given: bool, reuse_address: bool| {
        Command::RecordConsent(RecordConsent {
            reuse_address,
            ..word(APPLICANT, given)
        })
    };
    given.does(&clerk(), says(true, true));
    given.does(&clerk(), consent(RESPONDENT, true));
    let reuses = |given: &Given| [APPLICANT, RESPONDENT].map(|party| given.dispute().course.reuses_address(party));
    assert_eq!(reuses(&given), [true, false]);
    let mut refused = given.clone();
    refused.does(&clerk(), says(false, true));
    assert_eq!(reuses(&refused), [true, false], "where mediation fails it is wanted most");
    given.does(&clerk(), says(false, false));
    assert_eq!(reuses(&given), [false, false]);
}

#[test]
fn who_refuses_before_being_asked_is_heard_with_the_time_of_the_word() {
    let mut given = Given::a_dispute(StageName::ConsentPending);
    let refuses = |at| {
        Command::RecordConsent(RecordConsent {
            at,
            ..word(RESPONDENT, false)
        })
    };
    assert_eq!(
        given.refuses(&clerk(), refuses(START - Duration::hours(1))),
        "CONSENT_BEFORE_ASKED",
        "not before it was brought"
    );
    given.does(&clerk(), refuses(START));
    assert_eq!(given.stage(), StageName::Terminated);
    assert_eq!(given.dispute().course.consents[0].at, START);
}
