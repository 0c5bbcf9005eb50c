//! Paid, late, demanded, executed.

use time::{Date, Duration};

use super::fitting::{THING, lodge, publish, revoked_to_act_anew};
use super::given::*;
use super::surcharge::surcharge;
use crate::domain::command::OnTheSpot;
use crate::domain::course::Instalment;
use crate::domain::terms::{CourtRuling, Fen, PenaltyKind, RemedyKind};
use crate::domain::{Command, StageName};

pub(super) fn today(given: &Given) -> Date {
    shiyu_kit::calendar::local_date(given.now)
}

pub(super) fn parts(of: &[(u64, Date)]) -> Command {
    Command::Defer {
        parts: of
            .iter()
            .map(|(yuan, until)| Instalment {
                amount: Fen::yuan(*yuan),
                until: *until,
            })
            .collect(),
        application: "申请书1".to_owned(),
    }
}

#[test]
fn what_is_paid_in_time_is_performed() {
    let mut given = Given::a_case(StageName::Served);
    assert_eq!(given.refuses(&officer(LI), pay(20_001, "R1", NOW)), "MORE_THAN_DUE");
    assert_eq!(given.refuses(&officer(LI), pay(0, "R1", NOW)), "MORE_THAN_DUE");
    let later = pay(1, "R1", START + Duration::days(900));
    assert_eq!(given.refuses(&officer(LI), later), "IN_FUTURE");
    assert_eq!(given.refuses(&officer(LI), pay(1, "R1", START)), "BEFORE_IT_BEGAN");
    given.does(&officer(LI), pay(5_000, "R1", NOW));
    assert_eq!(given.stage(), StageName::Served);
    assert_eq!(given.refuses(&officer(LI), pay(5_000, "R1", NOW)), "DONE_ALREADY");
    given.does(&officer(LI), pay(15_000, "R2", NOW));
    assert_eq!(given.stage(), StageName::Performed);
    assert!(!given.running().contains("pay"));
    assert!(surcharge(&given).is_zero());
}

#[test]
fn what_is_no_money_is_seen_to_be_done_by_two_officers() {
    let mut given = Given::a_case(StageName::Concluded);
    let closing = penalty(
        vec![
            item(PenaltyKind::Fine, 1_000),
            item(PenaltyKind::SuspendBusiness, 0),
            item(PenaltyKind::Warning, 0),
        ],
        Some("light"),
    );
    given.does(&officer(LI), propose(closing.clone()));
    given.does(&officer(LI), notice(true, NOW));
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    given.does(&head(), discuss(2, 0));
    given.does(&head(), decide(closing));
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    given.does(&officer(LI), pay(1_000, "R1", NOW));
    assert_eq!(given.stage(), StageName::Served);
    let done = |kind, officers: Vec<String>| Command::Perform {
        kind,
        note: "已停业".to_owned(),
        officers,
    };
    let alone = done(PenaltyKind::SuspendBusiness, vec![LI.to_owned()]);
    assert_eq!(given.refuses(&officer(LI), alone), "TWO_OFFICERS_NEEDED");
    assert_eq!(given.refuses(&officer(LI), done(PenaltyKind::Fine, both())), "KIND_NOT_DECIDED");
    assert_eq!(
        given.refuses(&officer(LI), done(PenaltyKind::CloseDown, both())),
        "KIND_NOT_DECIDED"
    );
    given.does(&officer(LI), done(PenaltyKind::SuspendBusiness, both()));
    assert_eq!(given.stage(), StageName::Performed);
}

