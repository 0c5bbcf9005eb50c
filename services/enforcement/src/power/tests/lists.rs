//! Lists of powers, their evaluation, entrustments, and who may what.

use futures::TryStreamExt as _;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::power_service_server::PowerService;
use tonic::Request;

use super::item;
use crate::power::POLICY;
use crate::scene::{
    BUREAU, COUNTY, HOUSING, Scene, TOWN, TOWN_BUREAU, VILLAGE, WATER, asked, code, head, id, parent, principal, reason, set, verbs,
};

shiyu_kit::both_databases! {
    items_are_listed_counted_and_exported_over_one_filter;
    a_list_is_evaluated;
    an_entrustment_is_public_and_never_passed_on;
}

async fn items_are_listed_counted_and_exported_over_one_filter(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mut items: Vec<_> = (100..150).map(|number| item(&format!("A{number}"))).collect();
    for item in items.iter_mut().take(7) {
        item.origin = WATER.to_owned();
        item.title = "对擅自取水的行政处罚".to_owned();
        item.holdings.clear();
    }
    scene.in_force(items).await;
    let of = |holder: &str, place: &str, text: &str| pb::PowerItemFilter {
        holder: holder.to_owned(),
        place: place.to_owned(),
        text: text.to_owned(),
        ..pb::PowerItemFilter::default()
    };
    assert_eq!(scene.count(of(TOWN_BUREAU, "", "")).await.count, 43);
    assert_eq!(scene.count(of(WATER, TOWN, "")).await.count, 7);
    assert_eq!(scene.count(of(HOUSING, TOWN, "")).await.count, 0);
    assert_eq!(scene.count(of("", "", "取水")).await.count, 7);
    let mut request = pb::ListPowerItemsRequest {
        parent: parent(),
        page_size: 20,
        filter: Some(of(TOWN_BUREAU, "", "")),
        ..pb::ListPowerItemsRequest::default()
    };
    let mut codes = Vec::new();
    loop {
        let page = scene
            .powers
            .list_power_items(Request::new(request.clone()))
            .await
            .unwrap()
            .into_inner();
        codes.extend(page.items.into_iter().map(|item| item.code));
        request.page_token = page.next_page_token;
        if request.page_token.is_empty() {
            break;
        }
    }
    assert_eq!(codes.len(), 43);
    assert!(codes.is_sorted_by(|one, other| one < other));
    let request = pb::ExportPowerItemsRequest {
        parent: parent(),
        filter: Some(of(WATER, "", "")),
    };
    let file = scene
        .powers
        .export_power_items(asked(&head(BUREAU), request))
        .await
        .unwrap()
        .into_inner();
    let file: Vec<_> = file.map_ok(|piece| piece.data).try_collect().await.unwrap();
    let file = String::from_utf8(file.concat()).unwrap();
    assert_eq!(file.lines().count(), 8);
    assert!(
        file.contains("A100,对擅自取水的行政处罚,《中华人民共和国城乡规划法》第六十四条,fine::100000-1000000,330602-SLJ,"),
        "{file}"
    );
}

