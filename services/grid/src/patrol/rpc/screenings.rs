//! Screening rounds and their ledger.

use shiyu_kit::audience::Reach;
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::screening_service_server::ScreeningService;
use tonic::{Request, Response, Status};

use super::unknown;
use crate::patrol::domain::Refusal;
use crate::patrol::store::{entry, screening};
use crate::patrol::{Patrols, wire};

#[tonic::async_trait]
impl ScreeningService for Patrols {
    async fn report_screening(&self, request: Request<pb::ReportScreeningRequest>) -> Result<Response<pb::ScreeningRound>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::report_screening(request, &self.county)?).await
    }

    async fn get_screening_round(&self, request: Request<pb::GetScreeningRoundRequest>) -> Result<Response<pb::ScreeningRound>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, wire::SCREENINGS, &self.county)?;
        let round = screening::get(&self.office().db.reader, id).await?;
        let round = round.filter(|round| self.reach_of(&by, Some(&round.unit)) == Reach::Everything);
        let round = unknown(round, Refusal::ScreeningUnknown)?;
        Ok(Response::new(wire::screening_with_items(&round, &self.county)))
    }

    async fn list_screening_rounds(
        &self,
        request: Request<pb::ListScreeningRoundsRequest>,
    ) -> Result<Response<pb::ListScreeningRoundsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::screenings(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let reach = self.reach_of(&by, filter.unit.as_ref());
        let rows = screening::list(&self.office().db.reader, (&filter, &reach), paging.after(), paging.limit()).await?;
        let page = paging.page(rows, screening::key)?.map(|row| wire::screening(&row, &self.county));
        Ok(Response::new(pb::ListScreeningRoundsResponse {
            rounds: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_screening_ledger(
        &self,
        request: Request<pb::ListScreeningLedgerRequest>,
    ) -> Result<Response<pb::ListScreeningLedgerResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::ledger(&request, &self.county)?;
        let ((unit, days), paging) = (listing.filter, listing.paging);
        let reach = self.reach_of(&by, unit.as_ref());
        let filter = (unit.as_ref(), &days, &reach);
        let rows = entry::list(&self.office().db.reader, filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, entry::key)?.map(|row| wire::entry(&row, &self.county));
        Ok(Response::new(pb::ListScreeningLedgerResponse {
            entries: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
