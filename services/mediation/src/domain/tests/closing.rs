//! What stays open when what was agreed is performed, refused by a court, or told to be over.

use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::command::DraftAgreement;
use crate::domain::terms::{ConfirmationResult, NotConfirmed, Termination};
use crate::domain::{Command, StageName};

/// An agreement about part of it, signed by everybody.
fn partly(given: &mut Given) {
    let part = DraftAgreement {
        partial: true,
        ..written()
    };
    signed(given, part);
}

fn signed(given: &mut Given, drafted: DraftAgreement) {
    given.does(&mediator(), draft(drafted));
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
}

/// After one about part of it there was a further one, and a court refuses to confirm that.
fn further_refused(why: NotConfirmed) -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    partly(&mut given);
    given.when_time_passes(given.due("confirm"));
    let further = DraftAgreement {
        obligations: vec![owes(200_000, Some(date!(2026 - 05 - 20)))],
        ..written()
    };
    signed(&mut given, further);
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    given.does(&clerk(), court_says(ConfirmationResult::Refused(why)));
    given
}

fn visit() -> Command {
    Command::FollowUp {
        settled: true,
        note: "两家已来往".to_owned(),
    }
}

#[test]
fn what_was_performed_may_still_be_confirmed_within_its_thirty_days() {
    for result in [
        ConfirmationResult::Confirmed,
        ConfirmationResult::Withdrawn,
        ConfirmationResult::Refused(NotConfirmed::Unclear),
    ] {
        let mut given = Given::a_dispute(StageName::Performed);
        assert_eq!(given.due("confirm"), datetime!(2026-04-01 16:00 UTC), "they run from effect");
        let mut late = given.clone();
        let told = late.when_time_passes(datetime!(2026-04-01 16:00 UTC));
        assert!(told.contains(&"window.lapsed"));
        let too_late = late.refuses(&clerk(), Command::ApplyConfirmation(apply()));
        assert_eq!(too_late, "CONFIRMATION_WINDOW_CLOSED");

        given.does(&clerk(), Command::ApplyConfirmation(apply()));
        given.does(&clerk(), visit());
        assert_eq!(given.refuses(&clerk(), Command::Archive), "CONFIRMATION_OPEN");
        given.does(&clerk(), court_says(result));
        assert_eq!(given.stage(), StageName::Performed, "what the court says takes nothing from it");
        given.does(&clerk(), Command::Archive);
        assert!(given.dispute().clock("confirm").is_none() && given.dispute().clock("court").is_none());
    }
}

#[test]
fn what_a_court_refused_is_given_up_while_what_was_agreed_before_is_performed() {
    for ground in [Termination::NotConfirmed, Termination::Failed] {
        let mut given = further_refused(NotConfirmed::Unclear);
        given.now += Duration::hours(1);
        assert_eq!(given.does(&clerk(), terminate(ground)), ["agreement.given_up"]);
        let held: Vec<u32> = given.dispute().in_force().map(|agreement| agreement.number).collect();
        assert_eq!((given.stage(), held), (StageName::Performing, vec![1]));
        assert!(given.dispute().clock("perform.1").is_some() && given.dispute().clock("perform.2").is_none());
        assert!(given.dispute().clock("routes").is_some(), "of the rest they are told their ways");
        given.does(&clerk(), routes());
        assert!(given.dispute().clock("routes").is_none());
        given.does(&clerk(), pays(200_000, date!(2026 - 03 - 02)));
        assert_eq!(given.stage(), StageName::Performed);
    }
}

#[test]
fn with_the_only_agreement_refused_or_all_of_it_feigned_the_dispute_ends() {
    let mut given = Given::a_dispute(StageName::ConfirmationRefused);
    given.does(&clerk(), terminate(Termination::NotConfirmed));
    assert_eq!(given.stage(), StageName::Terminated);

    let mut given = further_refused(NotConfirmed::ThirdParty);
    given.does(&clerk(), terminate(Termination::Collusion));
    assert_eq!(given.stage(), StageName::Terminated);
}

#[test]
fn nobody_is_booked_for_a_session_about_the_rest_once_it_is_over_or_before_a_court() {
    for order in [routes(), Command::ApplyConfirmation(apply())] {
        let mut given = Given::a_dispute(StageName::Mediating);
        partly(&mut given);
        let session = plan(SESSION, given.now + Duration::days(1));
        given.does(&mediator(), Command::PlanSession(session));
        assert!(!given.dispute().bookings(SESSION).is_empty());
        let told = given.does(&clerk(), order);
        assert_eq!(told.first(), Some(&"session.cancelled"));
        assert!(given.dispute().bookings(SESSION).is_empty());
    }
}
