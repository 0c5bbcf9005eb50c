//! Of several things that are owed each is looked after by itself, though one is broken (人民调解法 art. 31).

use time::macros::{date, datetime};

use super::given::*;
use crate::domain::command::{ApplyEnforcement, DeclareBreach, DraftAgreement, ObligationDraft};
use crate::domain::terms::{Channel, ConfirmationResult, ObligationKind};
use crate::domain::{Command, StageName};

/// The respondent owes money in two rates, and the applicant to clear the corridor.
fn agreed() -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    let clears = ObligationDraft {
        debtor: APPLICANT,
        creditor: RESPONDENT,
        kind: ObligationKind::Act,
        content: "清理楼道".to_owned(),
        ..owes(0, Some(date!(2026 - 05 - 20)))
    };
    let obligations = vec![
        owes(100_000, Some(date!(2026 - 04 - 30))),
        owes(100_000, Some(date!(2026 - 05 - 10))),
        clears,
    ];
    given.does(&mediator(), draft(DraftAgreement { obligations, ..written() }));
    for signs in [sign(APPLICANT), sign(RESPONDENT), seal()] {
        given.does(&clerk(), signs);
    }
    given.does(&mediator(), Command::SignAsMediator);
    given
}

fn breaks(obligation: u32) -> Command {
    Command::DeclareBreach(DeclareBreach {
        obligation,
        reason: "逾期".to_owned(),
        condition_met_on: None,
    })
}

fn enforces(creditor: uuid::Uuid) -> Command {
    Command::ApplyEnforcement(ApplyEnforcement {
        creditor,
        court: "越城区人民法院".to_owned(),
        reference: "（2026）浙0602执9号".to_owned(),
    })
}

#[test]
fn one_breach_ends_the_dispute_and_nothing_of_what_else_is_owed() {
    let mut given = agreed();
    given.when_time_passes(datetime!(2026-05-06 02:00 UTC));
    given.does(&clerk(), breaks(1));
    let running: Vec<&str> = given.dispute().running().filter(|name| name.starts_with("perform.")).collect();
    assert_eq!(running, ["perform.2", "perform.3"]);
    assert_eq!(given.refuses(&clerk(), breaks(1)), "DONE_ALREADY");
    assert_eq!(given.refuses(&clerk(), breaks(2)), "NOT_DUE_YET");
    let reminds = Command::Remind {
        obligation: 3,
        channel: Channel::Phone,
    };
    given.does(&clerk(), reminds);
    given.does(&clerk(), routes());
    let told = given.when_time_passes(datetime!(2026-05-11 02:00 UTC));
    assert!(told.contains(&"clock.overdue"), "that the second rate is late is told: {told:?}");
    assert_eq!(given.does(&clerk(), breaks(2)), ["performance.breached"]);
    assert!(given.dispute().clock("routes").is_some(), "they are told of their ways again");
    assert_eq!(given.stage(), StageName::Breached);
    let visit = Command::FollowUp {
        settled: false,
        note: "仍未付".to_owned(),
    };
    given.does(&clerk(), visit);
    assert_eq!(given.refuses(&clerk(), Command::Archive), "ROUTES_NOTICE_MISSING");
    given.now += time::Duration::hours(1);
    given.does(&clerk(), routes());
    given.does(&clerk(), Command::Archive);
    assert!(given.dispute().next_ringing().is_none());
}

#[test]
fn each_creditor_applies_for_enforcement_and_again_for_what_falls_due_later() {
    let mut given = agreed();
    given.does(&clerk(), Command::ApplyConfirmation(apply()));
    given.does(&clerk(), court_says(ConfirmationResult::Confirmed));
    given.when_time_passes(datetime!(2026-05-06 02:00 UTC));
    given.does(&clerk(), enforces(APPLICANT));
    assert_eq!(given.stage(), StageName::EnforcementApplied);
    assert_eq!(given.refuses(&clerk(), enforces(APPLICANT)), "DONE_ALREADY");
    assert_eq!(given.refuses(&clerk(), enforces(RESPONDENT)), "NOT_DUE_YET");
    given.when_time_passes(datetime!(2026-05-21 02:00 UTC));
    given.does(&clerk(), enforces(APPLICANT));
    given.does(&clerk(), enforces(RESPONDENT));
    let asked: Vec<_> = given
        .dispute()
        .course
        .enforcements
        .iter()
        .map(|one| one.obligations.clone())
        .collect();
    assert_eq!(asked, [vec![1], vec![2], vec![3]]);
}

#[test]
fn what_was_written_down_of_one_enforcement_is_read_as_one_of_several() {
    let kept = r#"{"enforcement":{"creditor":"00000000-0000-0000-0000-0000000000a1","court":"越城区人民法院",
        "reference":"（2026）浙0602执9号","at":"2026-05-06T02:00:00Z"}}"#;
    let course: crate::domain::Course = serde_json::from_str(kept).unwrap();
    let [one] = course.enforcements.as_slice() else {
        panic!("{course:?}")
    };
    assert!(one.is_of(APPLICANT, 1) && one.is_of(APPLICANT, 2) && !one.is_of(RESPONDENT, 1));
    let again = serde_json::to_string(&course).unwrap();
    assert_eq!(serde_json::from_str::<crate::domain::Course>(&again).unwrap(), course);
}
