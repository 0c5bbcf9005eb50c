//! Two counties dispute whose a case is (行政处罚法 art. 25, E-03, S7).

use shiyu_kit::case::Actor;
use uuid::Uuid;

use super::given::*;
use crate::domain::course::{CountyAnswer, CountyWord};
use crate::domain::stage::End;
use crate::domain::{Command, StageName};

const DISPUTE: Uuid = Uuid::from_u128(0xb0);

fn desk() -> Actor {
    Actor::Service {
        name: "enforcement".to_owned(),
    }
}

fn raise(with: &str) -> Command {
    Command::RaiseDispute {
        id: DISPUTE,
        with: code(with),
        reason: "违法行为地在界河对岸".to_owned(),
    }
}

fn said(word: CountyWord) -> Command {
    Command::HearCounty {
        boundary: DISPUTE,
        answer: CountyAnswer {
            county: code(OTHER_COUNTY),
            word,
            reference: "诸执函〔2026〕3号".to_owned(),
            at: START,
        },
    }
}

fn designated(owner: &str) -> Command {
    Command::HearCity {
        boundary: DISPUTE,
        owner: code(owner),
        reference: "绍司指〔2026〕1号".to_owned(),
    }
}

fn disputed() -> Given {
    let mut given = Given::a_case(StageName::FilingReview);
    given.does(&officer(LI), raise(OTHER_COUNTY));
    given
}

fn gone_to(given: &Given) -> Option<String> {
    match &given.case().stage.ending()?.end {
        End::TransferredOut { unit, .. } => unit.as_ref().map(ToString::to_string),
        End::Dismissed { .. } | End::NotFiled { .. } | End::CaseWithdrawn { .. } | End::CriminallyEnded { .. } | End::Closed { .. } => None,
    }
}

#[test]
fn another_county_has_seven_days_and_then_the_city_is_asked() {
    let mut given = disputed();
    assert_eq!(given.stage(), StageName::Disputed);
    assert_eq!(given.last_day("negotiate").to_string(), "2026-03-09");
    assert!(given.running().contains("clue"), "the first receiver's own clock runs");
    assert!(
        !given.case().audience().units.contains(&code(OTHER_COUNTY)),
        "nobody of the other county sees the case here"
    );
    given.runs_out("negotiate");
    assert!(given.told().contains(&"jurisdiction.referred"));
    assert!(given.running().contains("arbitrate") && !given.running().contains("designate"));
    let border = given.case().course.disputes[0].border.clone().unwrap();
    assert!(border.referred_at.is_some());
    given.does(&desk(), designated(COUNTY));
    assert_eq!(given.stage(), StageName::FilingReview);
    assert!(!given.running().contains("arbitrate"));
    assert!(given.case().course.disputes[0].settlement.as_ref().unwrap().designated);
    given.does(&head(), file());
}

#[test]
fn what_the_other_county_claims_is_handed_over_to_it() {
    let mut given = disputed();
    given.does(&desk(), said(CountyWord::Claimed));
    assert_eq!(given.stage(), StageName::TransferredOut);
    assert_eq!(gone_to(&given).as_deref(), Some(OTHER_COUNTY));
    let settled = given.case().course.disputes[0].settlement.clone().unwrap();
    assert_eq!((settled.owner, settled.designated), (code(OTHER_COUNTY), false));
    assert!(given.told().contains(&"jurisdiction.settled"), "which the city's desk hears");
    assert!(!given.running().contains("negotiate") && !given.running().contains("clue"));
    assert!(given.does(&desk(), said(CountyWord::Claimed)).is_empty(), "heard twice, done once");
    assert!(
        given.does(&desk(), designated(COUNTY)).is_empty(),
        "what comes late changes nothing"
    );
}

