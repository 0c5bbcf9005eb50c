use time::macros::{date, datetime};
use time::{Date, Duration};

use super::given::*;
use crate::domain::command::{DraftAgreement, RecordPerformance, RecuseMediator};
use crate::domain::terms::{ConfirmationResult, Leaving, NotConfirmed};
use crate::domain::{Command, StageName};

const TODAY: Date = date!(2026 - 03 - 02);

/// An agreement about part of it.
fn part() -> DraftAgreement {
    DraftAgreement {
        partial: true,
        ..written()
    }
}

/// It is signed by everybody, and takes effect.
fn signed(given: &mut Given, drafted: DraftAgreement) {
    given.does(&mediator(), draft(drafted));
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
}

/// An agreement about part of it is in effect.
fn partly() -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    signed(&mut given, part());
    assert_eq!(given.stage(), StageName::AgreementEffective);
    given
}

/// And a further one about the rest.
fn wholly() -> Given {
    let mut given = partly();
    given.now += Duration::hours(1);
    signed(&mut given, written());
    given
}

fn pays_of(obligation: u32) -> Command {
    Command::RecordPerformance(RecordPerformance {
        obligation,
        amount_fen: 200_000,
        on: TODAY,
        proof: "收条".to_owned(),
    })
}

fn again() -> Command {
    Command::Remediate {
        agreed: both(),
        channel: crate::domain::terms::Channel::InPerson,
    }
}

fn visit() -> Command {
    Command::FollowUp {
        settled: true,
        note: "两家已来往".to_owned(),
    }
}

#[test]
fn a_further_agreement_about_the_rest_is_performed_beside_the_first() {
    let mut given = wholly();
    let numbers: Vec<u32> = given.dispute().in_force().map(|agreement| agreement.number).collect();
    let owed: Vec<u32> = given.dispute().obligations().map(|owed| owed.number).collect();
    assert_eq!((numbers, owed), (vec![1, 2], vec![1, 2]));
    let clocks = ["perform.1", "perform.2", "confirm", "confirm.2"];
    assert!(clocks.iter().all(|clock| given.dispute().clock(clock).is_some()));
    assert!(given.dispute().clock("mediate").is_none() && given.dispute().clock("draft").is_none());
    given.does(&clerk(), pays_of(2));
    assert_eq!(given.stage(), StageName::Performing, "the first is still to be performed");
    assert_eq!(given.refuses(&clerk(), pays_of(2)), "PERFORMED_ALREADY");
    assert_eq!(given.refuses(&clerk(), pays_of(3)), "OBLIGATION_UNKNOWN");
    assert_eq!(given.refuses(&clerk(), routes()), "NOT_IN_STAGE", "nothing is left open");
    let told = given.does(&clerk(), pays_of(1));
    assert_eq!(told, ["performance.updated", "case.closed"]);
    assert_eq!(given.stage(), StageName::Performed);
    given.does(&clerk(), visit());
    given.does(&clerk(), Command::Archive);
}

#[test]
fn what_an_agreement_leaves_open_ends_with_a_notice_of_the_ways_that_stay() {
    for (at_once, paid) in [(true, true), (false, true), (false, false)] {
        let mut given = Given::a_dispute(StageName::Mediating);
        let agreed = DraftAgreement { at_once, ..part() };
        let agreed = if at_once {
            let obligations = vec![owes(200_000, None)];
            DraftAgreement { obligations, ..agreed }
        } else {
            agreed
        };
        signed(&mut given, agreed);
        if paid && !at_once {
            given.does(&clerk(), pays_of(1));
        }
        assert!(!given.stage().is_end(), "the rest is open");
        assert!(given.dispute().clock("mediate").is_some() && given.dispute().clock("routes").is_none());
        given.does(&clerk(), routes());
        assert!(given.dispute().clock("mediate").is_none());
        assert_eq!(given.stage().is_end(), paid, "all that was agreed is performed");
        assert_eq!(
            given.refuses(&mediator(), draft(written())),
            if paid { "CLOSED_ALREADY" } else { "NOT_IN_STAGE" }
        );
        if !paid {
            assert_eq!(given.refuses(&clerk(), routes()), "DONE_ALREADY");
            given.does(&clerk(), pays_of(1));
        }
        assert_eq!(given.stage(), StageName::Performed);
        assert!(given.dispute().clock("routes").is_none(), "they were told");
        given.does(&clerk(), visit());
        given.does(&clerk(), Command::Archive);
    }
}

#[test]
fn of_a_breach_they_are_told_though_they_were_told_of_the_rest() {
    let mut given = partly();
    given.does(&clerk(), routes());
    given.when_time_passes(datetime!(2026-05-06 02:00 UTC));
    given.does(&clerk(), breach());
    given.does(&clerk(), visit());
    assert_eq!(given.refuses(&clerk(), Command::Archive), "ROUTES_NOTICE_MISSING");
    given.does(&clerk(), routes());
    given.does(&clerk(), Command::Archive);
}

#[test]
fn whoever_leaves_nothing_open_has_nothing_to_go_on_with() {
    let mut given = Given::a_dispute(StageName::Performing);
    for command in [
        draft(written()),
        Command::PlanSession(plan(SESSION, given.now + Duration::days(1))),
        routes(),
    ] {
        assert_eq!(given.refuses(&clerk(), command), "NOT_IN_STAGE");
    }
    let mut ended = Given::a_dispute(StageName::Performed);
    assert_eq!(ended.refuses(&clerk(), routes()), "CLOSED_ALREADY");
}

