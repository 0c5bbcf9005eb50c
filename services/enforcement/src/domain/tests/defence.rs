//! Told beforehand, and heard.

use time::Duration;
use uuid::Uuid;

use super::fitting::add_party;
use super::given::*;
use crate::domain::command::{Serve, ServeNotice};
use crate::domain::terms::{Capacity, DeliveryMethod, Lightening, PartyRole, PenaltyKind, Proposal};
use crate::domain::{Command, StageName};

const SAID: Uuid = Uuid::from_u128(0x5a1d);

fn notice_by(change: impl FnOnce(&mut ServeNotice)) -> Command {
    let mut notice = ServeNotice {
        id: NOTICE,
        facts: "拟处罚告知".to_owned(),
        hearing: true,
        serve: serve(NOW),
    };
    change(&mut notice);
    Command::ServeNotice(Box::new(notice))
}

fn says() -> Command {
    Command::ReceiveStatement {
        id: SAID,
        party: SUSPECT,
        text: "不是我搭的".to_owned(),
    }
}

fn looked_at(accepted: bool) -> Command {
    Command::ReviewStatement {
        statement: SAID,
        accepted,
        reasons: "经复核".to_owned(),
    }
}

pub(super) fn gives_up() -> Command {
    Command::Waive {
        party: SUSPECT,
        reference: "放弃声明".to_owned(),
    }
}

/// Told of a fine that gives no right to a hearing.
fn told_of(yuan: u64) -> Given {
    let mut given = Given::with_a_fine_of(yuan);
    given.does(&officer(LI), notice(false, NOW));
    given
}

#[test]
fn the_party_has_five_working_days_to_speak_and_five_to_ask_for_a_hearing() {
    let given = Given::a_case(StageName::NoticeServed);
    assert_eq!(given.last_day("statement").to_string(), "2026-03-09");
    assert_eq!(given.last_day("hearing_request").to_string(), "2026-03-09");
    let small = told_of(1_000);
    assert!(!small.running().contains("hearing_request"));
}

#[test]
fn nothing_goes_on_before_the_party_could_speak() {
    let mut given = told_of(1_000);
    assert_eq!(given.refuses(&officer(LI), submit()), "DEFENCE_OPEN");
    let mut waived = given.clone();
    waived.does(&suspect(), gives_up());
    waived.does(&officer(LI), submit());
    assert_eq!(waived.stage(), StageName::DecisionPending);
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    assert_eq!(given.stage(), StageName::DecisionPending);
}

#[test]
fn what_the_party_said_is_looked_at_before_it_goes_on() {
    let mut given = told_of(1_000);
    given.does(&suspect(), says());
    given.runs_out("statement");
    assert_eq!(given.refuses(&officer(LI), submit()), "STATEMENT_UNREVIEWED");
    given.does(&officer(LI), looked_at(false));
    assert_eq!(given.refuses(&officer(LI), looked_at(true)), "DONE_ALREADY");
    given.does(&officer(LI), submit());
}

#[test]
fn nothing_becomes_heavier_because_the_party_spoke() {
    let mut given = told_of(1_000);
    given.does(&suspect(), says());
    given.does(&officer(LI), looked_at(false));
    assert_eq!(given.refuses(&officer(LI), propose(fine(2_000))), "HEAVIER_FOR_DEFENCE");
    let another = penalty(vec![item(PenaltyKind::Fine, 1_000), item(PenaltyKind::Warning, 0)], Some("light"));
    assert_eq!(given.refuses(&officer(LI), propose(another)), "HEAVIER_FOR_DEFENCE");
    given.clone().does(&officer(LI), propose(fine(500)));
    let found = Command::AddEvidence(Box::new(gathered(LEAD, both())));
    given.does(&officer(LI), found);
    given.does(&officer(LI), propose(fine(2_000)));
    assert_eq!(given.stage(), StageName::NoticePending, "and it is noticed again");
}

#[test]
fn nothing_becomes_heavier_because_the_party_asked_for_a_hearing() {
    let mut given = Given::a_case(StageName::HearingHeld);
    assert_eq!(given.refuses(&officer(LI), propose(fine(30_000))), "HEAVIER_FOR_DEFENCE");
    given.does(&officer(LI), propose(fine(10_000)));
}

#[test]
fn who_did_not_speak_can_be_told_of_more_before_it_is_decided() {
    let mut given = told_of(1_000);
    given.does(&officer(LI), propose(fine(2_000)));
    assert_eq!(given.stage(), StageName::NoticePending);
    assert!(!given.running().contains("statement"));
    let again = notice_by(|notice| notice.id = Uuid::from_u128(0x402));
    given.does(&officer(LI), again);
    assert!(given.running().contains("statement"));
}

