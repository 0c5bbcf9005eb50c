//! Cases that begin with a petition (S2) or in a grid (S5), each service away for an hour in the middle.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{Bureau, both};
use shiyu_e2e::ground::STATION;
use shiyu_e2e::ground::people::{DISPATCHER, STATION_HANDLER};
use shiyu_e2e::people::{HANDLER, OFFICER};
use shiyu_e2e::sample::{parent, resident};
use shiyu_e2e::{Backends, Found, Ground, Matter, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1::{IdentityField, Referral, ReferralDestination, ReferralState};
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use shiyu_proto::grid::v1 as grid;
use shiyu_proto::petition::v1 as petition;
use time::Duration;

use super::{Under, fine, order, suspect};
use crate::saying::at;

on_both_storages! {
    a_petition_becomes_a_case_and_hears_of_it;
    without_power_it_goes_back_with_who_is_competent;
    what_a_grid_found_is_put_right_and_not_punished;
    a_complaint_about_a_penalty_is_diverted_with_its_dates;
}

const HOUR: Duration = Duration::HOUR;

fn offer() -> petition::OfferReferralRequest {
    petition::OfferReferralRequest {
        destination: ReferralDestination::Enforcement.into(),
        purpose: "enforcement".to_owned(),
        summary: "A conservatory on a roof, built without a permit".to_owned(),
        granted_fields: vec![IdentityField::Name.into()],
        grant_days: 30,
        ..petition::OfferReferralRequest::default()
    }
}

/// Until everybody told and heard everything.
async fn heard(town: &Town, bureau: &Bureau) {
    town.settled().await;
    bureau.settled().await;
    town.settled().await;
}

async fn referral(town: &Town, matter: &Matter) -> Referral {
    matter.course(town).await.referrals.pop().unwrap()
}

/// The case that came of an offer, with a suspect the officers found out.
async fn case_of(bureau: &Bureau, referral: &str) -> Under {
    let case = Under {
        name: format!("counties/330602/cases/{referral}"),
        suspect: new_id().to_string(),
    };
    let name = &case.name;
    let joined = order!(
        name,
        AddPartyRequest {
            party: Some(suspect(&case.suspect))
        }
    );
    bureau.parties(&LI).add_party(joined).await.unwrap();
    case
}

async fn a_petition_becomes_a_case_and_hears_of_it(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let mut bureau = Bureau::beside(&mut town, &backends, storage).await;
    let matter = at(&town, petition::Stage::Handling).await;
    bureau.stop().await;
    matter.by(&town, &HANDLER).offer(offer()).await.unwrap();
    town.settled().await;
    town.advance(HOUR).await;
    bureau.start().await;
    heard(&town, &bureau).await;
    let offered = referral(&town, &matter).await;
    assert_eq!(offered.state(), ReferralState::Offered, "no machine files a case");
    let case = case_of(&bureau, &offered.id).await;
    let read = order!(
        case.name,
        ReadComplainantRequest {
            reason: "核实".to_owned()
        }
    );
    let granted = bureau.parties(&BUREAU_HEAD).read_complainant(read).await.unwrap().into_inner();
    let names: Vec<String> = granted
        .parties
        .into_iter()
        .filter_map(|party| party.identity)
        .map(|who| who.name)
        .collect();
    assert_eq!(names, [resident().name]);
    let shown = format!("{:?}", bureau.case(&case.name).await);
    assert!(!shown.contains(&resident().phone), "who complained is not in the case");

    let case = case.filed(&bureau).await;
    heard(&town, &bureau).await;
    let taken = referral(&town, &matter).await;
    assert_eq!(
        (taken.state(), taken.case_name.as_str()),
        (ReferralState::Accepted, case.name.as_str())
    );
    let case = case
        .concluded(&bureau)
        .await
        .told(&bureau, 1_000)
        .await
        .decided(&bureau, fine(1_000))
        .await;
    town.stop().await;
    let case = case.served(&bureau).await;
    bureau.advance(HOUR).await;
    town.start().await;
    heard(&town, &bureau).await;
    assert_eq!(referral(&town, &matter).await.state(), ReferralState::Done);
    case.paid(&bureau, 1_000, "R1").await.unwrap();
    case.closed(&bureau).await;
    heard(&town, &bureau).await;
}

async fn without_power_it_goes_back_with_who_is_competent(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let matter = at(&town, petition::Stage::Handling).await;
    matter.by(&town, &HANDLER).offer(offer()).await.unwrap();
    heard(&town, &bureau).await;
    let name = format!("counties/330602/cases/{}", referral(&town, &matter).await.id);
    let due = bureau.case(&name).await.clocks.into_iter().next().unwrap();
    assert_eq!(due.name, "clue", "fifteen working days run");
    let seen = order!(
        name,
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "公路用地".to_owned()
        }
    );
    bureau.cases(&LI).verify_clue(seen).await.unwrap();
    let refused = order!(
        name,
        RefuseFilingRequest {
            ground: pb::NotFiledGround::NoPower.into(),
            reason: "属交通运输部门职权".to_owned(),
            competent_unit: "330602-JTJ".to_owned(),
        }
    );
    let ended = bureau.cases(&BUREAU_HEAD).refuse_filing(refused).await.unwrap().into_inner();
    assert_eq!(ended.stage(), Stage::NotFiled);
    heard(&town, &bureau).await;
    let back = referral(&town, &matter).await;
    assert!(matches!(back.state(), ReferralState::Refused | ReferralState::Returned), "{back:?}");
    assert_eq!(matter.running(&town).await, ["handle"]);
}