#[test]
fn the_rest_is_mediated_in_the_time_the_mediation_has_and_then_they_are_told() {
    let mut given = partly();
    given.does(&mediator(), Command::PlanSession(plan(SESSION, given.now + Duration::days(1))));
    let told = given.when_time_passes(given.due("mediate"));
    assert!(told.contains(&"clock.overdue"));
    assert!(given.dispute().clock("routes").is_some());
    given.does(&mediator(), draft(written()));
    assert!(given.dispute().clock("routes").is_none(), "they may still agree");
    given.when_time_passes(given.due("draft"));
    assert!(given.dispute().pending().is_none() && given.dispute().in_force().count() == 1);
    assert!(given.dispute().clock("routes").is_some(), "they did not");
    given.does(&clerk(), routes());
    assert!(given.dispute().clock("routes").is_none());
}

#[test]
fn a_draft_about_the_rest_touches_nothing_that_holds() {
    let mut given = partly();
    given.does(&mediator(), draft(part()));
    assert_eq!(given.stage(), StageName::AgreementEffective);
    assert_eq!(given.refuses(&mediator(), draft(written())), "DRAFT_PENDING");
    assert_eq!(given.refuses(&clerk(), Command::ApplyConfirmation(apply())), "DRAFT_PENDING");
    given.does(&mediator(), Command::SignAsMediator);
    let leaves = Command::RecuseMediator(RecuseMediator {
        mediator: MEDIATOR,
        leaving: Leaving::Recused,
        party: Some(RESPONDENT),
        reason: String::new(),
    });
    let told = given.clone().does(&clerk(), leaves);
    assert!(told.contains(&"agreement.voided"), "nobody else mediated it");
    given.does(&clerk(), pays_of(1));
    assert_eq!(given.stage(), StageName::Performing, "the rest is open");
    let told = given.does(&clerk(), routes());
    assert_eq!(told, ["agreement.voided", "routes.told", "case.closed"]);
    assert_eq!(given.stage(), StageName::Performed);
}

#[test]
fn each_agreement_has_thirty_days_of_its_own_and_one_application_is_about_all_that_run() {
    let mut given = partly();
    given.now += Duration::days(20);
    signed(&mut given, written());
    assert!(given.due("confirm.2") > given.due("confirm"));
    let asked = |given: &Given| given.dispute().course.confirmations.last().unwrap().agreements.clone();
    let mut both_run = given.clone();
    both_run.does(&clerk(), Command::ApplyConfirmation(apply()));
    assert_eq!(asked(&both_run), [1, 2]);
    assert!(both_run.dispute().running().all(|name| !name.starts_with("confirm")));
    both_run.does(&clerk(), court_says(ConfirmationResult::Withdrawn));
    assert!(both_run.dispute().clock("confirm").is_some() && both_run.dispute().clock("confirm.2").is_some());

    given.when_time_passes(given.due("confirm"));
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    assert_eq!(asked(&given), [2], "it is too late for the first");
    let mut confirmed = given.clone();
    confirmed.does(&clerk(), court_says(ConfirmationResult::Confirmed));
    assert!(confirmed.dispute().course.has_confirmed(2) && !confirmed.dispute().course.has_confirmed(1));

    given.does(&clerk(), court_says(ConfirmationResult::Refused(NotConfirmed::Unclear)));
    given.does(&clerk(), again());
    let held: Vec<u32> = given.dispute().in_force().map(|agreement| agreement.number).collect();
    assert_eq!(
        (given.stage(), held),
        (StageName::Performing, vec![1]),
        "what was not refused is performed on"
    );
    assert!(given.dispute().clock("perform.1").is_some() && given.dispute().clock("perform.2").is_none());
    given.does(&mediator(), draft(written()));
    let number = given.dispute().pending().unwrap().obligations[0].number;
    assert_eq!(number, 3, "what was owed under the one that was refused keeps its number");
}

#[test]
fn what_a_court_did_not_confirm_is_mediated_again_though_they_were_told_of_the_rest_before() {
    let mut given = partly();
    given.does(&clerk(), pays_of(1));
    given.when_time_passes(given.due("confirm"));
    signed(&mut given, part());
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    given.does(&clerk(), court_says(ConfirmationResult::Refused(NotConfirmed::Unclear)));
    given.does(&clerk(), routes());
    given.now += Duration::hours(1);
    given.does(&clerk(), again());
    assert_eq!(given.stage(), StageName::Performing);
    given.does(&mediator(), draft(written()));
}

#[test]
fn with_a_breach_a_draft_for_the_rest_is_void() {
    let mut given = partly();
    given.when_time_passes(datetime!(2026-05-06 02:00 UTC));
    let further = DraftAgreement {
        obligations: vec![owes(200_000, None)],
        ..written()
    };
    given.does(&mediator(), draft(further));
    let told = given.does(&clerk(), breach());
    assert_eq!(told, ["agreement.voided", "performance.breached", "case.closed"]);
    assert!(given.dispute().pending().is_none() && given.dispute().clock("draft").is_none());
}
