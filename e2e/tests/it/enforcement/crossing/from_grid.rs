//! What a grid found, put right and not punished, or declined, and sent or offered to the unit that is named.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{Bureau, both};
use shiyu_e2e::ground::STATION;
use shiyu_e2e::ground::people::{BUREAU_HANDLER, DISPATCHER, STATION_HANDLER};
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::sample::BUREAU as HOUSING;
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::{ReferralDestination, ReferralState};
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use shiyu_proto::grid::v1 as grid;
use time::Duration;
use tonic::Code::FailedPrecondition;

use super::{HOUR, case_of};
use crate::enforcement::{order, seen};
use crate::saying::refused;

/// An officer of the housing bureau.
const HOUSING_OFFICER: Post = post("officer-of-housing", "enforcement_officer", Some(HOUSING));

on_both_storages! {
    what_a_grid_found_is_put_right_and_not_punished;
    what_is_declined_goes_to_the_unit_that_is_named;
    what_is_declined_is_offered_to_the_unit_that_is_named;
}

/// An event of the grids at a station, offered to the bureau: its offer's id.
async fn offered_from_the_grid(ground: &Ground, found: &Found) -> String {
    found
        .by(ground, &DISPATCHER)
        .dispatch(STATION, "It keeps exits free")
        .await
        .unwrap();
    found.by(ground, &STATION_HANDLER).sign_in().await.unwrap();
    offered(ground, found).await
}

/// Offered by the station that has it, to whomever enforcement says or named: the offer's id.
async fn offered(ground: &Ground, found: &Found) -> String {
    let offered = grid::OfferReferralRequest {
        name: found.name.clone(),
        request_id: new_id().to_string(),
        destination: ReferralDestination::Enforcement.into(),
        purpose: "enforcement".to_owned(),
        summary: "Built on a roof without a permit".to_owned(),
        ..grid::OfferReferralRequest::default()
    };
    let event = ground.caller(&STATION_HANDLER).events().offer_referral(offered).await;
    event.unwrap().into_inner().course.unwrap().referrals.pop().unwrap().id
}

/// The bureau looks at what it was offered, has no power, and names the housing bureau.
async fn declined(ground: &Ground, bureau: &Bureau, referral: &str) {
    ground.settled().await;
    bureau.settled().await;
    let name = format!("counties/330602/cases/{referral}");
    seen(bureau, &name).await;
    let declined = order!(
        name,
        RefuseFilingRequest {
            ground: pb::NotFiledGround::NoPower.into(),
            reason: "属住建部门职权".to_owned(),
            competent_unit: HOUSING.to_owned(),
        }
    );
    bureau.cases(&BUREAU_HEAD).refuse_filing(declined).await.unwrap();
    bureau.settled().await;
    ground.settled().await;
}

async fn what_is_declined_is_offered_to_the_unit_that_is_named(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut ground.town, &backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let referral = offered_from_the_grid(&ground, &found).await;
    declined(&ground, &bureau, &referral).await;
    assert_eq!(found.get(&ground).await.suggested_unit, HOUSING, "the next step");
    let next = offered(&ground, &found).await;
    ground.settled().await;
    bureau.settled().await;
    let event = found.get(&ground).await;
    assert_eq!(event.suggested_unit, "", "it is asked");
    assert_eq!(event.course.unwrap().referrals.pop().unwrap().asked_unit, HOUSING);
    let request = pb::GetCaseRequest {
        name: format!("counties/330602/cases/{next}"),
    };
    let clue = bureau.cases(&HOUSING_OFFICER).get_case(request).await.unwrap().into_inner();
    assert_eq!((clue.stage(), clue.unit.as_str()), (Stage::Clue, HOUSING));
}

/// The bureau has no power; it says who has, and the station sends the event there.
async fn what_is_declined_goes_to_the_unit_that_is_named(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut ground.town, &backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let referral = offered_from_the_grid(&ground, &found).await;
    let station = found.by(&ground, &STATION_HANDLER);
    refused(station.send_back("Too early").await, FailedPrecondition, "NOT_IN_STAGE");
    declined(&ground, &bureau, &referral).await;
    let event = found.get(&ground).await;
    let told = event.course.unwrap().referrals.pop().unwrap();
    assert_eq!(
        (told.state(), told.result.as_str(), told.competent_unit.as_str()),
        (ReferralState::Refused, "no_power", HOUSING)
    );
    assert_eq!(event.suggested_unit, HOUSING, "the next step");
    let back = station.send_back("Enforcement names the housing bureau").await.unwrap();
    assert_eq!(back.course.unwrap().returns[0].competent_unit, HOUSING);
    let sent = found.by(&ground, &DISPATCHER).dispatch("", "").await.unwrap();
    assert_eq!((sent.stage(), sent.unit.as_str()), (grid::EventStage::Dispatched, HOUSING));
    assert_eq!(sent.suggested_unit, "", "it has it");
    found.by(&ground, &BUREAU_HANDLER).sign_in().await.unwrap();
}

async fn what_a_grid_found_is_put_right_and_not_punished(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let mut bureau = Bureau::beside(&mut ground.town, &backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    bureau.stop().await;
    let referral = offered_from_the_grid(&ground, &found).await;
    ground.settled().await;
    ground.advance(HOUR).await;
    bureau.start().await;
    bureau.settled().await;
    let case = case_of(&bureau, &referral).await;
    assert_eq!(bureau.case(&case.name).await.clue.unwrap().source(), pb::ClueSource::Grid);
    let case = case.filed(&bureau).await;
    let name = &case.name;
    let until = (local_date(bureau.now()) + Duration::days(5)).to_string();
    let ordered = order!(
        name,
        OrderCorrectionRequest {
            demand: "自行拆除".to_owned(),
            until_date: until,
            officers: both()
        }
    );
    let correction = ordered.request_id.clone();
    bureau.cases(&LI).order_correction(ordered).await.unwrap();
    let checked = order!(
        name,
        CheckCorrectionRequest {
            correction: correction,
            corrected: true,
            note: "已拆除".to_owned(),
            officers: both()
        }
    );
    bureau.cases(&LI).check_correction(checked).await.unwrap();
    let spared = pb::Proposal {
        exemption: pb::Exemption::First.into(),
        education: "批评教育".to_owned(),
        ..pb::Proposal::default()
    };
    let case = case.concluded(&bureau).await.decided(&bureau, spared).await;
    ground.stop().await;
    let case = case.served(&bureau).await;
    bureau.advance(HOUR).await;
    ground.start().await;
    bureau.settled().await;
    ground.settled().await;
    let ended = found.course(&ground).await.referrals.pop().unwrap();
    assert_eq!((ended.state(), ended.case_name.as_str()), (ReferralState::Done, case.name.as_str()));
    assert_eq!(bureau.case(&case.name).await.stage(), Stage::Performed, "nobody was punished");
    case.closed(&bureau).await;
    bureau.settled().await;
}
