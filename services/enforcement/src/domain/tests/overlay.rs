//! What goes on beside a case: remedies, who stands aside, who is shown, and a change of hands.

use time::Duration;
use uuid::Uuid;

use super::fitting::{THING, add_party, lodge, publish, revoked_to_act_anew, rule};
use super::given::*;
use crate::domain::account::Charge;
use crate::domain::command::{Rehome, RemedyRuled};
use crate::domain::terms::{Fen, PartyRole, PenaltyKind, RemedyKind, RemedyRuling};
use crate::domain::{Command, StageName};

const SECOND: Uuid = Uuid::from_u128(0x72);

fn lawsuit() -> Command {
    let Command::LodgeRemedy(mut lodged) = lodge(RemedyKind::Litigation, false) else {
        unreachable!("it is one");
    };
    lodged.id = SECOND;
    Command::LodgeRemedy(lodged)
}

#[test]
fn a_remedy_stops_the_way_to_the_court_and_not_the_time_to_pay() {
    let mut given = Given::a_case(StageName::Overdue);
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    assert!(!given.running().contains("reconsideration") && !given.running().contains("litigation"));
    assert_eq!(given.refuses(&officer(LI), Command::ServeDemand(serve(NOW))), "REMEDY_OPEN");
    assert_eq!(
        given.refuses(&officer(LI), lodge(RemedyKind::Reconsideration, false)),
        "REMEDY_OPEN"
    );
    let mut served = Given::a_case(StageName::Served);
    served.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    assert!(served.case().clock("pay").unwrap().paused_since().is_none(), "execution goes on");
    let mut suspended = Given::a_case(StageName::Served);
    suspended.does(&officer(LI), lodge(RemedyKind::Reconsideration, true));
    assert!(
        suspended.case().clock("pay").unwrap().paused_since().is_some(),
        "unless it is suspended"
    );
    suspended.lives(Duration::days(40));
    suspended.does(&officer(LI), rule(THING, RemedyRuling::Upheld));
    assert!(suspended.case().clock("pay").unwrap().paused_since().is_none());
}

#[test]
fn what_is_upheld_can_still_be_taken_to_court_within_fifteen_days() {
    let mut given = Given::a_case(StageName::Served);
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.does(&officer(LI), rule(THING, RemedyRuling::Upheld));
    assert!(given.running().contains("litigation_after"));
    assert_eq!(given.refuses(&officer(LI), rule(THING, RemedyRuling::Upheld)), "DONE_ALREADY");
    given.does(&officer(LI), lawsuit());
    assert_eq!(given.refuses(&officer(LI), rule(THING, RemedyRuling::Upheld)), "DONE_ALREADY");
    given.does(&officer(LI), rule(SECOND, RemedyRuling::Withdrawn));
    assert!(!given.running().contains("litigation_after"));
    assert_eq!(
        given.refuses(&officer(LI), lodge(RemedyKind::Reconsideration, false)),
        "LAWSUIT_ALREADY"
    );
}

#[test]
fn what_is_changed_is_never_heavier_and_what_was_paid_too_much_is_given_back() {
    let mut given = Given::a_case(StageName::Performed);
    given.does(&officer(LI), publish());
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    let more = Command::RuleRemedy(Box::new(RemedyRuled {
        remedy: THING,
        ruling: RemedyRuling::Changed,
        items: vec![item(PenaltyKind::Fine, 20_001)],
        anew: false,
        reference: "复议决定1".to_owned(),
        ruled_at: NOW,
    }));
    assert_eq!(given.refuses(&officer(LI), more), "MORE_THAN_TOLD");
    given.does(&officer(LI), rule(THING, RemedyRuling::Changed));
    let account = &given.case().course.account;
    assert_eq!(account.refundable(), Fen::yuan(10_000));
    assert!(given.running().contains("refund") && given.running().contains("unpublish"));
    assert_eq!(given.refuses(&head(), close()), "REFUND_PENDING");
    let refund = |yuan| Command::Refund {
        amount: Fen::yuan(yuan),
        reference: "退款1".to_owned(),
    };
    assert_eq!(given.refuses(&officer(LI), refund(10_001)), "MORE_THAN_REFUNDABLE");
    given.does(&officer(LI), refund(4_000));
    assert!(given.running().contains("refund"));
    given.does(&officer(LI), refund(6_000));
    assert!(!given.running().contains("refund"));
}

#[test]
fn what_is_revoked_is_gone_and_begins_anew_where_the_agency_has_to_act() {
    let mut gone = Given::a_case(StageName::Served);
    gone.does(&officer(LI), lodge(RemedyKind::Litigation, false));
    let mut anew = gone.clone();
    gone.does(&officer(LI), rule(THING, RemedyRuling::Revoked));
    assert_eq!(gone.stage(), StageName::Performed);
    assert!(gone.case().course.decision().is_none());
    assert!(gone.case().course.account.outstanding().is_zero());
    assert!(!gone.running().contains("pay") && !gone.running().contains("publish"));
    gone.does(&head(), close());
    anew.does(&officer(LI), revoked_to_act_anew());
    assert_eq!(anew.stage(), StageName::Investigating);
    assert!(anew.running().contains("decide"));
    anew.does(&officer(LI), conclude());
    anew.does(&officer(LI), propose(fine(1_000)));
    assert_eq!(anew.refuses(&head(), decide(fine(1_000))), "NOT_IN_STAGE", "it is noticed again");
}

