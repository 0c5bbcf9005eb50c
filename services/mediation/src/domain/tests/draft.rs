use time::Duration;
use time::macros::date;

use super::given::*;
use crate::domain::command::DraftAgreement;
use crate::domain::{Command, StageName};

#[test]
fn what_is_due_later_is_not_performed_at_once() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let at_once = |owed| {
        draft(DraftAgreement {
            obligations: vec![owed],
            at_once: true,
            ..written()
        })
    };
    assert_eq!(
        given.refuses(&mediator(), at_once(owes(100, Some(date!(2026 - 03 - 03))))),
        "NOT_AT_ONCE"
    );
    let mut on_condition = owes(100, None);
    on_condition.condition = "设备转让款到账".to_owned();
    assert_eq!(given.refuses(&mediator(), at_once(on_condition)), "NOT_AT_ONCE");
    given.does(&mediator(), at_once(owes(100, Some(date!(2026 - 03 - 02)))));
}

#[test]
fn a_draft_is_over_with_its_time_whether_or_not_the_clock_has_rung() {
    let mut given = Given::a_dispute(StageName::AgreementDrafted);
    for signs in [sign(APPLICANT), sign(RESPONDENT)] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    given.now = given.due("draft");
    assert_eq!(given.refuses(&clerk(), seal()), "NOT_IN_STAGE");
}

#[test]
fn with_an_agreement_about_all_of_it_the_sessions_ahead_are_not_held() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let session = plan(SESSION, given.now + Duration::days(1));
    given.does(&mediator(), Command::PlanSession(session));
    given.does(&mediator(), draft(written()));
    for signs in [sign(APPLICANT), sign(RESPONDENT)] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    let told = given.does(&clerk(), seal());
    assert_eq!(told, ["agreement.sealed", "session.cancelled", "agreement.effective"]);
    assert!(given.dispute().bookings(SESSION).is_empty());
}

#[test]
fn what_is_owed_is_due_within_thirty_years() {
    let mut given = Given::a_dispute(StageName::Mediating);
    for (due, refused) in [(date!(2056 - 01 - 01), false), (date!(9999 - 12 - 31), true)] {
        let mut given = given.clone();
        let owed = draft(DraftAgreement {
            obligations: vec![owes(200_000, Some(due))],
            ..written()
        });
        assert_eq!(given.when(&mediator(), owed).is_err(), refused, "{due}");
    }
    let never = draft(DraftAgreement {
        obligations: vec![owes(200_000, Some(date!(9999 - 12 - 31)))],
        ..written()
    });
    assert_eq!(given.refuses(&mediator(), never), "DUE_DAY_TOO_FAR");
}
