//! The indicators on both databases.

use std::collections::{BTreeMap, HashMap};

use shiyu_kit::fault::{allowed, violations};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, TOWN, asked, code, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::indicator_service_server::IndicatorService;
use tonic::{Request, Status};

use super::defaults::defaults;
use super::domain::Direction;
use crate::scene::{BUREAU, Scene, assessor, rated, verbs};

shiyu_kit::both_databases! {
    a_version_moves_on_and_what_was_published_never_changes;
    the_default_set_is_adopted_once;
    everything_wrong_with_an_indicator_is_told;
}

fn rate() -> pb::Indicator {
    let sources = [("closed", "grid.whole.met"), ("due", "grid.whole.due")];
    pb::Indicator {
        name: format!("{}/indicators/close", parent()),
        title: "结案率".to_owned(),
        family: pb::Family::Governance.into(),
        direction: pb::Direction::Higher.into(),
        owner: BUREAU.to_owned(),
        formula: "closed / due".to_owned(),
        sources: sources.map(|(name, source)| (name.to_owned(), source.to_owned())).into(),
        weight: "5".to_owned(),
        document: "越考〔2026〕1号".to_owned(),
        ..pb::Indicator::default()
    }
}

fn put(indicator: pb::Indicator) -> pb::PutIndicatorRequest {
    pb::PutIndicatorRequest {
        parent: parent(),
        indicator: Some(indicator),
        request_id: id(),
    }
}

impl Scene {
    async fn put(&self, indicator: pb::Indicator) -> Result<pb::Indicator, Status> {
        let answer = self.indicators.put_indicator(asked(&assessor(), put(indicator))).await;
        answer.map(tonic::Response::into_inner)
    }

    async fn to_active(&self, name: &str, version: i64) -> Result<pb::Indicator, Status> {
        let (name, by) = (name.to_owned(), assessor());
        let consult = pb::ConsultIndicatorRequest {
            name: name.clone(),
            version,
            consultation: "越考〔2026〕2号".to_owned(),
            request_id: id(),
        };
        self.indicators.consult_indicator(asked(&by, consult)).await?;
        let publish = pb::PublishIndicatorRequest {
            name: name.clone(),
            version,
            request_id: id(),
        };
        self.indicators.publish_indicator(asked(&by, publish)).await?;
        let activate = pb::ActivateIndicatorRequest {
            name,
            version,
            request_id: id(),
        };
        Ok(self.indicators.activate_indicator(asked(&by, activate)).await?.into_inner())
    }

    async fn get(&self, version: i64) -> Result<pb::Indicator, Status> {
        let request = pb::GetIndicatorRequest {
            name: rate().name,
            version,
        };
        Ok(self.indicators.get_indicator(Request::new(request)).await?.into_inner())
    }
}