#[test]
fn the_head_grants_parts_that_add_up_and_nothing_is_late_before_its_day() {
    let mut given = Given::a_case(StageName::Served);
    let (first, second) = (today(&given) + Duration::days(30), today(&given) + Duration::days(60));
    assert_eq!(given.refuses(&officer(LI), parts(&[(20_000, first)])), "NOT_THE_HEAD");
    assert_eq!(given.refuses(&head(), parts(&[])), "PARTS_NOT_FITTING");
    assert_eq!(
        given.refuses(&head(), parts(&[(10_000, second), (10_000, first)])),
        "PARTS_NOT_FITTING"
    );
    assert_eq!(
        given.refuses(&head(), parts(&[(20_000, today(&given) - Duration::days(1))])),
        "PARTS_NOT_FITTING"
    );
    assert_eq!(
        given.refuses(&head(), parts(&[(10_000, first), (9_999, second)])),
        "PARTS_NOT_ADDING_UP"
    );
    given.does(&head(), parts(&[(10_000, first), (10_000, second)]));
    assert!(!given.running().contains("pay"));
    // A Saturday: the party has until Monday.
    assert_eq!(given.last_day("instalment"), first + Duration::days(2));
    let mut in_time = given.clone();
    in_time.lives(Duration::days(31));
    assert_eq!(today(&in_time), first + Duration::days(1), "a Sunday");
    in_time.does(&officer(LI), pay(10_000, "R1", NOW));
    in_time.runs_out("instalment");
    assert_eq!(in_time.stage(), StageName::Served);
    given.does(&officer(LI), pay(10_000, "R1", NOW));
    given.runs_out("instalment");
    assert_eq!(given.stage(), StageName::Served);
    assert!(given.last_day("instalment") >= second);
    given.runs_out("instalment");
    assert_eq!(given.stage(), StageName::Overdue, "the second part was not paid");
}

#[test]
fn nobody_is_pressed_for_a_part_whose_day_has_not_come() {
    let mut given = Given::a_case(StageName::Served);
    let (first, second) = (today(&given) + Duration::days(30), today(&given) + Duration::days(400));
    given.does(&head(), parts(&[(10_000, first), (10_000, second)]));
    given.lives(Duration::days(300));
    assert_eq!(given.stage(), StageName::Overdue);
    let owing = 10_000 + given.accruing(today(&given)).fen() / 100;
    given.does(&officer(LI), pay(owing, "R1", NOW));
    assert_eq!(given.case().course.account.outstanding(), Fen::yuan(10_000));
    assert_eq!(given.refuses(&officer(LI), Command::ServeDemand(serve(NOW))), "NOTHING_DUE");
    given.lives(Duration::days(150));
    given.does(&officer(LI), Command::ServeDemand(serve(NOW)));
}

#[test]
fn what_is_decided_anew_owes_nothing_to_what_is_gone() {
    let mut given = Given::a_case(StageName::Overdue);
    let parted = [(
        20_000 + given.accruing(today(&given)).fen() / 100,
        today(&given) + Duration::days(40),
    )];
    given.does(&head(), parts(&parted));
    given.does(&officer(LI), lodge(RemedyKind::Litigation, false));
    given.does(&officer(LI), revoked_to_act_anew());
    assert!(surcharge(&given).is_zero());
    given.lives(Duration::days(20));
    given.does(&officer(LI), conclude());
    given.does(&officer(LI), propose(fine(1_000)));
    given.does(&officer(LI), notice(false, NOW));
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    given.does(&head(), decide(fine(1_000)));
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    given.lives(Duration::days(2));
    given.does(&officer(LI), pay(1, "R9", NOW));
    assert!(surcharge(&given).is_zero(), "nothing is late yet");
    let until = today(&given) + Duration::days(10);
    given.does(&head(), parts(&[(999, until)]));
    assert!(given.running().contains("instalment"));
}

#[test]
fn a_demand_comes_when_the_remedies_are_over_and_the_court_ten_working_days_later() {
    let mut given = Given::a_case(StageName::Overdue);
    assert_eq!(given.refuses(&officer(LI), Command::ServeDemand(serve(NOW))), "REMEDY_OPEN");
    assert!(!given.running().contains("apply"));
    given.lives(Duration::days(200));
    assert!(given.running().contains("apply"));
    given.does(&officer(LI), Command::ServeDemand(serve(NOW)));
    assert_eq!(given.stage(), StageName::Demanded);
    let to_court = || Command::ApplyToCourt {
        court: "越城区法院".to_owned(),
        reference: "申请1".to_owned(),
    };
    assert_eq!(given.refuses(&head(), to_court()), "DEMAND_RUNNING");
    given.runs_out("demand");
    assert_eq!(given.refuses(&officer(LI), to_court()), "NOT_THE_HEAD");
    let mut late = given.clone();
    late.lives(Duration::days(100));
    assert_eq!(late.refuses(&head(), to_court()), "APPLICATION_LAPSED");
    late.does(&officer(LI), publish());
    late.does(&head(), close());
    assert_eq!(late.stage(), StageName::Closed, "what nobody can press for any more is closed");
    assert_eq!(given.refuses(&head(), close()), "APPLICATION_OPEN");
    given.does(&head(), to_court());
    assert_eq!(given.stage(), StageName::CourtApplied);
    assert!(!surcharge(&given).is_zero(), "what had grown is claimed");
}

