//! A mediator with an interest mediates once every party, told of it, wants them all the same (M-23).

use super::given::*;
use super::mediator::{choose, leaves};
use crate::domain::command::MakeOffer;
use crate::domain::{Command, StageName};

#[test]
fn an_interest_that_is_found_later_is_disclosed_then_and_was_not_chosen() {
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    given.does(&clerk(), choose(MEDIATOR, both()));
    given.does(&mediator(), disclose(MEDIATOR, false));
    given.does(&mediator(), Command::Begin);
    given.does(&mediator(), draft(written()));
    given.does(&mediator(), Command::SignAsMediator);
    assert_eq!(given.does(&mediator(), disclose(MEDIATOR, true)), ["mediator.disclosed"]);
    assert!(given.dispute().pending().unwrap().signed_by_mediators.is_empty());
    assert_eq!(given.refuses(&mediator(), Command::SignAsMediator), "INTEREST_NOT_WAIVED");
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    assert_eq!(given.stage(), StageName::AgreementDrafted, "nobody who may mediates it");
    let again = given.clone();
    given.does(&clerk(), leaves(MEDIATOR));
    given.does(&clerk(), choose(MEDIATOR, both()));
    given.does(&mediator(), disclose(MEDIATOR, true));
    assert_eq!(given.refuses(&mediator(), Command::SignAsMediator), "INTEREST_NOT_WAIVED");
    for mut given in [given, again] {
        given.does(&clerk(), choose(MEDIATOR, both()));
        given.does(&mediator(), Command::SignAsMediator);
        assert_eq!(given.stage(), StageName::AgreementEffective, "now they chose one who has it");
    }
}

#[test]
fn who_was_chosen_before_an_interest_was_disclosed_is_chosen_again_by_every_party() {
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    given.does(&clerk(), choose(MEDIATOR, both()));
    assert_eq!(given.refuses(&clerk(), choose(MEDIATOR, both())), "MEDIATOR_ENGAGED_ALREADY");
    given.does(&mediator(), disclose(MEDIATOR, true));
    assert_eq!(given.refuses(&mediator(), Command::Begin), "INTEREST_NOT_WAIVED");
    assert_eq!(given.refuses(&clerk(), appoint(MEDIATOR)), "MEDIATOR_ENGAGED_ALREADY");
    assert_eq!(given.refuses(&clerk(), choose(MEDIATOR, vec![APPLICANT])), "CONSENT_MISSING");
    assert_eq!(given.does(&clerk(), choose(MEDIATOR, both())), ["mediator.assigned"]);
    assert_eq!(given.dispute().course.engaged().count(), 1);
    assert!(given.dispute().course.appointments[0].disclosure.is_some(), "it stays on record");
    given.does(&mediator(), Command::Begin);
}

#[test]
fn nothing_is_offered_written_down_or_drafted_before_who_has_an_interest_that_a_party_was_not_asked_about() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let id = uuid::Uuid::from_u128(0x51);
    let offer = Command::MakeOffer(MakeOffer {
        party: APPLICANT,
        counters: None,
        terms: "先修后算".to_owned(),
        id,
    });
    given.does(&mediator(), offer.clone());
    given.does(&mediator(), disclose(MEDIATOR, true));
    let undisputed = Command::RecordUndisputed {
        text: "漏水属实".to_owned(),
        agreed: both(),
    };
    let answer = Command::AnswerOffer {
        offer: id,
        party: RESPONDENT,
        accepted: true,
    };
    for by in [mediator(), clerk()] {
        for command in [offer.clone(), answer.clone(), undisputed.clone(), draft(written())] {
            assert_eq!(given.refuses(&by, command), "INTEREST_NOT_WAIVED");
        }
    }
    given.does(&clerk(), choose(MEDIATOR, both()));
    for command in [answer, undisputed, draft(written())] {
        given.does(&mediator(), command);
    }
}

#[test]
fn who_has_not_disclosed_leads_nothing_and_the_others_go_on() {
    let mut given = Given::a_dispute(StageName::Mediating);
    given.does(&clerk(), appoint(SECOND));
    assert_eq!(given.refuses(&second(), draft(written())), "DISCLOSURE_MISSING");
    given.does(&mediator(), draft(written()));
}
