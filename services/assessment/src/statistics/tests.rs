//! What everybody may know, and what only the office may.

use axum::Router;
use axum::body::Body;
use futures::StreamExt as _;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{TOWN, asked, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_server::StatisticsService;
use time::Duration;
use tonic::Request;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::pages;
use crate::period::tests::id_of;
use crate::scene::{Scene, TOWNS, assessor, event, rated, verbs};

shiyu_kit::both_databases! {
    figures_are_told_and_filed_as_of_a_watermark;
    a_published_ranking_is_everybodys_and_no_other;
}

async fn figures_are_told_and_filed_as_of_a_watermark(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene
        .hear(&event(Uuid::from_u128(1), TOWN, scene.now() - Duration::days(20), 9))
        .await;
    let (from_date, to_date) = (scene.day(-30).to_string(), scene.day(0).to_string());
    let request = pb::GetFiguresRequest {
        parent: parent(),
        level: pb::UnitLevel::Town.into(),
        from_date: from_date.clone(),
        to_date: to_date.clone(),
    };
    let told = scene
        .statistics
        .get_figures(asked(&assessor(), request.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((told.watermarks[0].facts, told.watermarks[0].sequence), (7, 7));
    let closed = told.figures.iter().find(|figure| figure.source == "grid.closed").unwrap();
    assert_eq!((closed.unit.as_str(), closed.count), (TOWN, 1));
    let long = pb::GetFiguresRequest {
        from_date: "2020-01-01".to_owned(),
        ..request
    };
    let refused = scene.statistics.get_figures(asked(&assessor(), long)).await.unwrap_err();
    assert_eq!(
        shiyu_kit::fault::violations(&refused),
        [("to_date".to_owned(), "SPAN_TOO_LONG".to_owned())]
    );
    let request = pb::ExportFiguresRequest {
        parent: parent(),
        level: pb::UnitLevel::Town.into(),
        from_date,
        to_date,
    };
    let file = scene
        .statistics
        .export_figures(asked(&assessor(), request))
        .await
        .unwrap()
        .into_inner();
    let file = text(file).await;
    assert!(
        file.contains("unit,source,count,as_of\r\n")
            && file.contains(&format!("{TOWN},grid.closed,1,\"330602: 7 facts, up to 7 in the stream")),
        "{file}"
    );
}

async fn text(mut file: super::rpc::Pieces) -> String {
    let mut bytes = Vec::new();
    while let Some(piece) = file.next().await {
        bytes.extend(piece.unwrap().data);
    }
    String::from_utf8(bytes).unwrap()
}

async fn page(router: &Router, path: String) -> (u16, String) {
    let request = axum::http::Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn a_published_ranking_is_everybodys_and_no_other(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let begin = scene.now() - Duration::days(20);
    for (number, town) in (1..).zip(TOWNS) {
        scene.hear(&event(Uuid::from_u128(number), town, begin, 9)).await;
    }
    scene.adopt().await;
    let period = scene.opened().await;
    let (name, id) = (period.name.clone(), id_of(&period));
    for step in ["collect", "freeze", "compute", "appeals"] {
        scene.step(step, &name).await.unwrap();
    }
    scene.wait(20);
    scene.tick(id).await;
    scene.step("finalise", &name).await.unwrap();
    let router = pages(scene.statistics.clone());
    let ranking = || Request::new(pb::GetPublishedRankingRequest { name: name.clone() });
    let list = || {
        Request::new(pb::ListPublishedPeriodsRequest {
            parent: parent(),
            ..pb::ListPublishedPeriodsRequest::default()
        })
    };
    // Before the publication there is nothing, whichever way one asks.
    assert_eq!(
        reason(&scene.statistics.get_published_ranking(ranking()).await.unwrap_err()),
        "PERIOD_UNKNOWN"
    );
    assert_eq!(
        scene
            .statistics
            .list_published_periods(list())
            .await
            .unwrap()
            .into_inner()
            .periods
            .len(),
        0
    );
    for path in ["league", "heat"] {
        assert_eq!(page(&router, format!("/charts/{path}/{id}.svg")).await.0, 404);
    }
    assert_eq!(page(&router, format!("/charts/trend/{TOWN}.svg")).await.0, 404);
    scene.step("publish", &name).await.unwrap();
    let told = scene.statistics.get_published_ranking(ranking()).await.unwrap().into_inner();
    assert_eq!((told.standings.len(), told.watermarks[0].facts), (2, 14));
    let listed = scene.statistics.list_published_periods(list()).await.unwrap().into_inner();
    assert_eq!(
        (listed.periods[0].name.as_str(), listed.periods[0].exclusion_percent.as_str()),
        (name.as_str(), "0.00")
    );
    let request = Request::new(pb::ExportPublishedRankingRequest { name: name.clone() });
    let file = text(scene.statistics.export_published_ranking(request).await.unwrap().into_inner()).await;
    assert!(
        file.contains("rank,unit,points,") && file.contains(&format!("\r\n1,{TOWN},")) && file.contains(",as_of\r\n"),
        "{file}"
    );
    for path in [format!("league/{id}"), format!("heat/{id}"), format!("trend/{TOWN}")] {
        let (status, picture) = page(&router, format!("/charts/{path}.svg")).await;
        assert_eq!(status, 200);
        assert!(
            picture.starts_with("<svg") && picture.contains(TOWN) && picture.contains("<rect") && picture.contains("330602: 14 facts"),
            "{path}: {picture}"
        );
    }
    for path in ["league/x.svg", "heat/x", "trend/330602099.svg"] {
        assert_eq!(page(&router, format!("/charts/{path}")).await.0, 404, "{path}");
    }
}

#[test]
fn each_role_has_its_verbs() {
    let open = ["ExportPublishedRanking", "GetPublishedRanking", "ListPublishedPeriods"].map(str::to_owned);
    assert_eq!(verbs("StatisticsService", None), open.clone().into());
    assert_eq!(verbs("StatisticsService", Some(&rated(TOWN))), open.into());
    for role in ["assessor", "auditor"] {
        assert_eq!(verbs("StatisticsService", Some(&principal("somebody", None, role))).len(), 5);
    }
}
