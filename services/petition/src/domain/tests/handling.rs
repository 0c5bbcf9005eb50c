//! While it is handled: more time, hearings, assistance, duties, settlement (arts. 28 to 34).

use time::Duration;
use time::macros::{date, datetime};

use super::given::*;
use crate::domain::{Classification, Command, Decision, Refusal, ReliefPath, StageName};

fn reported() -> Command {
    Command::ReportDuty {
        report: "The survey is ordered".to_owned(),
    }
}

fn declined() -> Command {
    Command::DeclineDuty {
        reason: "Not ours".to_owned(),
    }
}

#[test]
fn thirty_days_more_are_granted_and_thirty_one_are_not() {
    let mut given = Given::a_petition(StageName::Handling);
    let due = given.due("handle");
    assert_eq!(
        given.when(&head(TOWN), &extend(31)),
        Err(Refusal::ExtensionTooLong { max_days: 30 })
    );
    assert_eq!(given.refuses(&head(TOWN), &extend(31)), "EXTENSION_TOO_LONG");
    assert_eq!(given.refuses(&head(TOWN), &extend(0)), "EXTENSION_TOO_LONG");
    assert_eq!(given.refuses(&head(BUREAU), &extend(30)), "UNIT_NOT_HOLDING");
    given.does(&head(TOWN), &extend(30));
    // From the 60th day, 5 October, before its roll past the holidays: the 90th is 4 November.
    let extended = given.petition().clock("handle").unwrap().due;
    assert!(extended.legal > due);
    assert_eq!(extended.last_day(), date!(2025 - 11 - 04));
}

#[test]
fn a_second_extension_is_refused_however_short_the_first() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&head(TOWN), &extend(1));
    assert_eq!(given.refuses(&head(TOWN), &extend(1)), "EXTENDED_ALREADY");
    assert_eq!(given.refuses(&head(TOWN), &extend(31)), "EXTENDED_ALREADY");
}

#[test]
fn what_has_run_out_is_not_extended() {
    let mut given = Given::a_petition(StageName::Handling);
    given.now = given.due("handle");
    assert_eq!(given.refuses(&head(TOWN), &extend(30)), "HANDLE_OVERDUE");
}

#[test]
fn a_hearing_is_opened_once_and_closed_before_the_opinion() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(TOWN), &close_hearing()), "NO_HEARING");
    assert_eq!(given.refuses(&officer(COUNTY), &Command::OpenHearing), "UNIT_NOT_HOLDING");
    let due = given.due("handle");
    given.does(&officer(TOWN), &Command::OpenHearing);
    assert_eq!(given.refuses(&officer(TOWN), &Command::OpenHearing), "HEARING_OPEN");
    given.does(&officer(TOWN), &draft(Decision::Explained));
    assert_eq!(given.refuses(&head(TOWN), &Command::IssueOpinion), "HEARING_OPEN");
    assert_eq!(given.refuses(&officer(COUNTY), &close_hearing()), "UNIT_NOT_HOLDING");
    given.now += Duration::days(5);
    given.does(&officer(TOWN), &close_hearing());
    assert_eq!(given.due("handle"), due, "only the re-review waits for a hearing");
    given.does(&head(TOWN), &Command::IssueOpinion);
}

#[test]
fn another_unit_assists_and_reports_for_itself() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(BUREAU), &assistance(BUREAU)), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(TOWN), &assistance(TOWN)), "ASSISTS_ALREADY");
    assert_eq!(given.refuses(&officer(TOWN), &assistance(NOWHERE)), "UNIT_UNKNOWN");
    assert_eq!(
        given.refuses(&officer(TOWN), &assistance(OTHER_COUNTY)),
        "UNIT_OUTSIDE_JURISDICTION"
    );
    given.does(&officer(TOWN), &assistance(BUREAU));
    assert_eq!(given.refuses(&officer(TOWN), &assistance(BUREAU)), "ASSISTS_ALREADY");
    assert_eq!(given.refuses(&officer(COUNTY), &assisted()), "ASSISTS_NOT");
    given.does(&officer(BUREAU), &assisted());
    assert_eq!(given.refuses(&officer(BUREAU), &assisted()), "ASSISTS_NOT");
    assert_eq!(given.running(), ["handle"]);
    given.does(&officer(TOWN), &assistance(BUREAU));
    given.does(&officer(BUREAU), &assisted());
    let reports = given
        .petition()
        .course
        .assistances
        .iter()
        .filter(|assistance| assistance.report.is_some());
    assert_eq!(reports.count(), 2);
}

#[test]
fn with_the_opinion_issued_nobody_has_to_assist() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &assistance(BUREAU));
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    assert_eq!(given.running(), ["handle", "serve"]);
}

#[test]
fn the_organ_asked_reports_every_thirty_days() {
    let mut given = Given::a_petition(StageName::DutyRequested);
    let due = given.due("duty_report");
    assert_eq!(given.refuses(&officer(OFFICE), &reported()), "UNIT_NOT_HOLDING");
    given.now += Duration::days(9);
    given.does(&officer(BUREAU), &reported());
    given.does(&officer(BUREAU), &reported());
    for order in [reported(), declined()] {
        assert_eq!(
            given.refuses(&officer(TOWN), &order),
            "UNIT_NOT_HOLDING",
            "nobody speaks in its place"
        );
    }
    assert_eq!(given.petition().course.duty.as_ref().unwrap().reports.len(), 2);
    assert_eq!((given.running(), given.due("duty_report") > due), (vec!["duty_report"], true));
}

#[test]
fn what_the_organ_declines_is_handled_in_sixty_days_from_acceptance() {
    let mut given = Given::a_petition(StageName::DutyRequested);
    assert_eq!(given.refuses(&officer(OFFICE), &declined()), "UNIT_NOT_HOLDING");
    given.now += Duration::days(9);
    given.does(&officer(BUREAU), &declined());
    assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
    let accepted = given.petition().course.acceptance.as_ref().unwrap().at;
    assert_eq!(given.petition().clock("handle").unwrap().started_at, accepted);
}

#[test]
fn a_duty_done_is_answered_by_an_opinion_without_the_sixty_days() {
    let mut given = Given::a_petition(StageName::DutyRequested);
    assert_eq!(given.refuses(&officer(TOWN), &draft(Decision::Supported)), "DUTY_UNANSWERED");
    given.does(&officer(BUREAU), &reported());
    given.does(&officer(TOWN), &draft(Decision::Supported));
    let mut asked_anew = given.clone();
    asked_anew.does(&officer(TOWN), &reroute(Some(NEXT_TOWN)));
    assert_eq!(asked_anew.refuses(&head(TOWN), &Command::IssueOpinion), "DUTY_UNANSWERED");
    given.does(&head(TOWN), &Command::IssueOpinion);
    assert_eq!(given.running(), ["serve"]);
    given.does(&officer(TOWN), &serve());
    assert_eq!(given.running(), ["review_window", "execute"]);
}

#[test]
fn the_parties_settle_it() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(OFFICE), &settle()), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &settle());
    assert_eq!((given.stage(), given.running()), (StageName::Settled, vec!["archive"]));
}

#[test]
fn the_sixty_days_run_from_acceptance_and_past_the_holidays() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register());
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &accept());
    given.now += Duration::days(3);
    given.does(
        &officer(TOWN),
        &classify(Classification::AppealForRelief(ReliefPath::HandlingOpinion)),
    );
    // Accepted on 4 August 2025: 3 October is a holiday, the next working day is the 9th.
    assert_eq!(given.due("handle"), datetime!(2025-10-09 16:00 UTC));
}
