//! A petition that becomes a case, goes back to who is competent, or complains of a penalty.

use shiyu_e2e::bureau::Bureau;
use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI, OTHER};
use shiyu_e2e::people::{HANDLER, OFFICER};
use shiyu_e2e::sample::{parent, resident};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1::{IdentityField, Referral, ReferralDestination, ReferralState};
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use shiyu_proto::petition::v1 as petition;

use super::{HOUR, case_of};
use crate::enforcement::{Under, fine, order, seen};
use crate::saying::at;

on_both_storages! {
    a_petition_becomes_a_case_and_hears_of_it;
    without_power_it_goes_back_with_who_is_competent;
    a_complaint_about_a_penalty_is_diverted_with_its_dates;
}

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
    seen(&bureau, &name).await;
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
    assert_eq!(matter.course(&town).await.competent_unit, "330602-JTJ", "the next step");
    matter.by(&town, &HANDLER).offer(offer()).await.unwrap();
    heard(&town, &bureau).await;
    let next = referral(&town, &matter).await;
    assert_eq!((next.state(), next.asked_unit.as_str()), (ReferralState::Offered, "330602-JTJ"));
    assert_eq!(matter.course(&town).await.competent_unit, "", "it is asked");
    let request = pb::GetCaseRequest {
        name: format!("counties/330602/cases/{}", next.id),
    };
    let clue = bureau.cases(&OTHER).get_case(request).await.unwrap().into_inner();
    assert_eq!((clue.stage(), clue.unit.as_str()), (Stage::Clue, "330602-JTJ"));
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
