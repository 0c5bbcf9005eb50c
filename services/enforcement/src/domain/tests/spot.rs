//! Decided on the spot.

use shiyu_kit::calendar::local_date;
use time::Duration;

use super::fitting::{THING, lodge};
use super::given::*;
use crate::domain::command::{DecideOnSpot, OnTheSpot};
use crate::domain::course::Act;
use crate::domain::terms::{
    Capacity, DeliveryMethod, Fen, Multiple, MultipleOf, PenaltyKind, PenaltyRange, Reckoning, RemedyKind, SubjectKind,
};
use crate::domain::{Command, StageName};

/// As it may be decided.
pub(super) fn the_spot() -> DecideOnSpot {
    DecideOnSpot {
        received: receive_of(clue(), vec![the_suspect()]),
        power: POWER.to_owned(),
        act: Act {
            from: local_date(START),
            to: local_date(START),
            ..act()
        },
        subject: SubjectKind::Citizen,
        capacity: Capacity::Full,
        other_act: None,
        officers: both(),
        facts: "当场查明".to_owned(),
        item: item(PenaltyKind::Fine, 200),
        heard: "没有异议".to_owned(),
        told: true,
        delivery: serve(START),
    }
}

fn spot(change: impl FnOnce(&mut DecideOnSpot)) -> Command {
    let mut spot = the_spot();
    change(&mut spot);
    Command::DecideOnSpot(Box::new(spot))
}

fn decided(change: impl FnOnce(&mut DecideOnSpot)) -> Given {
    let mut given = Given::nothing();
    given.does(&officer(LI), spot(change));
    given
}

#[track_caller]
fn refused(change: impl FnOnce(&mut DecideOnSpot)) -> &'static str {
    Given::nothing().refuses(&officer(LI), spot(change))
}

#[test]
fn two_hundred_yuan_of_a_citizen_and_three_thousand_of_an_organisation() {
    assert_eq!(decided(|_| ()).stage(), StageName::Served);
    assert_eq!(refused(|spot| spot.item = item(PenaltyKind::Fine, 201)), "TOO_HEAVY_FOR_THE_SPOT");
    decided(|spot| {
        spot.subject = SubjectKind::Organisation;
        spot.item = item(PenaltyKind::Fine, 3_000);
    });
    let more = |spot: &mut DecideOnSpot| {
        spot.subject = SubjectKind::Organisation;
        spot.item = item(PenaltyKind::Fine, 3_001);
    };
    assert_eq!(refused(more), "TOO_HEAVY_FOR_THE_SPOT");
    assert_eq!(
        refused(|spot| spot.item = item(PenaltyKind::SuspendBusiness, 0)),
        "TOO_HEAVY_FOR_THE_SPOT"
    );
}

#[test]
fn what_is_fined_by_multiples_alone_is_investigated_and_not_decided_on_the_spot() {
    let mut given = Given::nothing();
    let mut law = Reckoning {
        multiples: vec![Multiple {
            kind: PenaltyKind::Fine,
            of: MultipleOf::IllegalIncome,
            least: 1_000,
            most: 5_000,
        }],
        beside: Vec::new(),
    };
    given.known.reckonings = vec![law.clone()];
    assert_eq!(given.refuses(&officer(LI), spot(|_| ())), "NOT_ON_THE_SPOT");
    law.beside.push(PenaltyRange {
        kind: PenaltyKind::Fine,
        least: Fen::ZERO,
        most: Fen::yuan(150),
    });
    given.known.reckonings = vec![law];
    assert_eq!(
        given.refuses(&officer(LI), spot(|_| ())),
        "NOT_ON_THE_SPOT",
        "more than the amount beside it"
    );
    given.does(&officer(LI), spot(|spot| spot.item = item(PenaltyKind::Fine, 150)));
}

#[test]
fn a_warning_is_said_and_done() {
    let given = decided(|spot| spot.item = item(PenaltyKind::Warning, 0));
    assert_eq!(given.stage(), StageName::Performed);
    assert!(given.running().contains("spot_record") && given.running().contains("reconsideration"));
}

