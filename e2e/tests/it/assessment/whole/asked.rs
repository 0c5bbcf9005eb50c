//! What people asked for in a week is counted by the services, and shown to everybody.

use shiyu_e2e::people::OFFICER;
use shiyu_e2e::sample::{BUREAU, parent, person};
use shiyu_e2e::{Backends, Matter, Storage};
use shiyu_kit::clock::new_id;
use shiyu_kit::demand::Week;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::demand_service_client::DemandServiceClient;
use shiyu_proto::assessment::v1::signal_service_client::SignalServiceClient;
use shiyu_proto::petition::v1 as petition;
use time::Duration;
use tonic::Code::{AlreadyExists, FailedPrecondition, Unauthenticated};

use super::{ASSESSOR, County};
use crate::saying::refused;

on_both_storages! {
    what_was_asked_for_is_counted_where_it_is_known_who_asked;
}

/// Twelve people who do not exist.
const NAMES: [&str; 12] = [
    "沈一鸣",
    "沈二南",
    "沈三秋",
    "沈四方",
    "沈五谷",
    "沈六和",
    "沈七夕",
    "沈八达",
    "沈九章",
    "沈十全",
    "沈百川",
    "沈千帆",
];

async fn what_was_asked_for_is_counted_where_it_is_known_who_asked(backends: Backends, storage: Storage) {
    let county = County::open(&backends, storage).await;
    let week = Week::of(county.today());
    let town = &county.ground.town;
    // Twelve people ask for the same in one community, and one person asks twelve times for something else.
    for serial in 0..12 {
        Matter::register_as(&town.caller(&OFFICER), |petition| {
            petition.category = "housing.repair".to_owned();
            petition.parties[0].identity = Some(person(NAMES[usize::from(serial)], 300 + serial));
        })
        .await;
        Matter::register_as(&town.caller(&OFFICER), |petition| petition.category = "noise.night".to_owned()).await;
        // And the twelve accuse an office of something else: what is kept from somebody is counted nowhere (信访工作条例 art. 30).
        Matter::register_as(&town.caller(&OFFICER), |petition| {
            petition.category = "land.use".to_owned();
            petition.parties[0].identity = Some(person(NAMES[usize::from(serial)], 300 + serial));
            petition.accused = Some(petition::Accused {
                units: vec![BUREAU.to_owned()],
                ..petition::Accused::default()
            });
        })
        .await;
    }
    county.settled().await;
    let mut demand = DemandServiceClient::new(county.assessment.caller(&ASSESSOR).door());
    let take = || pb::TakeDemandRequest {
        parent: parent(),
        week: week.to_string(),
        request_id: new_id().to_string(),
    };
    refused(demand.take_demand(take()).await, FailedPrecondition, "WEEK_NOT_OVER");
    let mut signals = SignalServiceClient::new(county.assessment.caller(&ASSESSOR).door());
    let (_, end) = week.moments();
    county.assessment.advance_past(end + Duration::days(7)).await;
    county.settled().await;
    let taken = demand.take_demand(take()).await.unwrap().into_inner();
    assert!(!taken.cells.is_empty(), "{taken:?}");
    for cell in &taken.cells {
        assert_eq!(
            (cell.service.as_str(), cell.category.as_str(), cell.cases),
            ("petition", "housing.repair", 12)
        );
    }
    refused(demand.take_demand(take()).await, AlreadyExists, "WEEK_TAKEN");
    let mut anybody = DemandServiceClient::new(county.assessment.anonymous().door());
    let map = pb::GetHeatMapRequest {
        name: taken.name.clone(),
        service: String::new(),
    };
    assert_eq!(anybody.get_heat_map(map).await.unwrap().into_inner().maps, [taken]);
    refused(anybody.take_demand(take()).await, Unauthenticated, "TOKEN_MISSING");
    // Both rose, and a rise is given to the unit of the place, by counts alone.
    let detect = pb::DetectSignalsRequest {
        parent: parent(),
        week: week.to_string(),
        request_id: new_id().to_string(),
    };
    let raised = signals.detect_signals(detect).await.unwrap().into_inner().raised;
    let raised: Vec<_> = raised.iter().map(|signal| (signal.category.as_str(), signal.cases)).collect();
    assert_eq!(raised, [("housing.repair", 12), ("noise.night", 12)]);
}
