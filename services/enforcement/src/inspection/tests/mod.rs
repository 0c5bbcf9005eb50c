//! The registers on both databases.

mod draws;
mod lists;

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::inspection_service_server::InspectionService;
use tonic::{Response, Status};

use crate::officer::tests::officer;
use crate::power::tests::item;
use crate::scene::{BUREAU, HOUSING, OTHER_TOWN, Scene, TOWN, TOWN_BUREAU, VILLAGE, asked, head, id, parent, principal, reason};

shiyu_kit::both_databases! {
    an_object_is_a_place_or_an_enterprise_and_falls_due;
    several_units_make_one_visit_and_what_they_find_is_told;
}

fn place(title: &str) -> pb::RegulatedObject {
    pb::RegulatedObject {
        kind: pb::ObjectKind::Place.into(),
        title: title.to_owned(),
        place: VILLAGE.to_owned(),
        whereabouts: "胜利西路12号".to_owned(),
        category: "building-site".to_owned(),
        unit: TOWN_BUREAU.to_owned(),
        cadence_days: 90,
        ..pb::RegulatedObject::default()
    }
}

impl Scene {
    async fn put(&self, object: pb::RegulatedObject) -> Result<Response<pb::RegulatedObject>, Status> {
        let request = pb::PutRegulatedObjectRequest {
            parent: parent(),
            object: Some(object),
            request_id: id(),
        };
        self.inspections.put_regulated_object(asked(&head(TOWN), request)).await
    }

    async fn plan(&self, object: &str, unit: &str, kind: pb::InspectionKind) -> Result<Response<pb::Inspection>, Status> {
        let request = pb::PlanInspectionRequest {
            parent: parent(),
            request_id: id(),
            object: object.to_owned(),
            kind: kind.into(),
            unit: unit.to_owned(),
            matters: vec!["施工扬尘".to_owned()],
            planned_on: self.day(0),
            document: "年度检查计划".to_owned(),
        };
        self.inspections.plan_inspection(asked(&head(unit), request)).await
    }

    async fn officers(&self, unit: &str, subjects: &[&str]) -> Vec<String> {
        let mut names = Vec::new();
        for subject in subjects {
            names.push(self.enlist(officer(subject, unit)).await.unwrap().into_inner().name);
        }
        names
    }

    /// A draw of five sites and two officers for each, announced over twelve sites and four officers.
    async fn announced(&self) -> pb::Draw {
        for number in 0..12 {
            self.put(place(&format!("工地{number}"))).await.unwrap();
        }
        self.officers(TOWN_BUREAU, &["officer-1", "officer-2", "officer-3", "officer-4"])
            .await;
        let draw = pb::Draw {
            unit: BUREAU.to_owned(),
            title: "建筑工地双随机抽查".to_owned(),
            document: "2026年度抽查计划".to_owned(),
            category: "building-site".to_owned(),
            officer_units: vec![TOWN_BUREAU.to_owned()],
            object_count: 5,
            officer_count: 2,
            matters: vec!["施工扬尘".to_owned()],
            planned_on: self.day(10),
            ..pb::Draw::default()
        };
        let request = pb::AnnounceDrawRequest {
            parent: parent(),
            draw: Some(draw),
            request_id: id(),
        };
        let announced = self
            .inspections
            .announce_draw(asked(&head(BUREAU), request))
            .await
            .unwrap()
            .into_inner();
        assert_eq!((announced.object_pool.len(), announced.officer_pool.len()), (12, 4));
        announced
    }
}

async fn an_object_is_a_place_or_an_enterprise_and_falls_due(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let site = scene.put(place("迪荡新城三期工地")).await.unwrap().into_inner();
    assert_eq!(site.due_on, scene.day(90));
    let enterprise = |code: &str| pb::RegulatedObject {
        kind: pb::ObjectKind::Enterprise.into(),
        credit_code: code.to_owned(),
        ..place("某某公司")
    };
    let refused = scene.put(enterprise("91350100M000100Y44")).await.unwrap_err();
    assert_eq!(shiyu_kit::fault::violations(&refused)[0].1, "CREDIT_CODE_INVALID");
    let with_code = pb::RegulatedObject {
        credit_code: "91350100M000100Y43".to_owned(),
        ..place("某某工地")
    };
    let refused = scene.put(with_code).await.unwrap_err();
    assert_eq!(shiyu_kit::fault::violations(&refused)[0].1, "CREDIT_CODE_UNFIT");
    let company = scene.put(enterprise("91350100M000100Y43")).await.unwrap().into_inner();
    assert_eq!(
        reason(&scene.put(enterprise("91350100m000100y43")).await.unwrap_err()),
        "CREDIT_CODE_TAKEN"
    );
    let turned = pb::RegulatedObject {
        name: company.name.clone(),
        ..place("某某公司")
    };
    assert_eq!(reason(&scene.put(turned).await.unwrap_err()), "OBJECT_FIXED");
    let person = pb::RegulatedObject {
        title: "张三 11010519491231002X".to_owned(),
        ..place("")
    };
    let refused = scene.put(person).await.unwrap_err();
    assert_eq!(shiyu_kit::fault::violations(&refused)[0].1, "PERSONAL_DATA_IN_TEXT");
    let request = pb::CloseRegulatedObjectRequest {
        name: company.name,
        request_id: id(),
    };
    let closed = scene
        .inspections
        .close_regulated_object(asked(&head(TOWN), request))
        .await
        .unwrap()
        .into_inner();
    assert!(closed.closed && closed.due_on.is_empty());
    assert_eq!(
        reason(&scene.plan(&closed.name, TOWN_BUREAU, pb::InspectionKind::Safety).await.unwrap_err()),
        "OBJECT_CLOSED"
    );
}

