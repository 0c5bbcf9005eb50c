//! `ScreeningService`.

use shiyu_kit::audience::Reach;
use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::screening_service_server::ScreeningService;
use tonic::{Request, Response, Status};

use super::found;
use crate::register::domain::{Finding, Refusal, Round};
use crate::register::{Registers, store, wire};

#[tonic::async_trait]
impl ScreeningService for Registers {
    async fn report_screening(&self, request: Request<pb::ReportScreeningRequest>) -> Result<Response<pb::ScreeningRound>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::report_screening(request, &self.county)?).await
    }

    async fn get_screening_round(&self, request: Request<pb::GetScreeningRoundRequest>) -> Result<Response<pb::ScreeningRound>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::one(&request.name, wire::ROUNDS, &self.county)?;
        let round = store::get::<Round>(&self.office().db.reader, id).await?;
        let sees = |round: &Round| match self.reach(&by) {
            Reach::Everything => true,
            Reach::Units(units) => units.contains(&round.unit),
            Reach::Nothing => false,
        };
        let round = found(round.filter(sees), Refusal::ScreeningUnknown)?;
        Ok(Response::new(wire::round_in_full(&round, &self.county)))
    }

    async fn list_screening_rounds(
        &self,
        request: Request<pb::ListScreeningRoundsRequest>,
    ) -> Result<Response<pb::ListScreeningRoundsResponse>, Status> {
        let (by, request) = caller(request)?;
        let page = self.own_page::<Round>(&by, wire::rounds(&request, &self.county)?).await?;
        let page = page.map(|round| wire::round(&round, &self.county));
        Ok(Response::new(pb::ListScreeningRoundsResponse {
            rounds: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_screening_findings(
        &self,
        request: Request<pb::ListScreeningFindingsRequest>,
    ) -> Result<Response<pb::ListScreeningFindingsResponse>, Status> {
        let (by, request) = caller(request)?;
        let page = self.own_page::<Finding>(&by, wire::findings(&request, &self.county)?).await?;
        let page = page.map(|finding| wire::finding(&finding, &self.county));
        Ok(Response::new(pb::ListScreeningFindingsResponse {
            findings: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
