//! What a caller gets wrong is refused with its code, everything at once, and changes nothing.

use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_e2e::ground::people::{DISPATCHER, GRID_AUDITOR, IDLE_PATROL, PATROL, TOWN_HANDLER};
use shiyu_e2e::ground::{reporting, spot};
use shiyu_e2e::people::Caller;
use shiyu_e2e::sample::{NEIGHBOUR, parent};
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_kit::fault::{allowed, violations};
use shiyu_kit::{inbox, journal};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use tonic::Code::{Aborted, FailedPrecondition, InvalidArgument, NotFound, PermissionDenied, Unauthenticated};

use crate::saying::refused;

on_both_storages! {
    what_is_refused_changes_nothing;
}

/// Rows that an order would have left.
async fn rows(ground: &Ground) -> (u64, u64) {
    let db = ground.connect().await;
    let journal = journal::Entity::find().count(&db.reader).await.unwrap();
    let inbox = inbox::Entity::find().count(&db.reader).await.unwrap();
    db.close().await;
    (journal, inbox)
}

async fn what_is_refused_changes_nothing(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = Found::by_patrol(&ground).await;
    let etag = found.get(&ground).await.etag;
    found.by(&ground, &DISPATCHER).accept().await.unwrap();
    ground.settled().await;
    let before = rows(&ground).await;
    reports(&ground).await;
    everything_at_once(&ground).await;
    orders(&ground, &found, &etag).await;
    tokens(&ground).await;
    assert_eq!(rows(&ground).await, before);
}

async fn reported(by: Caller, ground: &Ground, change: impl FnOnce(&mut pb::ReportEventRequest)) -> Result<Found, tonic::Status> {
    let mut request = reporting(ground.town.now(), pb::EventSource::Patrol);
    change(&mut request);
    Found::reported(&by, request).await
}

async fn reports(ground: &Ground) {
    let patrol = || ground.caller(&PATROL);
    let sea = common::Point {
        longitude: 121.9,
        latitude: 29.1,
    };
    let outside = reported(patrol(), ground, |request| request.point = Some(sea)).await;
    refused(outside, FailedPrecondition, "PLACE_UNKNOWN");
    let unknown = reported(patrol(), ground, |request| request.class_code = "E1299".into()).await;
    refused(unknown, FailedPrecondition, "CLASS_UNKNOWN");
    let none = reported(patrol(), ground, |request| request.class_code = "rubbish".into()).await;
    refused(none, InvalidArgument, "CLASS_INVALID");
    let nowhere = reported(patrol(), ground, |request| request.point = None).await;
    refused(nowhere, InvalidArgument, "PLACE_MISSING");
    let elsewhere = reported(patrol(), ground, |request| request.point = Some(spot(0, 0))).await;
    refused(elsewhere, PermissionDenied, "NOT_GRID_STAFF");
    let later = reported(patrol(), ground, |request| {
        let report = request.report.as_mut().unwrap();
        report.seen_time.as_mut().unwrap().seconds += 3_600;
    });
    refused(later.await, FailedPrecondition, "SEEN_IN_FUTURE");
}

async fn everything_at_once(ground: &Ground) {
    let all = reported(ground.caller(&PATROL), ground, |request| {
        request.parent = format!("counties/{NEIGHBOUR}");
        request.request_id = "garbage".into();
        request.class_code = "E1".into();
        request.point = Some(common::Point {
            longitude: 720.0,
            latitude: 0.0,
        });
        let report = request.report.as_mut().unwrap();
        report.title = "x".repeat(201);
        report.description.clear();
        report.seen_time = None;
        report.admission_item = "item".into();
    });
    let status = all.await.unwrap_err();
    assert_eq!(status.code(), InvalidArgument);
    let mut fields: Vec<(String, String)> = violations(&status);
    fields.sort();
    let expected = [
        ("class_code", "CLASS_INVALID"),
        ("parent", "UNKNOWN_COUNTY"),
        ("point.longitude", "OUT_OF_RANGE"),
        ("report.admission_item", "ADMISSION_ITEM_MISPLACED"),
        ("report.description", "REQUIRED"),
        ("report.seen_time", "REQUIRED"),
        ("report.title", "TOO_LONG"),
        ("request_id", "ID_INVALID"),
    ];
    let expected = expected.map(|(field, reason)| (field.to_owned(), reason.to_owned()));
    assert_eq!(fields, expected);
}

async fn orders(ground: &Ground, found: &Found, etag: &str) {
    let dispatcher = found.by(ground, &DISPATCHER);
    refused(dispatcher.clone().at(etag).dispatch("", "").await, Aborted, "STALE_ETAG");
    refused(dispatcher.clone().at("W/1").dispatch("", "").await, InvalidArgument, "ETAG_INVALID");
    let nobody = dispatcher.dispatch("330602001-XXX", "Somebody").await;
    refused(nobody, FailedPrecondition, "UNIT_UNKNOWN");
    let abroad = dispatcher.dispatch(NEIGHBOUR, "They are near").await;
    refused(abroad, FailedPrecondition, "UNIT_OUTSIDE_JURISDICTION");
    let early = dispatcher.close().await.unwrap_err();
    assert!(allowed(&early).contains(&"DispatchEvent".to_owned()), "{early:?}");
    refused(Err::<(), _>(early), FailedPrecondition, "NOT_IN_STAGE");
    refused(found.by(ground, &TOWN_HANDLER).sign_in().await, FailedPrecondition, "NOT_IN_STAGE");
    refused(found.by(ground, &IDLE_PATROL).get().await, NotFound, "EVENT_UNKNOWN");
    refused(found.by(ground, &GRID_AUDITOR).accept().await, PermissionDenied, "NOT_PERMITTED");
}

async fn tokens(ground: &Ground) {
    let abroad = reported(ground.caller_of(&PATROL, NEIGHBOUR), ground, |_| {}).await;
    refused(abroad, PermissionDenied, "COUNTY_MISMATCH");
    refused(reported(ground.anonymous(), ground, |_| {}).await, Unauthenticated, "TOKEN_MISSING");
    let request = pb::ListEventsRequest {
        parent: parent(),
        ..pb::ListEventsRequest::default()
    };
    let listed = ground.anonymous().events().list_events(request).await;
    refused(listed, Unauthenticated, "TOKEN_MISSING");
}
