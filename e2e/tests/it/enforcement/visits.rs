//! One visit for several units (综合查一次): planned once, joined, made with two officers of each, and what each found is its own clue.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI, MAGISTRATE, OTHER};
use shiyu_e2e::bureau::{BUREAU, Bureau, POWER};
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::officer_service_client::OfficerServiceClient;
use time::Duration;
use tonic::Code::FailedPrecondition;

use crate::saying::refused;

on_both_storages! {
    two_units_look_at_a_site_in_one_visit;
}

/// The bureau of transport.
const TRANSPORT: &str = "330602-JTJ";
const SECOND: Post = post("second-of-transport", "enforcement_officer", Some(TRANSPORT));

fn in_days(bureau: &Bureau, days: i64) -> String {
    (local_date(bureau.now()) + Duration::days(days)).to_string()
}

fn plan(bureau: &Bureau, object: &str, (unit, days): (&str, i64)) -> pb::PlanInspectionRequest {
    pb::PlanInspectionRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        object: object.to_owned(),
        kind: pb::InspectionKind::Routine.into(),
        unit: unit.to_owned(),
        matters: vec!["施工扬尘".to_owned()],
        planned_on: in_days(bureau, days),
        document: "年度检查计划".to_owned(),
    }
}

/// Everybody with a certificate, those of the bureau first.
async fn officers(bureau: &Bureau) -> Vec<pb::Officer> {
    for (post, number) in [(OTHER, "33020021"), (SECOND, "33020022")] {
        bureau.certified_in(TRANSPORT, &post, number).await;
    }
    let list = pb::ListOfficersRequest {
        parent: parent(),
        ..pb::ListOfficersRequest::default()
    };
    let mut officers = OfficerServiceClient::new(bureau.caller(&MAGISTRATE).door());
    let mut all = officers.list_officers(list).await.unwrap().into_inner().officers;
    all.sort_by_key(|officer| officer.unit != BUREAU);
    all
}

async fn two_units_look_at_a_site_in_one_visit(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let (object, there) = (bureau.site("越王城工地").await, officers(&bureau).await);
    let (mut ours, mut theirs) = (bureau.inspections(&LI), bureau.inspections(&OTHER));
    let planned = ours
        .plan_inspection(plan(&bureau, &object, (BUREAU, 1)))
        .await
        .unwrap()
        .into_inner();
    let second = theirs.plan_inspection(plan(&bureau, &object, (TRANSPORT, 2))).await;
    refused(second, FailedPrecondition, "VISIT_TO_BE_JOINED");
    let join = || pb::JoinInspectionRequest {
        name: planned.name.clone(),
        request_id: new_id().to_string(),
        unit: TRANSPORT.to_owned(),
        matters: vec!["车辆抛洒".to_owned()],
    };
    theirs.join_inspection(join()).await.unwrap();
    refused(theirs.join_inspection(join()).await, FailedPrecondition, "UNIT_TAKES_PART");
    bureau.lives(Duration::days(1)).await;
    let record = |present: &[pb::Officer], unit: &str| pb::RecordVisitRequest {
        name: planned.name.clone(),
        request_id: new_id().to_string(),
        visited_on: in_days(&bureau, 0),
        officers: present.iter().map(|officer| officer.name.clone()).collect(),
        outcome: pb::InspectionOutcome::Found.into(),
        findings: vec![pb::InspectionFinding {
            unit: unit.to_owned(),
            power: POWER.to_owned(),
            text: "围挡之外堆放土方".to_owned(),
            ..pb::InspectionFinding::default()
        }],
    };
    refused(
        ours.record_visit(record(&there[..3], BUREAU)).await,
        FailedPrecondition,
        "TWO_OFFICERS_NEEDED",
    );
    refused(
        ours.record_visit(record(&there, TRANSPORT)).await,
        FailedPrecondition,
        "POWER_HELD_BY_ANOTHER",
    );
    let made = ours.record_visit(record(&there, BUREAU)).await.unwrap().into_inner();
    assert_eq!((made.state(), made.parties.len()), (pb::InspectionState::Done, 2));
    let clue = bureau.clue_of(&made).await;
    assert_eq!(clue.unit, BUREAU, "what a unit found is its clue");
    let again = theirs.plan_inspection(plan(&bureau, &object, (TRANSPORT, 3))).await;
    refused(again, FailedPrecondition, "VISITED_LATELY");
    let publish = pb::PublishInspectionRequest {
        name: planned.name.clone(),
        request_id: new_id().to_string(),
        published_on: in_days(&bureau, 0),
        published_in: "越城区人民政府网站".to_owned(),
    };
    let mut head = bureau.inspections(&BUREAU_HEAD);
    head.publish_inspection(publish).await.unwrap();
}
