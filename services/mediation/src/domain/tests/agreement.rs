use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::command::{DeclareBreach, DraftAgreement};
use crate::domain::terms::{Form, Method, Source, Termination};
use crate::domain::{Command, End, StageName};

fn spoken(party: uuid::Uuid) -> Command {
    Command::Sign {
        party,
        method: Method::Spoken,
    }
}

#[test]
fn a_written_agreement_takes_effect_with_every_signature_the_mediators_and_the_seal_in_any_order() {
    let steps = [
        (clerk(), sign(APPLICANT)),
        (clerk(), sign(RESPONDENT)),
        (mediator(), Command::SignAsMediator),
        (clerk(), seal()),
    ];
    let mut sealed = Given::a_dispute(StageName::AgreementDrafted);
    assert_eq!(sealed.refuses(&clerk(), seal()), "SIGNATURE_MISSING", "nobody has signed");
    for first in 0..3 {
        let mut given = Given::a_dispute(StageName::AgreementDrafted);
        for number in 0..4 {
            assert_eq!(given.stage(), StageName::AgreementDrafted);
            let (by, command) = steps[(first + number) % 4].clone();
            given.does(&by, command);
        }
        assert_eq!(given.stage(), StageName::AgreementEffective);
        assert!(given.dispute().clock("mediate").is_none() && given.dispute().clock("draft").is_none());
        assert!(given.dispute().clock("confirm").is_some());
    }
}

#[test]
fn nobody_signs_twice_or_for_others() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    given.does(&clerk(), sign(APPLICANT));
    assert_eq!(given.refuses(&clerk(), sign(APPLICANT)), "SIGNED_ALREADY");
    assert_eq!(given.refuses(&clerk(), Command::SignAsMediator), "NOT_A_MEDIATOR");
    assert_eq!(given.refuses(&second(), Command::SignAsMediator), "NOT_A_MEDIATOR");
    assert_eq!(given.refuses(&mediator(), seal()), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&clerk(), spoken(RESPONDENT)), "METHOD_NOT_FITTING");
}

#[test]
fn an_oral_agreement_takes_effect_when_all_have_said_so_and_the_mediator_wrote_it_down() {
    let mut given = Given::a_dispute(StageName::Mediating);
    given.does(&mediator(), draft(oral()));
    assert_eq!(given.refuses(&clerk(), sign(APPLICANT)), "METHOD_NOT_FITTING");
    assert_eq!(given.refuses(&clerk(), seal()), "SEAL_NOT_NEEDED");
    given.does(&mediator(), spoken(APPLICANT));
    given.does(&mediator(), Command::SignAsMediator);
    let told = given.does(&mediator(), spoken(RESPONDENT));
    assert_eq!(told, ["agreement.signed", "agreement.effective", "case.closed"]);
    assert_eq!(given.stage(), StageName::Performed, "it was performed on the spot");
}

#[test]
fn it_is_written_if_asked_for_if_performed_later_and_if_major_or_complex() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let later = DraftAgreement {
        form: Form::Oral,
        ..written()
    };
    assert_eq!(given.refuses(&mediator(), draft(later)), "WRITING_NEEDED");
    given.does(&mediator(), draft(oral()));

    let mut major = Given::opened(&clerk(), open_with(Source::Parties, |open| open.submission.major = true));
    let mut complex = Given::opened(&clerk(), open());
    for (given, complex) in [(&mut major, false), (&mut complex, true)] {
        for command in [Command::TakeUp { complex }, Command::Accept] {
            given.does(&clerk(), command);
            given.now += Duration::hours(1);
        }
    }
    let asks = Command::RecordConsent(crate::domain::command::RecordConsent {
        wants_writing: true,
        ..word(APPLICANT, true)
    });
    let asked = Given::a_dispute(StageName::ConsentPending);
    let says_yes = || consent(APPLICANT, true);
    for (mut given, first) in [(major, says_yes()), (complex, says_yes()), (asked, asks)] {
        given.does(&clerk(), first);
        given.does(&clerk(), consent(RESPONDENT, true));
        given.does(&clerk(), appoint(MEDIATOR));
        given.does(&mediator(), disclose(MEDIATOR, false));
        given.does(&mediator(), Command::Begin);
        assert_eq!(given.refuses(&mediator(), draft(oral())), "WRITING_NEEDED");
    }
}

