use time::Duration;

use super::given::*;
use crate::domain::command::ChangeProcedure;
use crate::domain::terms::{CourtStep, CourtVerdict, Procedure};
use crate::domain::{Command, StageName};

fn to(to: Procedure) -> ChangeProcedure {
    ChangeProcedure {
        to,
        court: None,
        matter: (to == Procedure::Administrative).then_some(MATTER),
        ..to_court()
    }
}

#[test]
fn the_dispute_keeps_its_id_through_all_three_procedures_with_a_reason_and_every_consent() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let half = ChangeProcedure {
        agreed: vec![APPLICANT],
        ..to_court()
    };
    assert_eq!(given.refuses(&clerk(), Command::ChangeProcedure(half)), "CONSENT_MISSING");
    assert_eq!(
        given.refuses(&clerk(), Command::ChangeProcedure(to(Procedure::Judicial))),
        "COURT_MISSING"
    );
    assert_eq!(
        given.refuses(&clerk(), Command::ChangeProcedure(to(Procedure::People))),
        "SAME_PROCEDURE"
    );
    let without_matter = ChangeProcedure {
        matter: None,
        ..to(Procedure::Administrative)
    };
    assert_eq!(given.refuses(&clerk(), Command::ChangeProcedure(without_matter)), "MATTER_MISSING");
    given.does(&clerk(), Command::ChangeProcedure(to(Procedure::Administrative)));
    assert_eq!(
        (given.stage(), given.dispute().procedure),
        (StageName::Screening, Procedure::Administrative)
    );
    assert!(given.dispute().clock("screen_agency").is_some() && given.dispute().clock("mediate").is_none());
    given.does(&clerk(), Command::ChangeProcedure(to_court()));
    assert_eq!(
        (given.stage(), given.dispute().procedure),
        (StageName::WithCourt, Procedure::Judicial)
    );
    assert_eq!(given.dispute().course.procedures.len(), 2);
}

#[test]
fn what_was_consented_to_before_holds_no_longer() {
    let mut given = Given::a_dispute(StageName::Mediating);
    given.does(&clerk(), Command::ChangeProcedure(to(Procedure::Administrative)));
    given.does(&clerk(), Command::Accept);
    assert!(!given.dispute().all_consented());
    assert!(
        given.dispute().course.engaged().next().is_none(),
        "who mediated before does not go on"
    );
}

#[test]
fn the_courts_steps_are_tracked_and_nothing_is_decided() {
    let mut given = Given::a_dispute(StageName::WithCourt);
    let step = |at| Command::RecordCourtStep {
        step: CourtStep::Held,
        reference: "笔录1".to_owned(),
        at,
    };
    let later = given.now + Duration::hours(1);
    assert_eq!(given.refuses(&clerk(), step(later)), "STEP_IN_FUTURE");
    assert_eq!(given.does(&clerk(), step(START)), ["court.moved"]);
    let mut unwilling = given.clone();
    unwilling.does(&clerk(), ends(APPLICANT));
    assert_eq!(
        unwilling.stage(),
        StageName::Terminated,
        "a party ends it at any time before effect"
    );
    assert!(unwilling.dispute().clock("routes").is_some());
    let back = Command::RecordCourtVerdict {
        verdict: CourtVerdict::SentBack,
        reference: "退回函".to_owned(),
        at: START,
    };
    given.does(&clerk(), back);
    assert_eq!(
        (given.stage(), given.dispute().procedure),
        (StageName::Screening, Procedure::People)
    );
    let settled = Given::a_dispute(StageName::CourtConcluded);
    assert!(settled.dispute().stage.name().is_end());
}

#[test]
fn the_courts_steps_follow_on_each_other() {
    let mut given = Given::a_dispute(StageName::WithCourt);
    let step = |step, hours| Command::RecordCourtStep {
        step,
        reference: "笔录1".to_owned(),
        at: START + Duration::hours(hours),
    };
    assert_eq!(given.refuses(&clerk(), step(CourtStep::Resumed, 0)), "STEP_NOT_FITTING");
    assert_eq!(
        given.refuses(&clerk(), step(CourtStep::Docketed, -1)),
        "STEP_NOT_FITTING",
        "before there was a dispute"
    );
    let verdict = Command::RecordCourtVerdict {
        verdict: CourtVerdict::Settled,
        reference: "调解书8号".to_owned(),
        at: START - Duration::days(9_000),
    };
    assert_eq!(given.refuses(&clerk(), verdict), "STEP_NOT_FITTING");
    given.does(&clerk(), step(CourtStep::Docketed, 1));
    assert_eq!(given.refuses(&clerk(), step(CourtStep::Docketed, 1)), "STEP_NOT_FITTING");
    assert_eq!(
        given.refuses(&clerk(), step(CourtStep::Held, 0)),
        "STEP_NOT_FITTING",
        "before it was docketed"
    );
    given.does(&clerk(), step(CourtStep::Suspended, 1));
    assert_eq!(given.refuses(&clerk(), step(CourtStep::Suspended, 1)), "STEP_NOT_FITTING");
    given.does(&clerk(), step(CourtStep::Resumed, 1));
    given.does(&clerk(), step(CourtStep::Held, 1));
}
