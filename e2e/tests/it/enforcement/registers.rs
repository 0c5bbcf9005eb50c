//! Registers beside the cases: a random draw whose visit becomes a clue, and a certificate without which nobody acts.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{BUREAU, Bureau, POWER, both};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1::inspection_service_client::InspectionServiceClient;
use shiyu_proto::enforcement::v1::officer_service_client::OfficerServiceClient;
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::FailedPrecondition;

use super::{Under, order};
use crate::saying::refused;

on_both_storages! {
    a_draw_is_anybodys_to_compute_and_what_its_visit_finds_is_a_clue;
    without_a_certificate_nobody_acts;
}

/// What was seen on a visit; it may stand in no fact.
const SEEN: &str = "围挡缺失约三十米";

fn today(bureau: &Bureau) -> time::Date {
    local_date(bureau.now())
}

/// A draw of two of six sites, with both officers for each.
async fn announced(bureau: &Bureau) -> String {
    for number in 1..=6 {
        bureau.site(&format!("塔山{number}号工地")).await;
    }
    let draw = pb::Draw {
        unit: BUREAU.to_owned(),
        title: "建筑工地双随机抽查".to_owned(),
        document: "2026年度抽查计划".to_owned(),
        category: "building-site".to_owned(),
        officer_units: vec![BUREAU.to_owned()],
        object_count: 2,
        officer_count: 2,
        matters: vec!["施工扬尘".to_owned()],
        planned_on: today(bureau).to_string(),
        ..pb::Draw::default()
    };
    let announce = pb::AnnounceDrawRequest {
        parent: parent(),
        draw: Some(draw),
        request_id: new_id().to_string(),
    };
    let announced = bureau.inspections(&BUREAU_HEAD).announce_draw(announce).await.unwrap();
    announced.into_inner().name
}

async fn a_draw_is_anybodys_to_compute_and_what_its_visit_finds_is_a_clue(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let name = announced(&bureau).await;
    let conduct = pb::ConductDrawRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
        seed: "03 08 11 19 24 30 + 07".to_owned(),
        seed_source: "双色球开奖号码".to_owned(),
    };
    let drawn = bureau.inspections(&BUREAU_HEAD).conduct_draw(conduct).await.unwrap().into_inner();
    let publish = pb::PublishDrawRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
        published_on: today(&bureau).to_string(),
        published_in: "越城区人民政府网站".to_owned(),
    };
    bureau.inspections(&BUREAU_HEAD).publish_draw(publish).await.unwrap();
    let mut anybody = InspectionServiceClient::new(bureau.anonymous().door());
    let again = anybody.verify_draw(pb::VerifyDrawRequest { name }).await.unwrap().into_inner();
    assert!(again.matches && again.picks.len() == 2);
    assert_eq!(again.picks[0].officers, drawn.picks[0].officers);

    let there = drawn.picks[0].officers.iter();
    let visit = pb::RecordVisitRequest {
        name: drawn.picks[0].inspection.clone(),
        request_id: new_id().to_string(),
        visited_on: today(&bureau).to_string(),
        officers: there.map(|officer| format!("{}/officers/{officer}", parent())).collect(),
        outcome: pb::InspectionOutcome::Found.into(),
        findings: vec![pb::InspectionFinding {
            unit: BUREAU.to_owned(),
            power: POWER.to_owned(),
            text: SEEN.to_owned(),
            ..pb::InspectionFinding::default()
        }],
    };
    let made = bureau.inspections(&LI).record_visit(visit).await.unwrap().into_inner();
    let case = bureau.clue_of(&made).await;
    assert_eq!((case.stage(), case.unit.as_str()), (Stage::Clue, BUREAU));
    let told = case.clue.unwrap();
    assert_eq!(told.source(), pb::ClueSource::Inspection);
    assert!(told.description.contains(SEEN), "the officers read what was seen");
    for fact in town.told().await {
        assert!(!String::from_utf8_lossy(&fact.data).contains(SEEN), "{} tells it", fact.subject);
    }
}

async fn without_a_certificate_nobody_acts(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await;
    let check = || pb::CheckCertificateRequest {
        parent: parent(),
        number: "33020002".to_owned(),
        date: String::new(),
    };
    let mut anybody = OfficerServiceClient::new(bureau.anonymous().door());
    assert!(anybody.check_certificate(check()).await.unwrap().into_inner().valid);
    let mut officers = OfficerServiceClient::new(bureau.caller(&BUREAU_HEAD).door());
    let all = pb::ListOfficersRequest {
        parent: parent(),
        ..pb::ListOfficersRequest::default()
    };
    let all = officers.list_officers(all).await.unwrap().into_inner().officers;
    let wang = all.iter().find(|officer| officer.subject == both()[1]).unwrap();
    let suspend = pb::SuspendCertificateRequest {
        name: wang.name.clone(),
        request_id: new_id().to_string(),
        from: today(&bureau).to_string(),
        to: (today(&bureau) + Duration::days(5)).to_string(),
        reason: "暂扣".to_owned(),
    };
    officers.suspend_certificate(suspend).await.unwrap();
    assert!(!anybody.check_certificate(check()).await.unwrap().into_inner().valid);
    let name = &case.name;
    let seen = || {
        order!(
            name,
            VerifyClueRequest {
                officers: both(),
                found: true,
                note: "确有其事".to_owned()
            }
        )
    };
    refused(
        bureau.cases(&LI).verify_clue(seen()).await,
        FailedPrecondition,
        "CERTIFICATE_INVALID",
    );
    bureau.lives(Duration::days(6)).await;
    bureau.cases(&LI).verify_clue(seen()).await.unwrap();
}
