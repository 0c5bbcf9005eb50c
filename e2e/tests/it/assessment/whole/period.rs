//! What petition, mediation and enforcement really tell becomes figures, and a period goes from its opening to its publication, over the
//! real doors.

use shiyu_e2e::people::{OFFICER, Post, post};
use shiyu_e2e::sample::{COUNTY, parent};
use shiyu_e2e::{Accord, Backends, Matter, Storage};
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::indicator_service_client::IndicatorServiceClient;
use shiyu_proto::assessment::v1::period_service_client::PeriodServiceClient;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use shiyu_proto::petition::v1 as petition;
use time::{Date, Duration};
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use super::{ASSESSOR, County};
use crate::enforcement::Under;
use crate::saying::refused;

on_both_storages! {
    what_happened_in_a_county_is_counted_rated_and_published;
}

/// Speaks for a rated bureau.
const RATED: Post = post("rated", "rated_unit", Some("330602-ZFJ"));

async fn what_happened_in_a_county_is_counted_rated_and_published(backends: Backends, storage: Storage) {
    let county = County::open(&backends, storage).await;
    let from = county.today();
    let kept = Accord::opened(&county.hall).await;
    kept.mediating(&county.hall).await;
    kept.session(&county.hall).await;
    kept.agreed(&county.hall, 20).await;
    kept.paid(&county.hall).await;
    let fined = Under::fined(&county.bureau, 1_000).await;
    fined.paid(&county.bureau, 1_000, "R1").await.unwrap();
    fined.closed(&county.bureau).await;
    let matter = Matter::register(&county.ground.town).await;
    matter.bring_to(&county.ground.town, petition::Stage::Handling).await;
    county.assessment.advance(Duration::DAY).await;
    county.settled().await;
    counted(&county, from).await;
    published(&county, from).await;
}

/// What mediation and enforcement told is in the figures, of the units that did it.
async fn counted(county: &County, from: Date) {
    let assessor = county.assessment.caller(&ASSESSOR);
    let of = async |level: pb::UnitLevel| {
        let request = pb::GetFiguresRequest {
            parent: parent(),
            level: level.into(),
            from_date: from.to_string(),
            to_date: county.today().to_string(),
        };
        let told = StatisticsServiceClient::new(assessor.door()).get_figures(request).await;
        told.unwrap().into_inner()
    };
    let whole = of(pb::UnitLevel::County).await;
    let count = |figures: &pb::Figures, unit: &str, source: &str| {
        let found = figures.figures.iter().find(|figure| figure.unit == unit && figure.source == source);
        found.map_or(0, |figure| figure.count)
    };
    for (source, expected) in [
        ("mediation.opened", 1),
        ("mediation.accepted", 1),
        ("mediation.concluded", 1),
        ("mediation.agreed", 1),
        ("mediation.agreements", 1),
        ("mediation.performed", 1),
        ("enforcement.filed", 1),
        ("enforcement.decided", 1),
        ("enforcement.not_penalised", 0),
        ("petition.registered", 1),
        ("petition.accepted", 1),
    ] {
        assert_eq!(count(&whole, COUNTY, source), expected, "{source}");
    }
    let offices = of(pb::UnitLevel::Department).await;
    assert_eq!(count(&offices, "330602-ZFJ", "enforcement.decided"), 1);
    let towns = of(pb::UnitLevel::Town).await;
    assert_eq!(count(&towns, "330602001", "mediation.agreed"), 1);
    // An amount is in no figure, and whoever is no office of assessment has none of them.
    assert!(
        whole
            .figures
            .iter()
            .all(|figure| !figure.source.contains("fine") && !figure.source.contains("amount"))
    );
    let request = pb::GetFiguresRequest::default();
    let stranger = StatisticsServiceClient::new(county.assessment.caller(&OFFICER).door())
        .get_figures(request)
        .await;
    refused(stranger, PermissionDenied, "NOT_PERMITTED");
}

