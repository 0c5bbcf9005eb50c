//! What may be a crime.

use super::given::*;
use crate::domain::terms::CriminalAnswer;
use crate::domain::{Command, StageName};

fn to_justice(approved: bool) -> Command {
    Command::DecideTransfer {
        approved,
        reason: "同意".to_owned(),
    }
}

fn again(prosecutor: bool) -> Command {
    Command::AskAgain { prosecutor }
}

fn materials() -> Command {
    Command::HandOverMaterials {
        reference: "交接单1".to_owned(),
    }
}

fn back(ended: bool) -> Command {
    Command::ReturnFromJustice {
        reference: "文书1".to_owned(),
        ended,
    }
}

#[test]
fn two_officers_report_it_and_the_head_says_within_three_days() {
    let mut given = Given::a_case(StageName::Investigating);
    assert_eq!(given.refuses(&head(), to_justice(true)), "NO_CRIME");
    given.does(&officer(LI), report_crime());
    assert_eq!(given.last_day("criminal_approve").to_string(), "2026-03-05");
    assert_eq!(given.refuses(&officer(LI), report_crime()), "CRIME_OPEN");
    assert_eq!(given.refuses(&officer(LI), to_justice(true)), "NOT_THE_HEAD");
    assert_eq!(given.stage(), StageName::Investigating, "until then it is investigated on");
}

#[test]
fn what_is_not_transferred_is_investigated_on() {
    let mut given = Given::a_case(StageName::Investigating);
    given.does(&officer(LI), report_crime());
    given.does(&head(), to_justice(false));
    assert_eq!(given.stage(), StageName::Investigating);
    assert!(!given.running().contains("criminal_approve"));
    given.does(&officer(LI), report_crime());
}

#[test]
fn what_is_transferred_goes_within_a_day_and_the_time_stands_still() {
    let mut given = Given::a_case(StageName::WithJustice);
    assert!(given.running().contains("criminal_transfer"));
    assert!(given.case().clock("decide").unwrap().paused_since().is_some());
    assert_eq!(given.refuses(&officer(LI), police(CriminalAnswer::Filed)), "NOT_TRANSFERRED");
    given.does(&officer(LI), to_police());
    assert_eq!(given.refuses(&officer(LI), to_police()), "DONE_ALREADY");
    assert!(given.running().contains("police") && !given.running().contains("criminal_transfer"));
}

#[test]
fn nobody_is_punished_while_it_may_be_a_crime() {
    let mut given = Given::a_case(StageName::DecisionPending);
    given.does(&officer(LI), report_crime());
    assert_eq!(given.refuses(&head(), decide(fine(20_000))), "CRIME_OPEN");
    given.does(&head(), to_justice(true));
    assert_eq!(given.refuses(&head(), decide(fine(20_000))), "NOT_IN_STAGE");
    given.does(&officer(LI), to_police());
    given.does(&officer(LI), police(CriminalAnswer::NotFiled));
    given.does(&officer(LI), back(false));
    assert_eq!(given.stage(), StageName::DecisionPending);
    given.does(&head(), decide(fine(20_000)));
}

#[test]
fn when_the_police_file_it_the_materials_follow_within_three_days() {
    let mut given = Given::a_case(StageName::WithJustice);
    given.does(&officer(LI), to_police());
    assert_eq!(given.refuses(&officer(LI), materials()), "NOT_TRANSFERRED");
    given.does(&officer(LI), police(CriminalAnswer::Filed));
    assert!(given.running().contains("materials"));
    assert_eq!(given.refuses(&officer(LI), police(CriminalAnswer::NotFiled)), "DONE_ALREADY");
    assert_eq!(given.refuses(&officer(LI), again(false)), "NOTHING_TO_ASK");
    given.does(&officer(LI), materials());
    assert!(!given.running().contains("materials"));
    assert_eq!(given.refuses(&officer(LI), materials()), "DONE_ALREADY");
    given.does(&officer(LI), back(true));
    assert_eq!(given.stage(), StageName::CriminallyEnded);
}