#[test]
fn what_is_agreed_says_who_owes_what_to_whom_by_when() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let owing = |owed| {
        draft(DraftAgreement {
            obligations: vec![owed],
            ..written()
        })
    };
    let nothing = draft(DraftAgreement {
        obligations: Vec::new(),
        ..written()
    });
    assert_eq!(given.refuses(&mediator(), nothing), "OBLIGATION_MISSING");
    assert_eq!(given.refuses(&mediator(), owing(owes(0, None))), "AMOUNT_NOT_FITTING");
    assert_eq!(
        given.refuses(&mediator(), owing(owes(100, Some(date!(2026 - 03 - 01))))),
        "DUE_DAY_PASSED"
    );
    let mut itself = owes(100, None);
    itself.creditor = RESPONDENT;
    assert_eq!(given.refuses(&mediator(), owing(itself)), "OWED_TO_ONESELF");
}

#[test]
fn a_draft_is_void_after_ten_days_and_they_go_on() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    given.does(&clerk(), sign(APPLICANT));
    let told = given.when_time_passes(given.due("draft"));
    assert!(told.contains(&"agreement.voided"));
    assert_eq!(given.stage(), StageName::Mediating);
    assert!(given.dispute().agreement().is_none());
    given.does(&mediator(), draft(written()));
    assert_eq!(given.dispute().agreement().unwrap().number, 2);
    assert!(
        given.dispute().agreement().unwrap().signatures.is_empty(),
        "the first draft's signature counts no more"
    );
    given.does(
        &mediator(),
        Command::VoidDraft {
            reason: "金额有误".to_owned(),
        },
    );
    assert_eq!(given.stage(), StageName::Mediating);
}

#[test]
fn money_is_paid_in_parts_to_the_last_fen_and_not_beyond() {
    let mut given = Given::a_dispute(StageName::AgreementEffective);
    let today = date!(2026 - 03 - 02);
    assert_eq!(given.refuses(&clerk(), pays(200_001, today)), "OVER_PAID");
    assert_eq!(given.refuses(&clerk(), pays(0, today)), "AMOUNT_NOT_FITTING");
    assert_eq!(given.refuses(&clerk(), pays(1, date!(2026 - 03 - 01))), "PERFORMANCE_BEFORE_EFFECT");
    assert_eq!(given.refuses(&clerk(), pays(1, date!(2026 - 03 - 09))), "PERFORMANCE_IN_FUTURE");
    given.does(&clerk(), pays(199_999, today));
    assert_eq!(given.stage(), StageName::Performing);
    assert!(given.dispute().clock("perform.1").is_some());
    let told = given.does(&clerk(), pays(1, today));
    assert_eq!(told, ["performance.updated", "case.closed"]);
    assert_eq!(given.stage(), StageName::Performed);
}

#[test]
fn a_breach_is_declared_once_it_is_due_and_the_parties_are_told_their_ways() {
    let mut given = Given::a_dispute(StageName::Performing);
    assert_eq!(given.due("perform.1"), datetime!(2026-04-30 16:00 UTC));
    assert_eq!(given.refuses(&clerk(), breach()), "NOT_DUE_YET");
    let told = given.when_time_passes(datetime!(2026-04-30 16:00 UTC));
    assert!(told.contains(&"clock.warned") && told.contains(&"clock.overdue"));
    given.does(&clerk(), breach());
    assert_eq!(given.stage(), StageName::Breached);
    let running: Vec<&str> = given.dispute().running().collect();
    assert_eq!(running, ["routes", "visit", "archive"]);
}

#[test]
fn where_no_day_was_agreed_the_debtor_is_reminded_before_a_breach_is_declared() {
    let mut given = owing(owes(200_000, None));
    assert_eq!(given.refuses(&clerk(), breach()), "NOT_DUE_YET");
    given.does(&clerk(), remind());
    assert_eq!(given.refuses(&clerk(), breach()), "NOT_DUE_YET", "there is time to prepare");
    given.when_time_passes(datetime!(2026-03-09 15:59 UTC));
    assert_eq!(given.refuses(&clerk(), breach()), "NOT_DUE_YET");
    given.when_time_passes(datetime!(2026-03-09 16:00 UTC));
    given.does(&clerk(), breach());
    assert_eq!(given.stage(), StageName::Breached);
}

