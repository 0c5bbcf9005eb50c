//! Lists of what is inspected, and who may what.

use futures::TryStreamExt as _;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::inspection_service_server::InspectionService;

use super::place;
use crate::inspection::POLICY;
use crate::scene::{BUREAU, OTHER_TOWN, Scene, TOWN, TOWN_BUREAU, asked, head, parent, principal, set, verbs};

shiyu_kit::both_databases! {
    objects_are_listed_counted_and_exported_over_one_filter;
}

async fn objects_are_listed_counted_and_exported_over_one_filter(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    for number in 0..30 {
        let object = pb::RegulatedObject {
            cadence_days: if number % 3 == 0 { number + 1 } else { 0 },
            ..place(&format!("工地{number}"))
        };
        scene.put(object).await.unwrap();
    }
    let filter = pb::RegulatedObjectFilter {
        place: TOWN.to_owned(),
        due_by: scene.day(20),
        ..pb::RegulatedObjectFilter::default()
    };
    let by = head(TOWN_BUREAU);
    let mut request = pb::ListRegulatedObjectsRequest {
        parent: parent(),
        page_size: 3,
        filter: Some(filter.clone()),
        ..pb::ListRegulatedObjectsRequest::default()
    };
    let mut due = Vec::new();
    loop {
        let page = scene
            .inspections
            .list_regulated_objects(asked(&by, request.clone()))
            .await
            .unwrap()
            .into_inner();
        due.extend(page.objects.into_iter().map(|object| object.due_on));
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            break;
        }
    }
    assert_eq!(due.len(), 7, "0, 3, … 18");
    assert!(due.is_sorted());
    let count = async |by: &_, filter: &pb::RegulatedObjectFilter| {
        let request = pb::CountRegulatedObjectsRequest {
            parent: parent(),
            filter: Some(filter.clone()),
        };
        scene
            .inspections
            .count_regulated_objects(asked(by, request))
            .await
            .unwrap()
            .into_inner()
            .count
    };
    assert_eq!(count(&by, &filter).await, 7);
    assert_eq!(count(&by, &pb::RegulatedObjectFilter::default()).await, 30);
    let stranger = principal("somebody", Some(OTHER_TOWN), "enforcement_officer");
    assert_eq!(count(&stranger, &pb::RegulatedObjectFilter::default()).await, 0);
    let request = pb::ExportRegulatedObjectsRequest {
        parent: parent(),
        filter: Some(filter),
    };
    let file = scene
        .inspections
        .export_regulated_objects(asked(&by, request))
        .await
        .unwrap()
        .into_inner();
    let file: Vec<_> = file.map_ok(|piece| piece.data).try_collect().await.unwrap();
    assert_eq!(String::from_utf8(file.concat()).unwrap().lines().count(), 8);
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(POLICY, "InspectionService", Some(&principal("somebody", Some(BUREAU), role)));
    let open: &[&str] = &["GetDraw", "ListDraws", "VerifyDraw"];
    let read: &[&str] = &[
        "GetRegulatedObject",
        "ListRegulatedObjects",
        "CountRegulatedObjects",
        "ExportRegulatedObjects",
        "GetInspection",
        "ListInspections",
    ];
    let work: &[&str] = &[
        "PutRegulatedObject",
        "CloseRegulatedObject",
        "PlanInspection",
        "JoinInspection",
        "CancelInspection",
        "RecordVisit",
        "PublishInspection",
    ];
    let draw: &[&str] = &["AnnounceDraw", "ConductDraw", "PublishDraw"];
    assert_eq!(of("agency_head"), set(&[open, read, work, draw]));
    assert_eq!(of("legal_reviewer"), set(&[open, read, draw]));
    assert_eq!(of("enforcement_officer"), set(&[open, read, work]));
    for role in ["enforcement_auxiliary", "auditor"] {
        assert_eq!(of(role), set(&[open, read]), "{role}");
    }
    assert_eq!(of("citizen"), set(&[open]));
    assert_eq!(verbs(POLICY, "InspectionService", None), set(&[open]));
}
