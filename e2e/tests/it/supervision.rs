//! A petition that a county's office forgets becomes an order at that office, which its city sees and its neighbour does not; and what the
//! city orders itself is taken up, answered and followed.

use shiyu_e2e::desks::{Assessed, CITY, COUNTY, NEIGHBOUR, Petitioned};
use shiyu_e2e::people::{OFFICER, Post, post};
use shiyu_e2e::sample::{OFFICE, registration};
use shiyu_e2e::{Backends, Desks, PATIENCE, Storage, moment};
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::petition::v1 as petition;
use time::OffsetDateTime;
use tonic::Code;

/// The county's office of assessment, the city's, and whoever answers for the petition office.
const COUNTY_ASSESSOR: Post = post("county-assessor", "assessor", Some(COUNTY));
const NEIGHBOUR_ASSESSOR: Post = post("neighbour-assessor", "assessor", Some(NEIGHBOUR));
const CITY_ASSESSOR: Post = post("city-assessor", "assessor", Some(CITY));
const ANSWERABLE: Post = post("head-of-office", "rated_unit", Some(OFFICE));

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forgotten_petition_is_ordered_at_its_unit_and_seen_by_the_city() {
    let Some(backends) = Backends::with_accounts(Some(CITY), &[COUNTY, NEIGHBOUR]).await else {
        return;
    };
    let desks = Desks::open(&backends, Storage::Postgres).await;
    let mut own = Assessed::open(&desks, &backends, Storage::Postgres, COUNTY).await;
    let mut other = Assessed::open(&desks, &backends, Storage::Sqlite, NEIGHBOUR).await;
    let mut city = Assessed::open(&desks, &backends, Storage::Postgres, CITY).await;
    let petitions = Petitioned::open(&desks, &backends, Storage::Postgres, COUNTY).await;
    desks.advance_past(registered(&desks, &petitions).await).await;
    // The office's own limit of passing it on is over too, and has an order of its own.
    let forwarding = async || {
        let orders = listed(&own, &desks, (COUNTY, &COUNTY_ASSESSOR)).await;
        orders.into_iter().find(|order| order.clock == "forward")
    };
    eventually(PATIENCE, async || forwarding().await.is_some()).await;
    let order = forwarding().await.unwrap();
    assert_eq!(
        (order.unit.as_str(), order.superior.as_str(), order.clock.as_str()),
        (OFFICE, COUNTY, "forward")
    );
    assert_eq!((order.rung(), order.stage()), (pb::Rung::Ordered, pb::SupervisionStage::Issued));
    // The city sees it and cannot touch it; the neighbour sees nothing.
    eventually(PATIENCE, async || {
        seen(&city, &desks, &order).await == Some(pb::SupervisionStage::Issued)
    })
    .await;
    assert_eq!(
        acknowledge(&city, &desks, &order.name.replace(COUNTY, CITY)).await,
        Err(Code::NotFound)
    );
    assert!(listed(&other, &desks, (NEIGHBOUR, &NEIGHBOUR_ASSESSOR)).await.is_empty());
    acknowledge(&own, &desks, &order.name).await.unwrap();
    eventually(PATIENCE, async || {
        seen(&city, &desks, &order).await == Some(pb::SupervisionStage::Acknowledged)
    })
    .await;
    the_city_orders(&desks, (&own, &city), &order.case).await;
    assert!(listed(&other, &desks, (NEIGHBOUR, &NEIGHBOUR_ASSESSOR)).await.is_empty());
    petitions.stop().await;
    for assessed in [&mut own, &mut other, &mut city] {
        assessed.heard_out(&desks).await;
        assessed.stop().await;
    }
    desks.close().await;
}

/// Registers a petition as soon as the units have arrived, and tells when it has to be forwarded.
async fn registered(desks: &Desks, petitions: &Petitioned) -> OffsetDateTime {
    let request = registration(new_id());
    let officer = petitions.caller(desks, &OFFICER);
    let register = async || officer.petitions().register_petition(request.clone()).await;
    eventually(PATIENCE, async || register().await.is_ok()).await;
    let petition = register().await.unwrap().into_inner().petition.unwrap();
    let forward = petition.clocks.iter().find(|clock| clock.name == "forward");
    assert_eq!(petition.stage(), petition::Stage::Registered);
    moment(forward.unwrap().legal_due_time)
}

async fn the_city_orders(desks: &Desks, (own, city): (&Assessed, &Assessed), case: &str) {
    let supervise = pb::SuperviseUnitRequest {
        parent: format!("counties/{CITY}"),
        request_id: new_id().to_string(),
        service: pb::SupervisedService::Petition.into(),
        case: case.to_owned(),
        unit: OFFICE.to_owned(),
        ground: pb::SupervisionGround::Delay.into(),
    };
    let caller = city.caller(desks, (CITY, &CITY_ASSESSOR));
    // The county's units reach the city over the bus.
    let order = async || caller.supervisions().supervise_unit(supervise.clone()).await;
    eventually(PATIENCE, async || order().await.is_ok()).await;
    let down = order().await.unwrap().into_inner();
    assert!(down.allowed.is_empty());
    let there = down.name.replace(CITY, COUNTY);
    eventually(PATIENCE, async || acknowledge(own, desks, &there).await.is_ok()).await;
    let get = pb::GetSupervisionRequest { name: down.name };
    eventually(PATIENCE, async || {
        let stands = caller.supervisions().get_supervision(get.clone()).await.unwrap().into_inner();
        stands.stage() == pb::SupervisionStage::Acknowledged
    })
    .await;
}

async fn listed(at: &Assessed, desks: &Desks, by: (&str, &Post)) -> Vec<pb::Supervision> {
    let list = pb::ListSupervisionsRequest {
        parent: format!("counties/{}", by.0),
        ..pb::ListSupervisionsRequest::default()
    };
    let listed = at.caller(desks, by).supervisions().list_supervisions(list).await;
    listed.unwrap().into_inner().supervisions
}

/// Where the city sees a county's one stand.
async fn seen(city: &Assessed, desks: &Desks, order: &pb::Supervision) -> Option<pb::SupervisionStage> {
    let list = pb::ListCountySupervisionsRequest {
        parent: format!("counties/{CITY}"),
        ..pb::ListCountySupervisionsRequest::default()
    };
    let caller = city.caller(desks, (CITY, &CITY_ASSESSOR));
    let listed = caller.supervisions().list_county_supervisions(list).await.unwrap().into_inner();
    let mut found = listed.supervisions.into_iter().filter(|one| one.county == COUNTY);
    let moved = found.find_map(|one| one.moved.filter(|moved| moved.name == order.name))?;
    Some(moved.stage())
}

async fn acknowledge(at: &Assessed, desks: &Desks, name: &str) -> Result<(), Code> {
    let acknowledge = pb::AcknowledgeSupervisionRequest {
        name: name.to_owned(),
        request_id: new_id().to_string(),
        ..pb::AcknowledgeSupervisionRequest::default()
    };
    let county = name.split('/').nth(1).unwrap_or_default();
    let caller = at.caller(desks, (county, &ANSWERABLE));
    let done = caller.supervisions().acknowledge_supervision(acknowledge).await;
    done.map(drop).map_err(|status| status.code())
}