#[test]
fn what_was_paid_and_published_is_given_and_taken_back_while_the_agency_acts_anew() {
    let mut given = Given::a_case(StageName::Performed);
    given.does(&officer(LI), publish());
    given.does(&officer(LI), lodge(RemedyKind::Litigation, false));
    given.does(&officer(LI), revoked_to_act_anew());
    assert_eq!(given.stage(), StageName::Investigating);
    let withdraw = || Command::WithdrawCase {
        reason: "违法事实不成立".to_owned(),
    };
    assert_eq!(given.refuses(&head(), withdraw()), "REFUND_PENDING");
    assert!(given.case().allowed().contains(&"RefundPayment"));
    let refund = Command::Refund {
        amount: given.case().course.account.refundable(),
        reference: "退款1".to_owned(),
    };
    given.does(&officer(LI), refund);
    assert!(!given.running().contains("refund") && !given.case().allowed().contains(&"RefundPayment"));
    assert_eq!(given.refuses(&head(), withdraw()), "PUBLICATION_OWED");
    let unpublish = || Command::Unpublish {
        reason: "判决撤销".to_owned(),
        mistake: None,
    };
    given.does(&officer(LI), unpublish());
    assert!(!given.running().contains("unpublish") && !given.case().allowed().contains(&"WithdrawPublication"));
    assert_eq!(given.refuses(&officer(LI), unpublish()), "NOTHING_TO_PUBLISH");
    given.does(&head(), withdraw());
}

#[test]
fn only_what_is_under_investigation_is_offered_to_another_holder_of_its_power() {
    for stage in StageName::ALL {
        let offered = Given::a_case(*stage).case().allowed().contains(&"RehomeCase");
        let may = stage.is_under_investigation() && *stage != StageName::WithJustice;
        assert_eq!((offered, stage.allowed().contains(&"RehomeCase")), (may, may), "{stage:?}");
    }
}

#[test]
fn the_surcharge_of_what_is_changed_is_never_more_than_the_fine_that_is_left() {
    let mut given = Given::a_case(StageName::Overdue);
    given.lives(Duration::days(30));
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.does(&officer(LI), rule(THING, RemedyRuling::Changed));
    let account = &given.case().course.account;
    assert_eq!(account.standing(Charge::Fine).due(), Fen::yuan(10_000));
    assert!(account.standing(Charge::Surcharge).due() <= Fen::yuan(10_000));
    assert!(!account.standing(Charge::Surcharge).due().is_zero());
}

#[test]
fn who_complained_is_shown_to_the_head_alone() {
    let mut given = Given::a_case(StageName::Investigating);
    given.does(&officer(LI), add_party(COMPLAINANT, PartyRole::Complainant));
    let shown = |party| Command::Reveal {
        party,
        reason: "核实".to_owned(),
    };
    given.does(&officer(LI), shown(SUSPECT));
    assert_eq!(given.refuses(&officer(LI), shown(COMPLAINANT)), "NOT_THE_HEAD");
    given.does(&head(), shown(COMPLAINANT));
    assert_eq!(
        given.refuses(
            &head(),
            Command::ReadComplainant {
                reason: "核实".to_owned()
            }
        ),
        "NOT_GRANTED"
    );
}

#[test]
fn nobody_takes_the_suspects_place_once_it_is_filed() {
    let mut given = Given::a_case(StageName::Investigating);
    assert_eq!(given.refuses(&officer(LI), add_party(SECOND, PartyRole::Suspect)), "SUSPECT_NAMED");
    assert_eq!(given.refuses(&officer(LI), add_party(SUSPECT, PartyRole::Agent)), "DONE_ALREADY");
    given.does(&officer(LI), add_party(SECOND, PartyRole::Agent));
}

#[test]
fn a_case_goes_to_who_has_its_power_now_and_its_clocks_go_on() {
    let mut given = Given::a_case(StageName::Concluded);
    let to = |unit: &str| {
        Command::Rehome(Rehome {
            to: code(unit),
            document: "浙政发〔2026〕1号".to_owned(),
            told: "当面".to_owned(),
        })
    };
    assert_eq!(given.refuses(&government(), to(BUREAU)), "HELD_ALREADY");
    assert_eq!(given.refuses(&government(), to(WATER)), "POWER_NOT_HELD");
    given.known.power.as_mut().unwrap().holder = code(WATER);
    assert_eq!(given.refuses(&head_of_water(), to(WATER)), "UNIT_NOT_HOLDING");
    let due = given.due("decide");
    given.known.enforcing = false;
    assert_eq!(given.refuses(&government(), to(WATER)), "TWO_OFFICERS_NEEDED");
    given.known.enforcing = true;
    given.does(&government(), to(WATER));
    assert_eq!(given.case().unit, code(WATER));
    assert_eq!(given.due("decide"), due, "the clocks continue");
    assert!(given.case().audience().units.contains(&code(BUREAU)), "who had it sees it");
    assert_eq!(given.refuses(&officer(LI), propose(fine(1_000))), "OFFICER_OF_ANOTHER");
    let rehoming = given.case().course.rehomings.last().unwrap();
    assert!(!rehoming.evidence.is_empty(), "the evidence goes with it by its hashes");
}

#[test]
fn a_document_is_on_record_once() {
    let mut given = Given::a_case(StageName::Decided);
    let document = || Command::RecordDocument {
        kind: "penalty_decision".to_owned(),
        number: "越综执罚〔2026〕1号".to_owned(),
        hash: "d".repeat(64),
        template: 1,
    };
    given.does(&officer(LI), document());
    assert_eq!(given.refuses(&officer(LI), document()), "DONE_ALREADY");
}