async fn several_units_make_one_visit_and_what_they_find_is_told(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.in_force(vec![item("A1")]).await;
    let site = scene.put(place("迪荡新城三期工地")).await.unwrap().into_inner();
    let visit = scene
        .plan(&site.name, TOWN_BUREAU, pb::InspectionKind::Routine)
        .await
        .unwrap()
        .into_inner();
    let second = scene.plan(&site.name, HOUSING, pb::InspectionKind::Routine).await.unwrap_err();
    assert_eq!(reason(&second), "VISIT_TO_BE_JOINED");
    let request = pb::JoinInspectionRequest {
        name: visit.name.clone(),
        request_id: id(),
        unit: HOUSING.to_owned(),
        matters: vec!["工程质量".to_owned()],
    };
    scene.inspections.join_inspection(asked(&head(HOUSING), request)).await.unwrap();
    let mut there = scene.officers(TOWN_BUREAU, &["officer-1", "officer-2"]).await;
    let record = async |officers: &[String], unit: &str| {
        let request = pb::RecordVisitRequest {
            name: visit.name.clone(),
            request_id: id(),
            visited_on: scene.day(0),
            officers: officers.to_vec(),
            outcome: pb::InspectionOutcome::Found.into(),
            findings: vec![pb::InspectionFinding {
                unit: unit.to_owned(),
                power: "A1".to_owned(),
                text: "未设置围挡".to_owned(),
                ..pb::InspectionFinding::default()
            }],
        };
        let by = principal("officer-1", Some(TOWN_BUREAU), "enforcement_officer");
        scene.inspections.record_visit(asked(&by, request)).await
    };
    assert_eq!(reason(&record(&there, TOWN_BUREAU).await.unwrap_err()), "TWO_OFFICERS_NEEDED");
    there.extend(scene.officers(HOUSING, &["officer-3", "officer-4"]).await);
    let many = scene.told().await.len();
    assert_eq!(
        reason(&record(&there, HOUSING).await.unwrap_err()),
        "POWER_HELD_BY_ANOTHER",
        "handed over to the town"
    );
    assert_eq!(scene.told().await.len(), many);
    let done = record(&there, TOWN_BUREAU).await.unwrap().into_inner();
    assert_eq!(
        (done.state(), done.findings.len(), done.parties[1].officers.len()),
        (pb::InspectionState::Done, 1, 2)
    );
    let told: Vec<pb::InspectionDone> = scene.facts("inspection.done").await;
    assert_eq!((told[0].party_count, told[0].finding_count), (2, 1));
    let found: Vec<pb::InspectionFound> = scene.facts("inspection.found").await;
    assert_eq!(
        (found[0].power.as_str(), found[0].finding.as_str()),
        ("A1", done.findings[0].id.as_str())
    );
    assert!(!format!("{found:?}{told:?}").contains("围挡"), "no word of what was seen");
    let lately = scene.plan(&site.name, HOUSING, pb::InspectionKind::Routine).await.unwrap_err();
    assert_eq!(reason(&lately), "VISITED_LATELY");
    let request = pb::PublishInspectionRequest {
        name: visit.name.clone(),
        request_id: id(),
        published_on: scene.day(0),
        published_in: "越城区人民政府网站".to_owned(),
    };
    let public = scene
        .inspections
        .publish_inspection(asked(&head(TOWN), request))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(public.published_on, scene.day(0));
    let seen = async |unit: &str| {
        let request = pb::GetInspectionRequest { name: visit.name.clone() };
        let by = principal("somebody", Some(unit), "enforcement_officer");
        scene.inspections.get_inspection(asked(&by, request)).await.is_ok()
    };
    assert!(seen(HOUSING).await && seen(TOWN).await && !seen(OTHER_TOWN).await);
}