#[test]
fn two_officers_tell_and_hear_and_hand_over_the_form_with_the_remedies() {
    assert_eq!(refused(|spot| spot.officers = vec![LI.to_owned()]), "TWO_OFFICERS_NEEDED");
    assert_eq!(
        refused(|spot| spot.officers = vec![WANG.to_owned(), CHEN.to_owned()]),
        "NOT_ONE_OF_THE_OFFICERS"
    );
    assert_eq!(refused(|spot| spot.told = false), "NOTICE_MISSING");
    assert_eq!(refused(|spot| spot.delivery.method = DeliveryMethod::Mail), "HANDED_OVER_AT_ONCE");
    assert_eq!(refused(|spot| spot.delivery.remedies_told = false), "REMEDIES_UNTOLD");
    assert_eq!(refused(|spot| spot.delivery.party = COMPLAINANT), "NOT_A_PARTY");
    assert_eq!(refused(|spot| spot.received.parties.clear()), "SUSPECT_MISSING");
    assert_eq!(refused(|spot| spot.capacity = Capacity::Under14), "NOT_ANSWERABLE");
    assert_eq!(refused(|spot| spot.capacity = Capacity::Under18), "INVESTIGATED_FIRST");
    assert_eq!(refused(|spot| spot.item = item(PenaltyKind::Fine, 99)), "AMOUNT_NOT_FITTING");
}

#[test]
fn a_child_is_not_punished_on_the_spot_whatever_is_said() {
    let mut given = Given::nothing();
    given.known.born = Some(time::macros::date!(2013 - 05 - 01));
    assert_eq!(given.refuses(&officer(LI), spot(|_| ())), "NOT_ANSWERABLE");
    given.known.born = Some(time::macros::date!(2010 - 05 - 01));
    assert_eq!(given.refuses(&officer(LI), spot(|_| ())), "CAPACITY_NOT_FITTING");
    given.known.born = Some(time::macros::date!(1990 - 05 - 01));
    given.does(&officer(LI), spot(|_| ()));
}

#[test]
fn the_power_has_to_be_held_and_the_act_to_be_in_time() {
    let mut given = Given::nothing();
    given.known.power = None;
    assert_eq!(given.refuses(&officer(LI), spot(|_| ())), "POWER_NOT_HELD");
    let old = |spot: &mut DecideOnSpot| {
        spot.act.from = time::macros::date!(2023 - 01 - 01);
        spot.act.to = time::macros::date!(2023 - 01 - 02);
    };
    assert_eq!(refused(old), "LIMITATION_EXPIRED");
    assert_eq!(refused(|spot| spot.act = act()), "NOT_SEEN_ON_THE_SPOT");
    decided(|spot| {
        spot.act.from = local_date(START - Duration::days(1));
        spot.act.to = spot.act.from;
    });
}

#[test]
fn reconsideration_comes_before_a_lawsuit() {
    let mut given = decided(|_| ());
    assert!(!given.running().contains("litigation"));
    assert_eq!(
        given.refuses(&officer(LI), lodge(RemedyKind::Litigation, false)),
        "RECONSIDERATION_FIRST"
    );
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.does(
        &officer(LI),
        super::fitting::rule(THING, crate::domain::terms::RemedyRuling::Upheld),
    );
    assert!(given.running().contains("litigation_after"));
}

#[test]
fn it_is_put_on_record_within_two_working_days_and_not_closed_before() {
    let mut given = decided(|spot| spot.item = item(PenaltyKind::Warning, 0));
    assert_eq!(given.last_day("spot_record").to_string(), "2026-03-04");
    assert_eq!(given.refuses(&head(), close()), "SPOT_UNRECORDED");
    given.does(&officer(LI), Command::RecordSpot);
    assert_eq!(given.refuses(&officer(LI), Command::RecordSpot), "DONE_ALREADY");
    assert_eq!(given.refuses(&head(), close()), "PUBLICATION_OWED");
    given.does(&officer(LI), super::fitting::publish());
    given.does(&head(), close());
}

#[test]
fn a_hundred_yuan_can_be_taken_on_the_spot_against_a_receipt() {
    let cash = |yuan, ground| Command::Pay {
        amount: Fen::yuan(yuan),
        reference: "R1".to_owned(),
        paid_at: NOW,
        on_the_spot: Some(ground),
    };
    let mut small = decided(|spot| spot.item = item(PenaltyKind::Fine, 100));
    small.does(&officer(LI), cash(100, OnTheSpot::Small));
    assert_eq!(small.stage(), StageName::Performed);
    assert_eq!(small.last_day("hand_in.R1").to_string(), "2026-03-04");
    let mut large = decided(|_| ());
    assert_eq!(large.refuses(&officer(LI), cash(200, OnTheSpot::Small)), "NO_CASH");
    large.does(&officer(LI), cash(200, OnTheSpot::HardLater));
}

#[test]
fn what_is_decided_once_is_not_received_again() {
    let mut given = decided(|_| ());
    assert_eq!(given.refuses(&officer(LI), spot(|_| ())), "ALREADY_RECEIVED");
    assert_eq!(given.refuses(&officer(LI), receive()), "ALREADY_RECEIVED");
}
