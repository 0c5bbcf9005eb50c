//! A petition offered to the grids (S1): it becomes an event, and the petition hears what becomes of that, also when the grids were away.

use shiyu_e2e::ground::people::{DISPATCHER, GRID_AUDITOR, PATROL, STATION_HANDLER};
use shiyu_e2e::ground::{STATION, WORDS, spot};
use shiyu_e2e::people::HANDLER;
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Found, Ground, Matter, Storage};
use shiyu_kit::fault::violations;
use shiyu_proto::common::v1::{Referral, ReferralDestination, ReferralState};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::petition::v1 as petition;

use crate::saying::at;

on_both_storages! {
    what_the_grids_close_is_done_for_the_petition;
    what_the_command_room_rejects_goes_on_alone;
}

fn offer() -> petition::OfferReferralRequest {
    petition::OfferReferralRequest {
        destination: ReferralDestination::Grid.into(),
        purpose: "inspection".to_owned(),
        summary: "Planks before an exit".to_owned(),
        point: Some(spot(2, 0)),
        ..petition::OfferReferralRequest::default()
    }
}

async fn referral(ground: &Ground, matter: &Matter) -> Referral {
    matter.course(&ground.town).await.referrals.pop().unwrap()
}

/// The event that came of the only offer.
async fn event(ground: &Ground) -> Found {
    ground.town.settled().await;
    ground.settled().await;
    let request = pb::ListEventsRequest {
        parent: parent(),
        filter: Some(pb::EventFilter {
            source: pb::EventSource::Petition.into(),
            ..pb::EventFilter::default()
        }),
        ..pb::ListEventsRequest::default()
    };
    let listed = ground.caller(&GRID_AUDITOR).events().list_events(request).await.unwrap();
    let events = listed.into_inner().events;
    assert_eq!(events.len(), 1);
    Found::of(&events[0].name, String::new())
}

/// Until both have told and heard everything.
async fn heard(ground: &Ground) {
    ground.settled().await;
    ground.town.settled().await;
}

async fn what_the_grids_close_is_done_for_the_petition(backends: Backends, storage: Storage) {
    let mut ground = Ground::open(&backends, storage).await;
    let matter = at(&ground.town, petition::Stage::Handling).await;
    let handle = matter.due(&ground.town, "handle").await;
    ground.stop().await;
    matter.by(&ground.town, &HANDLER).offer(offer()).await.unwrap();
    ground.town.settled().await;
    assert_eq!(
        referral(&ground, &matter).await.state(),
        ReferralState::Offered,
        "nobody is there yet"
    );
    ground.start().await;

    let found = event(&ground).await;
    let report = found.get(&ground).await.report.unwrap();
    assert_eq!(
        (report.offered_case, report.description.as_str()),
        (matter.name.clone(), "Planks before an exit")
    );
    assert_eq!(
        referral(&ground, &matter).await.state(),
        ReferralState::Offered,
        "no machine takes it on"
    );

    let (dispatcher, station) = (found.by(&ground, &DISPATCHER), found.by(&ground, &STATION_HANDLER));
    dispatcher.dispatch(STATION, "It keeps exits free").await.unwrap();
    heard(&ground).await;
    let taken = referral(&ground, &matter).await;
    assert_eq!((taken.state(), taken.case_name), (ReferralState::Accepted, found.name.clone()));

    station.sign_in().await.unwrap();
    let [.., done, seen] = WORDS;
    station.report_handled(done, pb::Measure::Cleared, vec![]).await.unwrap();
    let patrol = found.by(&ground, &PATROL);
    patrol.inspect(true, seen).await.unwrap();
    patrol.report_verification(true, seen).await.unwrap();
    dispatcher.close().await.unwrap();
    heard(&ground).await;
    assert_eq!(referral(&ground, &matter).await.state(), ReferralState::Done);
    let kinds = matter.kinds(&ground.town).await;
    assert_eq!(kinds[4..], ["referral.offered", "referral.accepted", "referral.done"]);
    assert_eq!(
        matter.get(&ground.town).await.stage(),
        petition::Stage::Handling,
        "a person goes on with it"
    );
    assert_eq!(matter.due(&ground.town, "handle").await, handle, "its clock never stopped");
    assert_eq!(
        found
            .kinds(&ground)
            .await
            .iter()
            .filter(|kind| *kind == "referral.answered")
            .count(),
        2
    );
}

async fn what_the_command_room_rejects_goes_on_alone(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let matter = at(&ground.town, petition::Stage::Handling).await;
    let handler = matter.by(&ground.town, &HANDLER);
    let nowhere = petition::OfferReferralRequest { point: None, ..offer() };
    let refusal = handler.offer(nowhere).await.unwrap_err();
    assert_eq!(violations(&refusal), [("point".to_owned(), "POINT_MISSING".to_owned())]);
    handler.offer(offer()).await.unwrap();

    let found = event(&ground).await;
    let rejected = found
        .by(&ground, &DISPATCHER)
        .reject(pb::RejectionGround::NotPublic, "A private garden");
    rejected.await.unwrap();
    heard(&ground).await;
    let refused = referral(&ground, &matter).await;
    assert_eq!((refused.state(), refused.case_name), (ReferralState::Refused, found.name));
    assert_eq!(matter.running(&ground.town).await, ["handle"]);
}