#[test]
fn the_court_allows_and_executes_or_refuses() {
    let mut given = Given::a_case(StageName::CourtApplied);
    let rules = |ruling| Command::CourtRule {
        ruling,
        reference: "裁定1".to_owned(),
    };
    assert_eq!(given.refuses(&officer(LI), rules(CourtRuling::Allowed)), "COURT_NOT_ACCEPTED");
    given.clone().does(&officer(LI), rules(CourtRuling::Refused));
    given.does(&officer(LI), Command::CourtAccept { accepted_at: given.now });
    assert!(given.running().contains("court_rule"));
    let mut refused = given.clone();
    refused.does(&officer(LI), rules(CourtRuling::Refused));
    refused.does(&officer(LI), publish());
    refused.does(&head(), close());
    given.does(&officer(LI), rules(CourtRuling::Allowed));
    assert_eq!(given.refuses(&head(), close()), "NOT_IN_STAGE");
    let ended = Command::EndExecution {
        reference: "终结1".to_owned(),
    };
    given.does(&officer(LI), ended);
    given.does(&officer(LI), publish());
    given.does(&head(), close());
    assert_eq!(given.stage(), StageName::Closed);
}

#[test]
fn who_decides_does_not_collect() {
    let mut given = Given::a_case(StageName::Served);
    let cash = |ground| Command::Pay {
        amount: Fen::yuan(20_000),
        reference: "R1".to_owned(),
        paid_at: NOW,
        on_the_spot: Some(ground),
    };
    assert_eq!(given.refuses(&officer(LI), cash(OnTheSpot::Small)), "NO_CASH");
    assert_eq!(given.refuses(&officer(LI), cash(OnTheSpot::HardLater)), "NO_CASH");
    given.does(&officer(LI), cash(OnTheSpot::RemoteOnRequest));
    assert!(given.running().contains("hand_in.R1"));
    assert_eq!(given.refuses(&head(), close()), "NOT_HANDED_IN");
    let bank = || Command::Bank { receipt: "R1".to_owned() };
    let hand_in = |receipt: &str| Command::HandIn {
        receipt: receipt.to_owned(),
    };
    assert_eq!(given.refuses(&officer(LI), bank()), "NOT_HANDED_IN");
    assert_eq!(given.refuses(&officer(LI), hand_in("R2")), "RECEIPT_UNKNOWN");
    given.does(&officer(LI), hand_in("R1"));
    assert_eq!(given.refuses(&officer(LI), hand_in("R1")), "DONE_ALREADY");
    assert!(given.running().contains("bank.R1"));
    given.does(&officer(LI), bank());
    given.does(&officer(LI), publish());
    given.does(&head(), close());
}

#[test]
fn a_case_is_closed_and_goes_into_the_archive_in_thirty_days() {
    let mut given = Given::a_case(StageName::Performed);
    assert_eq!(given.refuses(&officer(LI), close()), "NOT_THE_HEAD");
    given.does(&officer(LI), publish());
    given.does(&head(), close());
    assert_eq!(given.stage(), StageName::Closed);
    assert!(given.running().contains("archive"));
    given.runs_out("archive");
    assert!(given.case().course.archived_at.is_some());
}

#[test]
fn nothing_is_closed_while_something_is_held() {
    let mut given = Given::a_case(StageName::Performed);
    let case = given.case.as_mut().unwrap();
    case.course.preservations.push(crate::domain::course::Preservation {
        id: THING,
        items: vec!["账册".to_owned()],
        officers: both(),
        approver: "head".to_owned(),
        at: START,
        disposal: None,
    });
    assert_eq!(given.refuses(&head(), close()), "SOMETHING_HELD");
}