#[test]
fn when_they_do_not_the_police_are_asked_again_and_then_the_prosecutor() {
    let mut given = Given::a_case(StageName::WithJustice);
    given.does(&officer(LI), to_police());
    given.does(&officer(LI), police(CriminalAnswer::NotFiled));
    assert!(given.running().contains("redecision"));
    given.does(&officer(LI), again(false));
    assert_eq!(given.refuses(&officer(LI), again(false)), "NOTHING_TO_ASK");
    given.does(&officer(LI), police(CriminalAnswer::NotFiled));
    given.does(&officer(LI), again(true));
    given.does(&officer(LI), police(CriminalAnswer::NotFiled));
    assert_eq!(
        given.refuses(&officer(LI), back(true)),
        "NOT_TRANSFERRED",
        "nobody was punished there"
    );
    given.does(&officer(LI), back(false));
    assert_eq!(given.stage(), StageName::Investigating);
    assert!(given.case().clock("decide").unwrap().paused_since().is_none());
}

#[test]
fn what_came_back_is_investigated_on_and_can_be_decided() {
    let mut given = Given::a_case(StageName::Concluded);
    given.does(&officer(LI), report_crime());
    given.does(&head(), to_justice(true));
    given.does(&officer(LI), to_police());
    given.does(&officer(LI), police(CriminalAnswer::NotFiled));
    given.does(&officer(LI), back(false));
    assert_eq!(given.stage(), StageName::Investigating);
    given.does(&officer(LI), conclude());
    given.does(&officer(LI), propose(fine(1_000)));
}

#[test]
fn a_crime_that_is_found_after_the_decision_goes_to_justice_beside_it() {
    let mut given = Given::a_case(StageName::Served);
    assert!(!given.case().allowed().contains(&"TransferToPolice"));
    given.does(&officer(LI), report_crime());
    assert_eq!(
        given.refuses(&officer(LI), to_police()),
        "NOT_TRANSFERRED",
        "the head has not said it"
    );
    given.does(&head(), to_justice(true));
    assert_eq!(given.stage(), StageName::Served, "and it is performed meanwhile");
    given.does(&officer(LI), to_police());
    given.does(&officer(LI), pay(20_000, "R1", NOW));
    given.does(&officer(LI), super::fitting::publish());
    assert_eq!(given.refuses(&head(), close()), "CRIME_OPEN");
    given.does(&officer(LI), police(CriminalAnswer::Filed));
    given.does(&officer(LI), materials());
    given.does(&officer(LI), back(true));
    assert_eq!(given.stage(), StageName::Performed);
    given.does(&head(), close());
    given.does(&officer(LI), report_crime());
}

#[test]
fn others_are_assigned_after_the_decision_too_and_report_what_is_found_then() {
    for stage in [StageName::Decided, StageName::Served, StageName::Performed, StageName::Closed] {
        let mut given = Given::a_case(stage);
        let others = || vec![CHEN.to_owned(), ZHANG.to_owned()];
        let report = || Command::ReportCrime {
            reason: "涉嫌犯罪".to_owned(),
            officers: others(),
        };
        assert_eq!(given.refuses(&officer(CHEN), report()), "NOT_ASSIGNED", "{stage:?}");
        let assigns = || Command::AssignOfficers { officers: others() };
        assert_eq!(given.refuses(&officer(LI), assigns()), "NOT_THE_HEAD", "{stage:?}");
        given.does(&head(), assigns());
        given.does(&officer(CHEN), report());
        assert_eq!(given.stage(), stage);
    }
}

#[test]
fn what_is_decided_anew_waits_for_justice_where_the_crime_lies_there() {
    let mut given = Given::a_case(StageName::Served);
    given.does(&officer(LI), report_crime());
    given.does(&head(), to_justice(true));
    given.does(
        &officer(LI),
        super::fitting::lodge(crate::domain::terms::RemedyKind::Litigation, false),
    );
    given.does(&officer(LI), super::fitting::revoked_to_act_anew());
    assert_eq!(given.stage(), StageName::WithJustice);
    given.does(&officer(LI), to_police());
    given.does(&officer(LI), police(CriminalAnswer::NotFiled));
    given.does(&officer(LI), back(false));
    assert_eq!(given.stage(), StageName::Investigating);
}