#[test]
fn what_the_other_county_declines_the_city_is_asked_about_at_once() {
    let mut given = disputed();
    given.does(&desk(), said(CountyWord::Declined));
    assert!(given.running().contains("arbitrate") && !given.running().contains("negotiate"));
    let agreed = Command::SettleDispute {
        owner: code(OTHER_COUNTY),
        reference: "会议纪要1".to_owned(),
    };
    assert_eq!(given.refuses(&head(), agreed), "OWNER_DECLINED");
    let conceded = Command::SettleDispute {
        owner: code(COUNTY),
        reference: "会议纪要1".to_owned(),
    };
    assert_eq!(given.refuses(&head(), conceded), "BOUNDARY_REFERRED");
    given.does(&desk(), designated(OTHER_COUNTY));
    assert_eq!(gone_to(&given).as_deref(), Some(OTHER_COUNTY), "the city's word binds");
}

#[test]
fn once_the_city_is_asked_it_alone_has_the_word() {
    for owner in [COUNTY, OTHER_COUNTY] {
        let mut given = disputed();
        given.runs_out("negotiate");
        let agreed = Command::SettleDispute {
            owner: code(owner),
            reference: "会议纪要1".to_owned(),
        };
        assert_eq!(given.refuses(&head(), agreed), "BOUNDARY_REFERRED", "{owner}");
        let said_here = Command::Designate {
            owner: code(owner),
            reasons: "职责分工".to_owned(),
        };
        assert_eq!(given.refuses(&government(), said_here), "NOT_THE_COMMON_SUPERIOR", "{owner}");
        given.does(&desk(), designated(COUNTY));
        let settled = given.case().course.disputes[0].settlement.clone().unwrap();
        assert_eq!((settled.owner, settled.designated), (code(COUNTY), true));
    }
}

#[test]
fn what_the_counties_agree_our_head_records() {
    let agreed = |owner: &str| Command::SettleDispute {
        owner: code(owner),
        reference: "会议纪要1".to_owned(),
    };
    let mut ours = disputed();
    assert_eq!(ours.refuses(&officer(LI), agreed(COUNTY)), "UNIT_NOT_HOLDING");
    assert_eq!(ours.refuses(&head(), agreed(WATER)), "NOT_IN_THE_DISPUTE");
    ours.does(&head(), agreed(COUNTY));
    assert_eq!(ours.stage(), StageName::FilingReview);
    let mut theirs = disputed();
    theirs.does(&head(), agreed(OTHER_COUNTY));
    assert_eq!(gone_to(&theirs).as_deref(), Some(OTHER_COUNTY));
}

#[test]
fn what_is_told_of_a_dispute_that_is_settled_changes_nothing_of_the_next() {
    let mut given = disputed();
    let agreed = Command::SettleDispute {
        owner: code(COUNTY),
        reference: "会议纪要1".to_owned(),
    };
    given.does(&head(), agreed);
    let next = Command::RaiseDispute {
        id: Uuid::from_u128(0xb2),
        with: code(WATER),
        reason: "水务有权".to_owned(),
    };
    given.does(&officer(LI), next);
    assert!(given.does(&desk(), said(CountyWord::Claimed)).is_empty());
    assert!(given.does(&desk(), designated(OTHER_COUNTY)).is_empty());
    assert_eq!(given.stage(), StageName::Disputed);
}

#[test]
fn only_the_citys_desk_tells_of_it_and_only_of_this_dispute() {
    let mut given = disputed();
    assert_eq!(given.refuses(&head(), designated(COUNTY)), "BOUNDARY_UNKNOWN");
    let grid = Actor::Service { name: "grid".to_owned() };
    assert_eq!(given.refuses(&grid, said(CountyWord::Claimed)), "BOUNDARY_UNKNOWN");
    let another = Command::HearCity {
        boundary: Uuid::from_u128(0xb1),
        owner: code(COUNTY),
        reference: "绍司指〔2026〕1号".to_owned(),
    };
    assert_eq!(given.refuses(&desk(), another), "BOUNDARY_UNKNOWN");
    let mut within = Given::a_case(StageName::Disputed);
    assert_eq!(within.refuses(&desk(), designated(COUNTY)), "BOUNDARY_UNKNOWN");
    let mut given = Given::a_case(StageName::FilingReview);
    assert_eq!(given.refuses(&officer(LI), raise("330999")), "UNIT_UNKNOWN");
}