#[test]
fn a_large_fine_is_not_told_without_the_right_to_a_hearing() {
    let mut given = Given::with_a_fine_of(10_000);
    assert_eq!(given.refuses(&officer(LI), notice(false, NOW)), "HEARING_RIGHT_UNTOLD");
    given.does(&officer(LI), notice(true, NOW));
    let mut given = Given::a_case(StageName::Concluded);
    let closing = penalty(vec![item(PenaltyKind::SuspendBusiness, 0)], Some("light"));
    given.does(&officer(LI), propose(closing));
    assert_eq!(given.refuses(&officer(LI), notice(false, NOW)), "HEARING_RIGHT_UNTOLD");
    let mut given = Given::with_a_fine_of(4_999);
    given.does(&officer(LI), notice(false, NOW));
    assert_eq!(
        given.refuses(&suspect(), Command::RequestHearing { party: SUSPECT }),
        "NO_RIGHT_TO_HEARING"
    );
}

#[test]
fn a_paper_is_served_with_proof_and_electronically_only_with_consent() {
    let by = |method: DeliveryMethod| {
        notice_by(|notice| {
            notice.serve = Serve { method, ..serve(NOW) };
        })
    };
    let mut given = Given::a_case(StageName::NoticePending);
    assert_eq!(given.refuses(&officer(LI), by(DeliveryMethod::Electronic)), "CONFIRMATION_MISSING");
    let later = notice_by(|notice| notice.serve.at = START + Duration::days(300));
    assert_eq!(given.refuses(&officer(LI), later), "IN_FUTURE");
    let before = notice_by(|notice| notice.serve.at = START);
    assert_eq!(given.refuses(&officer(LI), before), "BEFORE_IT_BEGAN");
    let stranger = notice_by(|notice| notice.serve.party = COMPLAINANT);
    assert_eq!(given.refuses(&officer(LI), stranger), "NOT_A_PARTY");
    let consented = notice_by(|notice| {
        notice.serve.method = DeliveryMethod::Electronic;
        notice.serve.confirmation = Some("确认书1".to_owned());
    });
    given.does(&officer(LI), consented);
}

#[test]
fn a_public_notice_counts_as_served_after_thirty_days_and_the_time_stands_still() {
    let mut given = Given::a_case(StageName::NoticePending);
    let in_public = notice_by(|notice| notice.serve.method = DeliveryMethod::PublicNotice);
    given.does(&officer(LI), in_public);
    assert_eq!(given.stage(), StageName::NoticePending);
    assert!(given.case().clock("decide").unwrap().paused_since().is_some());
    assert_eq!(given.refuses(&officer(LI), notice(true, NOW)), "ON_ITS_WAY");
    assert_eq!(given.refuses(&officer(LI), propose(fine(20_000))), "ON_ITS_WAY");
    let began = given.now;
    given.runs_out("public_notice");
    assert!(given.now - began >= Duration::days(30));
    assert_eq!(given.stage(), StageName::NoticeServed);
    assert!(given.case().clock("decide").unwrap().paused_since().is_none());
    assert!(given.running().contains("statement"));
}

#[test]
fn who_is_not_fully_answerable_is_told_through_a_guardian() {
    let mut given = Given::a_case(StageName::FilingReview);
    let young = crate::domain::command::FileCase {
        capacity: Capacity::Under18,
        ..filing()
    };
    given.does(&head(), Command::File(Box::new(young)));
    given.does(&officer(LI), evidence());
    given.does(&officer(LI), conclude());
    assert_eq!(given.refuses(&officer(LI), propose(fine(1_000))), "LIGHTENING_MISSING");
    given.does(&officer(LI), propose(lighter(50, Lightening::Young)));
    assert_eq!(given.refuses(&officer(LI), notice(false, NOW)), "GUARDIAN_MISSING");
    given.does(&officer(LI), add_party(GUARDIAN, PartyRole::Guardian));
    given.does(&officer(LI), notice(false, NOW));
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    given.does(&head(), decide(lighter(50, Lightening::Young)));
    assert!(
        !given.running().contains("publish"),
        "nothing presses for what may not be published"
    );
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    assert_eq!(given.refuses(&officer(LI), super::fitting::publish()), "YOUNG_NOT_PUBLISHED");
}

#[test]
fn nobody_speaks_for_somebody_else() {
    let mut given = Given::a_case(StageName::NoticeServed);
    let other = shiyu_kit::case::Actor::Party { id: GUARDIAN };
    assert_eq!(given.refuses(&other, says()), "NOT_A_PARTY");
    let proposal = given.case().course.proposal.clone();
    assert!(matches!(proposal, Some(Proposal::Penalty { .. })));
}