/// What every order that only names its period says.
macro_rules! step {
    ($periods:ident, $method:ident, $request:ident, $name:expr) => {
        $periods
            .$method(pb::$request {
                name: $name.clone(),
                etag: String::new(),
                request_id: new_id().to_string(),
            })
            .await
            .map(tonic::Response::into_inner)
    };
}

async fn published(county: &County, from: Date) {
    let assessor = county.assessment.caller(&ASSESSOR);
    let adopt = pb::AdoptDefaultIndicatorsRequest {
        parent: parent(),
        document: "越考〔2026〕1号".to_owned(),
        request_id: new_id().to_string(),
    };
    IndicatorServiceClient::new(assessor.door())
        .adopt_default_indicators(adopt)
        .await
        .unwrap();
    let mut periods = PeriodServiceClient::new(assessor.door());
    let open = pb::OpenPeriodRequest {
        parent: parent(),
        title: "五月".to_owned(),
        level: pb::UnitLevel::Department.into(),
        from_date: from.to_string(),
        to_date: (county.today() - Duration::DAY).to_string(),
        request_id: new_id().to_string(),
    };
    let name = periods.open_period(open).await.unwrap().into_inner().name;
    refused(
        step!(periods, freeze_period, FreezePeriodRequest, name),
        FailedPrecondition,
        "PERIOD_MOVE_NOT_ALLOWED",
    );
    step!(periods, collect_period, CollectPeriodRequest, name).unwrap();
    step!(periods, freeze_period, FreezePeriodRequest, name).unwrap();
    step!(periods, compute_period, ComputePeriodRequest, name).unwrap();
    step!(periods, open_appeals, OpenAppealsRequest, name).unwrap();
    let mut rated = PeriodServiceClient::new(county.assessment.caller(&RATED).door());
    let report = pb::GetUnitReportRequest {
        name: name.clone(),
        unit: "330602-ZFJ".to_owned(),
        calculation: 0,
    };
    let report = rated.get_unit_report(report).await.unwrap().into_inner();
    assert!(
        report
            .figures
            .iter()
            .any(|figure| figure.source == "enforcement.decided" && figure.count == 1)
    );
    let appeal = pb::AppealRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
        indicator: "enforcement-filing-on-time".to_owned(),
        grounds: "统计口径有误".to_owned(),
        ..pb::AppealRequest::default()
    };
    rated.appeal(appeal).await.unwrap();
    let decide = pb::DecideAppealRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
        number: 1,
        verdict: pb::Verdict::Dismissed.into(),
        panel: vec!["330602-ZJJ".to_owned()],
        reasons: "口径一致".to_owned(),
        ..pb::DecideAppealRequest::default()
    };
    periods.decide_appeal(decide).await.unwrap();
    refused(
        step!(periods, finalise_period, FinalisePeriodRequest, name),
        FailedPrecondition,
        "PERIOD_MOVE_NOT_ALLOWED",
    );
    county.assessment.advance(Duration::days(12)).await;
    county.settled().await;
    step!(periods, finalise_period, FinalisePeriodRequest, name).unwrap();
    let ranking = pb::GetPublishedRankingRequest { name: name.clone() };
    let mut public = StatisticsServiceClient::new(county.assessment.anonymous().door());
    refused(public.get_published_ranking(ranking.clone()).await, NotFound, "PERIOD_UNKNOWN");
    let published = step!(periods, publish_period, PublishPeriodRequest, name).unwrap();
    assert_eq!(published.stage(), pb::PeriodStage::Published);
    let ranking = public.get_published_ranking(ranking).await.unwrap().into_inner();
    assert!(
        ranking.standings.iter().any(|standing| standing.unit == "330602-ZFJ"),
        "{ranking:?}"
    );
    let verified = periods.verify_period(pb::VerifyPeriodRequest { name }).await.unwrap().into_inner();
    assert!(
        verified.same && verified.facts > 0 && verified.facts == verified.facts_expected,
        "{verified:?}"
    );
}
