//! What an assessor and the rated do with a period.

use shiyu_kit::auth::Principal;
use shiyu_kit::testkit::scene::{asked, id, parent, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::indicator_service_server::IndicatorService;
use shiyu_proto::assessment::v1::period_service_server::PeriodService;
use tonic::Status;
use uuid::Uuid;

use crate::scene::{Scene, assessor};

pub(crate) type Answer = Result<pb::Period, Status>;

impl Scene {
    pub(crate) async fn adopt(&self) {
        let adopt = pb::AdoptDefaultIndicatorsRequest {
            parent: parent(),
            document: "越考〔2026〕1号".to_owned(),
            request_id: id(),
        };
        self.indicators.adopt_default_indicators(asked(&assessor(), adopt)).await.unwrap();
    }

    /// A period of yesterday and the 29 days before it.
    pub(crate) async fn opened(&self) -> pb::Period {
        let open = pb::OpenPeriodRequest {
            parent: parent(),
            title: "五月".to_owned(),
            level: pb::UnitLevel::Town.into(),
            from_date: self.day(-30).to_string(),
            to_date: self.day(-1).to_string(),
            request_id: id(),
        };
        self.periods.open_period(asked(&assessor(), open)).await.unwrap().into_inner()
    }

    pub(crate) async fn step(&self, step: &str, name: &str) -> Answer {
        let (name, etag, request_id, by) = (name.to_owned(), String::new(), id(), assessor());
        let desk = &self.periods;
        let answer = match step {
            "collect" => {
                desk.collect_period(asked(&by, pb::CollectPeriodRequest { name, etag, request_id }))
                    .await
            }
            "freeze" => {
                desk.freeze_period(asked(&by, pb::FreezePeriodRequest { name, etag, request_id }))
                    .await
            }
            "compute" => {
                desk.compute_period(asked(&by, pb::ComputePeriodRequest { name, etag, request_id }))
                    .await
            }
            "appeals" => {
                desk.open_appeals(asked(&by, pb::OpenAppealsRequest { name, etag, request_id }))
                    .await
            }
            "finalise" => {
                desk.finalise_period(asked(&by, pb::FinalisePeriodRequest { name, etag, request_id }))
                    .await
            }
            "publish" => {
                desk.publish_period(asked(&by, pb::PublishPeriodRequest { name, etag, request_id }))
                    .await
            }
            unknown => panic!("{unknown}"),
        };
        Ok(answer?.into_inner())
    }

    pub(super) async fn appeal(&self, by: &Principal, name: &str, indicator: &str) -> Answer {
        let appeal = pb::AppealRequest {
            name: name.to_owned(),
            indicator: indicator.to_owned(),
            grounds: "第三方施工所致".to_owned(),
            request_id: id(),
            ..pb::AppealRequest::default()
        };
        Ok(self.periods.appeal(asked(by, appeal)).await?.into_inner())
    }

    pub(super) async fn decide(&self, name: &str, number: i32, panel: &str) -> Answer {
        self.ruled(name, number, (pb::Verdict::Upheld, false), panel).await
    }

    pub(super) async fn ruled(&self, name: &str, number: i32, (verdict, set_aside): (pb::Verdict, bool), panel: &str) -> Answer {
        let decide = pb::DecideAppealRequest {
            name: name.to_owned(),
            number,
            verdict: verdict.into(),
            set_aside,
            panel: vec![panel.to_owned()],
            reasons: "属实".to_owned(),
            request_id: id(),
            ..pb::DecideAppealRequest::default()
        };
        Ok(self.periods.decide_appeal(asked(&assessor(), decide)).await?.into_inner())
    }

    pub(super) async fn exclude(&self, name: &str, case: Uuid, panel: &str) -> Answer {
        let exclude = pb::ExcludeCaseRequest {
            name: name.to_owned(),
            case: case.to_string(),
            reason: pb::ExclusionReason::ThirdPartyCause.into(),
            panel: vec![panel.to_owned()],
            request_id: id(),
            ..pb::ExcludeCaseRequest::default()
        };
        Ok(self.periods.exclude_case(asked(&assessor(), exclude)).await?.into_inner())
    }

    pub(super) async fn ranking(&self, name: &str, calculation: i32) -> Result<pb::Ranking, Status> {
        let request = pb::GetRankingRequest {
            name: name.to_owned(),
            calculation,
        };
        Ok(self.periods.get_ranking(asked(&assessor(), request)).await?.into_inner())
    }

    pub(super) async fn report(&self, by: &Principal, name: &str, unit: &str) -> Result<pb::UnitReport, Status> {
        let request = pb::GetUnitReportRequest {
            name: name.to_owned(),
            unit: unit.to_owned(),
            calculation: 0,
        };
        Ok(self.periods.get_unit_report(asked(by, request)).await?.into_inner())
    }
}

pub(crate) fn id_of(period: &pb::Period) -> Uuid {
    period.name.rsplit('/').next().unwrap().parse().unwrap()
}

pub(super) fn why(answer: Answer) -> String {
    reason(&answer.unwrap_err())
}

pub(super) fn percent(ranking: &pb::Ranking, unit: &str, indicator: &str) -> String {
    let standing = ranking.standings.iter().find(|standing| standing.unit == unit).unwrap();
    let rating = standing.ratings.iter().find(|rating| rating.indicator == indicator).unwrap();
    rating.percent.clone()
}
