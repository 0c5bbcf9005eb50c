//! Cases that begin with a petition (S2) or in a grid (S5), each service away for an hour in the middle.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{Bureau, both};
use shiyu_e2e::ground::STATION;
use shiyu_e2e::ground::people::{BUREAU_HANDLER, DISPATCHER, STATION_HANDLER};
use shiyu_e2e::people::{HANDLER, OFFICER};
use shiyu_e2e::sample::{BUREAU as HOUSING, parent, resident};
use shiyu_e2e::{Backends, Found, Ground, Matter, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1::{IdentityField, Referral, ReferralDestination, ReferralState};
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use shiyu_proto::grid::v1 as grid;
use shiyu_proto::petition::v1 as petition;
use time::Duration;
use tonic::Code::FailedPrecondition;

use super::{Under, fine, order, suspect};
use crate::saying::{at, refused};

on_both_storages! {
    a_petition_becomes_a_case_and_hears_of_it;
    without_power_it_goes_back_with_who_is_competent;
    what_a_grid_found_is_put_right_and_not_punished;
    what_is_declined_goes_to_the_unit_that_is_named;
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

/// An event of the grids at a station, offered to the bureau: its offer's id.
async fn offered_from_the_grid(ground: &Ground, found: &Found) -> String {
    found
        .by(ground, &DISPATCHER)
        .dispatch(STATION, "It keeps exits free")
        .await
        .unwrap();
    found.by(ground, &STATION_HANDLER).sign_in().await.unwrap();
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

/// The bureau has no power; it says who has, and the station sends the event there.
async fn what_is_declined_goes_to_the_unit_that_is_named(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut ground.town, &backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let referral = offered_from_the_grid(&ground, &found).await;
    let station = found.by(&ground, &STATION_HANDLER);
    refused(station.send_back("Too early").await, FailedPrecondition, "NOT_IN_STAGE");
    ground.settled().await;
    bureau.settled().await;
    let name = format!("counties/330602/cases/{referral}");
    let seen = order!(
        name,
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "属住建部门职权".to_owned()
        }
    );
    bureau.cases(&LI).verify_clue(seen).await.unwrap();
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