async fn a_list_is_evaluated(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let list = scene.in_force(vec![item("A1")]).await;
    let evaluate = async |code: &str, day: i64| {
        let evaluation = pb::PowerListEvaluation {
            list: list.name.clone(),
            evaluated_on: scene.day(day),
            document: "越政办〔2026〕40号".to_owned(),
            findings: vec![pb::PowerFinding {
                code: code.to_owned(),
                verdict: pb::power_finding::Verdict::Withdraw.into(),
                reason: "镇街承接能力不足".to_owned(),
            }],
            ..pb::PowerListEvaluation::default()
        };
        let request = pb::EvaluatePowerListRequest {
            parent: parent(),
            evaluation: Some(evaluation),
            request_id: id(),
        };
        scene.powers.evaluate_power_list(asked(&head(COUNTY), request)).await
    };
    assert_eq!(reason(&evaluate("A1", 1).await.unwrap_err()), "EVALUATED_IN_FUTURE");
    assert_eq!(reason(&evaluate("A1", -1).await.unwrap_err()), "POWER_LIST_NOT_IN_FORCE");
    assert_eq!(reason(&evaluate("A9", 0).await.unwrap_err()), "POWER_UNKNOWN");
    evaluate("A1", 0).await.unwrap();
    let told: Vec<pb::PowerListEvaluated> = scene.facts("power.list_evaluated").await;
    assert_eq!((told.len(), told[0].withdraw_count), (1, 1));
    let request = pb::ListPowerListEvaluationsRequest {
        parent: list.name.clone(),
        ..pb::ListPowerListEvaluationsRequest::default()
    };
    let found = scene
        .powers
        .list_power_list_evaluations(asked(&head(COUNTY), request))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(found.evaluations.len(), 1);
}

async fn an_entrustment_is_public_and_never_passed_on(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.in_force(vec![item("A1")]).await;
    let entrust = async |principal: &str, agent: &str| {
        let entrustment = pb::Entrustment {
            principal: principal.to_owned(),
            agent: agent.to_owned(),
            codes: vec!["A1".to_owned()],
            valid_from: scene.day(0),
            valid_to: scene.day(300),
            letter: "行政处罚委托书".to_owned(),
            published_in: "越城区人民政府网站".to_owned(),
            ..pb::Entrustment::default()
        };
        let request = pb::PutEntrustmentRequest {
            parent: parent(),
            entrustment: Some(entrustment),
            request_id: id(),
        };
        scene.powers.put_entrustment(asked(&head(COUNTY), request)).await
    };
    assert_eq!(reason(&entrust(WATER, VILLAGE).await.unwrap_err()), "POWER_NOT_HELD");
    entrust(TOWN_BUREAU, VILLAGE).await.unwrap();
    assert_eq!(reason(&entrust(VILLAGE, BUREAU).await.unwrap_err()), "SUB_ENTRUSTMENT");
    let held = scene.registers.powers.get();
    let (bureau, number) = (code(TOWN_BUREAU), "A1".parse().unwrap());
    let agents: Vec<_> = held.agents(&bureau, &number, scene.date(1)).cloned().collect();
    assert_eq!(agents, [code(VILLAGE)]);
    let request = pb::ListEntrustmentsRequest {
        parent: parent(),
        ..pb::ListEntrustmentsRequest::default()
    };
    let public = scene.powers.list_entrustments(Request::new(request)).await.unwrap().into_inner();
    assert_eq!(public.entrustments.len(), 1);
}

const OPEN: [&str; 5] = [
    "ListPowerItems",
    "CountPowerItems",
    "GetPowerItem",
    "ExplainPower",
    "ListEntrustments",
];

const READ: [&str; 5] = [
    "GetPowerList",
    "ListPowerLists",
    "ListPowerListEvaluations",
    "ListPowerMoves",
    "ExportPowerItems",
];

const KEEP: [&str; 4] = ["ImportPowerList", "AmendPowerList", "DiscardPowerList", "EvaluatePowerList"];

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(POLICY, "PowerService", Some(&principal("somebody", Some(BUREAU), role)));
    let publish: &[&str] = &["PublishPowerList", "PutEntrustment"];
    assert_eq!(of("agency_head"), set(&[&OPEN, &READ, &KEEP, publish]));
    assert_eq!(of("legal_reviewer"), set(&[&OPEN, &READ, &KEEP]));
    for role in ["enforcement_officer", "hearing_host", "auditor"] {
        assert_eq!(of(role), set(&[&OPEN, &READ]), "{role}");
    }
    for role in ["citizen", "grid_patrol", "petition_officer", "operator", ""] {
        assert_eq!(of(role), set(&[&OPEN]), "{role}");
    }
    assert_eq!(verbs(POLICY, "PowerService", None), set(&[&OPEN]));
}
