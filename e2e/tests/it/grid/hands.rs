//! All five hands on every event, and what departments may ask of the grids (网格准入).

use shiyu_e2e::ground::people::{BUREAU_HANDLER, BUREAU_HEAD, CHIEF, DISPATCHER, GRID_AUDITOR, PATROL, TOWN_HANDLER};
use shiyu_e2e::ground::{TOWN, WORDS, reporting};
use shiyu_e2e::sample::{BUREAU, parent};
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1 as pb;
use tonic::Code::FailedPrecondition;

use crate::saying::refused;

on_both_storages! {
    what_a_department_asks_is_admitted_first_and_patrolled_before_the_close;
}

async fn proposed(ground: &Ground) -> String {
    let today = local_date(ground.town.now());
    let item = pb::AdmissionItem {
        department: BUREAU.to_owned(),
        title: "自建房排查".to_owned(),
        task: "每月巡看一次经营性自建房外观".to_owned(),
        class: "E1201".to_owned(),
        frequency: pb::AdmissionFrequency::Monthly.into(),
        unit_cost_fen: 1_500,
        minutes_each: 20,
        from_date: today.to_string(),
        to_date: (today + time::Duration::days(90)).to_string(),
        ..pb::AdmissionItem::default()
    };
    let request = pb::ProposeAdmissionItemRequest {
        parent: parent(),
        item: Some(item),
        request_id: new_id().to_string(),
    };
    let item = ground.caller(&BUREAU_HEAD).admissions().propose_admission_item(request).await;
    item.unwrap().into_inner().name
}

async fn approved(ground: &Ground, name: &str) {
    let request = pb::ApproveAdmissionItemRequest {
        name: name.to_owned(),
        approval_document: "越网格办〔2026〕7号".to_owned(),
        request_id: new_id().to_string(),
    };
    ground.caller(&CHIEF).admissions().approve_admission_item(request).await.unwrap();
}

async fn gaps(ground: &Ground) -> pb::SlotGapReportResponse {
    let request = pb::SlotGapReportRequest {
        parent: parent(),
        slot: pb::Slot::PatrolledBy.into(),
        ..pb::SlotGapReportRequest::default()
    };
    let report = ground.caller(&GRID_AUDITOR).events().slot_gap_report(request).await;
    report.unwrap().into_inner()
}

async fn what_a_department_asks_is_admitted_first_and_patrolled_before_the_close(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let item = proposed(&ground).await;
    let asked = || {
        let mut request = reporting(ground.town.now(), pb::EventSource::Department);
        let report = request.report.as_mut().unwrap();
        item.rsplit('/').next().unwrap().clone_into(&mut report.admission_item);
        request
    };
    let bureau = ground.caller(&BUREAU_HANDLER);
    refused(Found::reported(&bureau, asked()).await, FailedPrecondition, "NOT_ADMITTED");
    approved(&ground, &item).await;
    let found = Found::reported(&bureau, asked()).await.unwrap();

    found.handled(&ground).await;
    let dispatcher = found.by(&ground, &DISPATCHER);
    let [.., seen] = WORDS;
    let verified = dispatcher.inspect(true, seen).await.unwrap();
    assert_eq!(verified.missing_slots().collect::<Vec<_>>(), [pb::Slot::PatrolledBy]);
    refused(dispatcher.close().await, FailedPrecondition, "SLOT_EMPTY");
    let report = gaps(&ground).await;
    assert_eq!(report.events, std::slice::from_ref(&found.name));
    let counts: Vec<_> = report.gaps.iter().map(|gap| (gap.unit.as_str(), gap.slot(), gap.count)).collect();
    assert_eq!(counts, [(TOWN, pb::Slot::PatrolledBy, 1)]);
    found.by(&ground, &PATROL).report_verification(true, "I was there").await.unwrap();
    let closed = dispatcher.close().await.unwrap();
    let hands = closed.hands.unwrap();
    assert_eq!(
        (hands.patrolled_by.as_str(), hands.handled_by.as_str(), hands.verified_by.as_str()),
        (PATROL.subject, TOWN_HANDLER.subject, DISPATCHER.subject)
    );
    assert_eq!(gaps(&ground).await.events, Vec::<String>::new());
}
