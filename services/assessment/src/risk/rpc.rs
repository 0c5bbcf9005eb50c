//! The front door: parse, look up or perform, answer.

use shiyu_kit::calendar::{CHINA, close_of};
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::risk_service_server::RiskService;
use tonic::{Request, Response, Status};

use super::desk::RiskDesk;
use super::domain::{Coverage, Decision, Step};
use super::wire;
use crate::shelf;

/// What every order upon a decision says.
macro_rules! step {
    ($desk:ident, $request:ident, |$reading:ident, $told:ident| $step:expr) => {{
        let (by, $told) = caller($request)?;
        let (name, request_id) = ($told.name.clone(), $told.request_id.clone());
        let wanted = wire::step((&name, &request_id), &$desk.county, |$reading| $step)?;
        $desk.perform(&by, wanted).await
    }};
}

type Shown = Result<Response<pb::RiskDecision>, Status>;

#[tonic::async_trait]
impl RiskService for RiskDesk {
    async fn record_decision(&self, request: Request<pb::RecordDecisionRequest>) -> Shown {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::record(request, &self.county)?).await
    }

    async fn exempt_decision(&self, request: Request<pb::ExemptDecisionRequest>) -> Shown {
        step!(self, request, |reading, told| {
            let reason = reading.word("exemption", told.exemption);
            let document = wire::document(reading, told.document);
            reason.zip(document).map(|(reason, document)| Step::Exempt(reason, document))
        })
    }

    async fn begin_assessment(&self, request: Request<pb::BeginAssessmentRequest>) -> Shown {
        step!(self, request, |_reading, told| Some(Step::Begin))
    }

    async fn consult_public(&self, request: Request<pb::ConsultPublicRequest>) -> Shown {
        step!(self, request, |reading, told| wire::heard(reading, told.heard, told.document))
    }

    async fn report_risk(&self, request: Request<pb::ReportRiskRequest>) -> Shown {
        step!(self, request, |reading, told| wire::report(reading, told))
    }

    async fn decide_risk(&self, request: Request<pb::DecideRiskRequest>) -> Shown {
        step!(self, request, |reading, told| {
            let conclusion = reading.word("conclusion", told.conclusion);
            let document = wire::document(reading, told.document);
            conclusion
                .zip(document)
                .map(|(conclusion, document)| Step::Decide(conclusion, document))
        })
    }

    async fn record_mitigation(&self, request: Request<pb::RecordMitigationRequest>) -> Shown {
        step!(self, request, |reading, told| wire::document(reading, told.document)
            .map(Step::Mitigate))
    }

    async fn approve_decision(&self, request: Request<pb::ApproveDecisionRequest>) -> Shown {
        step!(self, request, |reading, told| wire::document(reading, told.document)
            .map(Step::Approve))
    }

    async fn follow_up_decision(&self, request: Request<pb::FollowUpDecisionRequest>) -> Shown {
        step!(self, request, |_reading, told| Some(Step::FollowUp))
    }

    async fn review_decision(&self, request: Request<pb::ReviewDecisionRequest>) -> Shown {
        step!(self, request, |reading, told| wire::document(reading, told.document)
            .map(Step::Review))
    }

    async fn get_risk_decision(&self, request: Request<pb::GetRiskDecisionRequest>) -> Shown {
        let (by, request) = caller(request)?;
        let found = self.seen(&by, wire::named(&request.name, &self.county)?).await?;
        Ok(Response::new(wire::decision(&found, &self.county)))
    }

    async fn list_risk_decisions(
        &self,
        request: Request<pb::ListRiskDecisionsRequest>,
    ) -> Result<Response<pb::ListRiskDecisionsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let reach = shelf::reach(&by, &self.county, self.office());
        let page = shelf::page::<Decision>(&self.office().db.reader, &reach, &listing.paging).await?;
        Ok(Response::new(pb::ListRiskDecisionsResponse {
            decisions: page.items.iter().map(|it| wire::decision(it, &self.county)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_risk_coverage(&self, request: Request<pb::GetRiskCoverageRequest>) -> Result<Response<pb::RiskCoverage>, Status> {
        let span = wire::span(&request.into_inner(), &self.county)?;
        let from = span.from.midnight().assume_offset(CHINA);
        let counted = self.office().clock.now();
        let rows = shelf::since::<Decision>(&self.office().db.reader, from).await?;
        let until = close_of(span.to);
        let rows: Vec<Decision> = rows.into_iter().filter(|decision| decision.at < until).collect();
        Ok(Response::new(wire::coverage(Coverage::of(&rows), counted)))
    }
}