async fn what_a_grid_found_is_put_right_and_not_punished(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let mut bureau = Bureau::beside(&mut ground.town, &backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let dispatcher = found.by(&ground, &DISPATCHER);
    dispatcher.dispatch(STATION, "It keeps exits free").await.unwrap();
    found.by(&ground, &STATION_HANDLER).sign_in().await.unwrap();
    bureau.stop().await;
    let offered = grid::OfferReferralRequest {
        name: found.name.clone(),
        request_id: new_id().to_string(),
        destination: ReferralDestination::Enforcement.into(),
        purpose: "enforcement".to_owned(),
        summary: "Built on a roof without a permit".to_owned(),
        ..grid::OfferReferralRequest::default()
    };
    let event = ground
        .caller(&STATION_HANDLER)
        .events()
        .offer_referral(offered)
        .await
        .unwrap()
        .into_inner();
    ground.settled().await;
    ground.advance(HOUR).await;
    bureau.start().await;
    bureau.settled().await;
    let referral = event.course.unwrap().referrals.pop().unwrap();
    let case = case_of(&bureau, &referral.id).await;
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

/// S6: the petition office learns the dates from enforcement, and what it tells the petitioner is the same.
async fn a_complaint_about_a_penalty_is_diverted_with_its_dates(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let request = pb::FindRemediesRequest {
        parent: parent(),
        number: bureau.case(&case.name).await.number,
    };
    let found = bureau.cases(&OFFICER).find_remedies(request.clone()).await.unwrap().into_inner();
    assert!(!found.reconsideration_first);
    let served = local_date(shiyu_e2e::moment(found.serve_time)).to_string();
    let matter = Matter::register(&town).await;
    let relief = petition::MatterKind::AppealForRelief;
    let diverted = matter
        .by(&town, &OFFICER)
        .divert(relief, petition::ReliefPath::Litigation, "越城区人民政府", &served)
        .await;
    let ways = diverted.unwrap().ending.unwrap().ways;
    let told: Vec<&str> = ways.iter().map(|way| way.last_date.as_str()).collect();
    let known: Vec<&str> = found.ways.iter().map(|way| way.last_date.as_str()).collect();
    assert_eq!(told, known, "both reckon the same days");
    let name = &case.name;
    let lodged = order!(
        name,
        LodgeRemedyRequest {
            kind: pb::RemedyKind::Reconsideration.into(),
            organ: "越城区人民政府".to_owned(),
            reference: "复议1".to_owned(),
            lodge_time: Some(timestamp(bureau.now())),
        }
    );
    bureau.cases(&LI).lodge_remedy(lodged).await.unwrap();
    let closed = bureau.cases(&OFFICER).find_remedies(request).await.unwrap().into_inner();
    assert!(closed.ways.is_empty(), "one is under way");
}