async fn a_version_moves_on_and_what_was_published_never_changes(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    assert_eq!(reason(&scene.get(0).await.unwrap_err()), "INDICATOR_UNKNOWN");
    let first = scene.put(rate()).await.unwrap();
    let again = scene
        .put(pb::Indicator {
            weight: "6".to_owned(),
            ..rate()
        })
        .await
        .unwrap();
    assert_eq!((first.version, again.version, again.weight.as_str()), (1, 1, "6"));
    let early = pb::PublishIndicatorRequest {
        name: rate().name,
        version: 1,
        request_id: id(),
    };
    let refused = scene.indicators.publish_indicator(asked(&assessor(), early)).await.unwrap_err();
    assert_eq!(reason(&refused), "INDICATOR_MOVE_NOT_ALLOWED");
    assert_eq!(allowed(&refused), ["PutIndicator", "ConsultIndicator"]);
    let active = scene.to_active(&rate().name, 1).await.unwrap();
    assert_eq!(active.stage(), pb::IndicatorStage::Active);
    let second = scene
        .put(pb::Indicator {
            weight: "7".to_owned(),
            ..rate()
        })
        .await
        .unwrap();
    assert_eq!((second.version, scene.get(1).await.unwrap().weight.as_str()), (2, "6"));
    scene.to_active(&rate().name, 2).await.unwrap();
    assert_eq!(scene.get(1).await.unwrap().stage(), pb::IndicatorStage::Retired);
    let mut list = pb::ListIndicatorsRequest {
        parent: parent(),
        page_size: 1,
        ..pb::ListIndicatorsRequest::default()
    };
    let page = scene
        .indicators
        .list_indicators(Request::new(list.clone()))
        .await
        .unwrap()
        .into_inner();
    list.page_token = page.next_page_token;
    let next = scene
        .indicators
        .list_indicators(Request::new(list.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!([page.indicators[0].version, next.indicators[0].version], [1, 2]);
    assert_eq!(next.next_page_token, "");
    list.stage = pb::IndicatorStage::Active.into();
    list.page_token = String::new();
    let active = scene.indicators.list_indicators(Request::new(list)).await.unwrap().into_inner();
    assert_eq!(active.indicators.iter().map(|row| row.version).collect::<Vec<_>>(), [2]);
    let retire = pb::RetireIndicatorRequest {
        name: rate().name,
        version: 2,
        request_id: id(),
    };
    let retired = scene.indicators.retire_indicator(asked(&assessor(), retire)).await.unwrap();
    assert_eq!(retired.into_inner().stage(), pb::IndicatorStage::Retired);
}

async fn the_default_set_is_adopted_once(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let adopt = || pb::AdoptDefaultIndicatorsRequest {
        parent: parent(),
        document: "越考〔2026〕1号".to_owned(),
        request_id: id(),
    };
    let by = principal("town", Some(TOWN), "assessor");
    let refused = scene.indicators.adopt_default_indicators(asked(&by, adopt())).await.unwrap_err();
    assert_eq!(reason(&refused), "UNIT_NOT_YOURS");
    let adopted = scene
        .indicators
        .adopt_default_indicators(asked(&assessor(), adopt()))
        .await
        .unwrap();
    assert_eq!(adopted.into_inner().adopted.len(), 40);
    let again = scene
        .indicators
        .adopt_default_indicators(asked(&assessor(), adopt()))
        .await
        .unwrap();
    assert_eq!(again.into_inner().adopted, Vec::<String>::new());
    let narrow = super::IndicatorDesk::new(code(COUNTY), scene.office.clone(), 40);
    let (name, by) = (rate().name, assessor());
    narrow.put_indicator(asked(&by, put(rate()))).await.unwrap();
    let consult = pb::ConsultIndicatorRequest {
        name: name.clone(),
        version: 1,
        consultation: "越考〔2026〕2号".to_owned(),
        request_id: id(),
    };
    narrow.consult_indicator(asked(&by, consult)).await.unwrap();
    let publish = pb::PublishIndicatorRequest {
        name: name.clone(),
        version: 1,
        request_id: id(),
    };
    narrow.publish_indicator(asked(&by, publish)).await.unwrap();
    let activate = pb::ActivateIndicatorRequest {
        name,
        version: 1,
        request_id: id(),
    };
    let refused = narrow.activate_indicator(asked(&by, activate)).await.unwrap_err();
    assert_eq!(reason(&refused), "TOO_MANY_ACTIVE");
    assert_eq!(scene.get(1).await.unwrap().stage(), pb::IndicatorStage::Published);
}

async fn everything_wrong_with_an_indicator_is_told(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let wrong = |indicator| async { violations(&scene.put(indicator).await.unwrap_err()) };
    let told = wrong(pb::Indicator {
        name: format!("{}/indicators/Close Rate", parent()),
        family: 0,
        weight: "0".to_owned(),
        ..rate()
    })
    .await;
    let told: BTreeMap<String, String> = told.into_iter().collect();
    assert_eq!(told["indicator.name"], "SLUG_INVALID");
    assert_eq!([&told["indicator.family"], &told["indicator.weight"]], ["REQUIRED", "OUT_OF_RANGE"]);
    for (source, expected) in [
        ("enforcement.fine_amount", "SOURCE_DENIED"),
        ("petition.petitions_per_area", "SOURCE_DENIED"),
        ("petition.petitioner_visits", "SOURCE_DENIED"),
        ("petition.registered", "SOURCE_ONLY_DESCRIPTIVE"),
        ("grid.other", "SOURCE_UNKNOWN"),
    ] {
        let sources = HashMap::from([("a".to_owned(), source.to_owned()), ("due".to_owned(), "grid.whole.due".to_owned())]);
        let told = wrong(pb::Indicator {
            formula: "a / due".to_owned(),
            sources,
            ..rate()
        })
        .await;
        assert_eq!(told, [("indicator.formula".to_owned(), expected.to_owned())], "{source}");
    }
    let count = HashMap::from([("closed".to_owned(), "grid.whole.met".to_owned())]);
    let count = pb::Indicator {
        formula: "closed".to_owned(),
        sources: count,
        ..rate()
    };
    assert_eq!(wrong(count).await[0].1, "NOT_A_SHARE");
    assert_eq!(reason(&scene.get(0).await.unwrap_err()), "INDICATOR_UNKNOWN");
}

#[test]
fn every_formula_of_the_default_set_may_count() {
    let set = defaults(&code(COUNTY), "越考〔2026〕1号");
    assert_eq!(set.len(), 40);
    for (code, content) in set {
        content.checked().unwrap_or_else(|wrong| panic!("{code}: {}", wrong.reason()));
        assert_eq!(content.weight.is_some(), content.direction != Direction::Descriptive, "{code}");
    }
}

#[test]
fn each_role_has_its_verbs() {
    let open = ["GetIndicator", "ListIndicators"];
    for by in [None, Some(rated(TOWN)), Some(principal("auditor", None, "auditor"))] {
        assert_eq!(verbs("IndicatorService", by.as_ref()), open.map(str::to_owned).into());
    }
    let all = verbs("IndicatorService", Some(&assessor()));
    assert_eq!(all.len(), 8);
}