/// An agreement in effect by which this is owed.
fn owing(owed: crate::domain::command::ObligationDraft) -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    let drafted = DraftAgreement {
        obligations: vec![owed],
        ..written()
    };
    given.does(&mediator(), draft(drafted));
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    given
}

fn breach_met(condition_met_on: Option<time::Date>) -> Command {
    Command::DeclareBreach(DeclareBreach {
        obligation: 1,
        reason: "逾期未付".to_owned(),
        condition_met_on,
    })
}

#[test]
fn what_is_owed_on_a_condition_is_broken_only_after_its_fulfilment() {
    let on_condition = |due_on| {
        let mut owed = owes(200_000, due_on);
        owed.condition = "设备转让款到账".to_owned();
        owing(owed)
    };
    let met = |day| breach_met(Some(day));
    let mut given = on_condition(None);
    given.does(&clerk(), remind());
    given.when_time_passes(datetime!(2026-03-20 02:00 UTC));
    assert_eq!(given.refuses(&clerk(), breach()), "CONDITION_NOT_FITTING");
    assert_eq!(given.refuses(&clerk(), met(date!(2026 - 03 - 21))), "CONDITION_IN_FUTURE");
    assert_eq!(
        given.refuses(&clerk(), met(date!(2026 - 03 - 20))),
        "NOT_DUE_YET",
        "the debtor was reminded before"
    );
    given.does(&clerk(), remind());
    given.when_time_passes(datetime!(2026-03-28 02:00 UTC));
    given.does(&clerk(), met(date!(2026 - 03 - 20)));
    assert_eq!(given.stage(), StageName::Breached);

    let mut dated = on_condition(Some(date!(2026 - 03 - 10)));
    assert!(
        dated.dispute().clock("perform.1").is_none(),
        "nobody is late while the condition is not fulfilled"
    );
    let told = dated.when_time_passes(datetime!(2026-03-20 02:00 UTC));
    assert!(!told.contains(&"clock.overdue"));
    assert_eq!(dated.refuses(&clerk(), met(date!(2026 - 03 - 20))), "NOT_DUE_YET");
    dated.does(&clerk(), met(date!(2026 - 03 - 19)));

    let mut plain = Given::a_dispute(StageName::Performing);
    assert_eq!(plain.refuses(&clerk(), met(date!(2026 - 03 - 01))), "CONDITION_NOT_FITTING");
}

#[test]
fn what_is_performed_after_a_breach_is_written_down_and_the_breach_stays_one() {
    let mut given = Given::a_dispute(StageName::Breached);
    let late = date!(2026 - 05 - 06);
    assert_eq!(given.does(&clerk(), pays(150_000, late)), ["performance.updated"]);
    assert_eq!(given.refuses(&clerk(), pays(50_001, late)), "OVER_PAID");
    assert_eq!(given.does(&clerk(), pays(50_000, late)), ["performance.updated"]);
    assert_eq!(given.refuses(&clerk(), pays(1, late)), "PERFORMED_ALREADY");
    assert_eq!(given.stage(), StageName::Breached);
    assert_eq!(given.dispute().agreement().unwrap().obligations[0].open_fen(), 0);
}

#[test]
fn a_draft_that_is_signed_by_all_but_one_ends_with_that_ones_refusal() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    for signs in [sign(APPLICANT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    given.does(&clerk(), ends(RESPONDENT));
    assert_eq!(given.refuses(&clerk(), sign(RESPONDENT)), "CLOSED_ALREADY");
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    given.does(&mediator(), terminate(Termination::Collusion));
}

#[test]
fn who_refuses_while_a_draft_waits_is_heard_as_one_who_refuses() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    given.does(&clerk(), sign(APPLICANT));
    assert_eq!(given.refuses(&clerk(), consent(RESPONDENT, true)), "CONSENT_GIVEN_ALREADY");
    given.does(&clerk(), consent(RESPONDENT, false));
    let ending = given.dispute().stage.ending().unwrap();
    assert!(matches!(
        &ending.end,
        End::Terminated {
            ground: Termination::Refused,
            ..
        }
    ));
    assert!(given.dispute().clock("draft").is_none());
    let mut effective = Given::a_dispute(StageName::AgreementEffective);
    assert_eq!(effective.refuses(&clerk(), consent(RESPONDENT, false)), "NOT_IN_STAGE");
}
