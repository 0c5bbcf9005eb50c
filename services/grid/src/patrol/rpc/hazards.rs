//! Hazards.

use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::hazard_service_server::HazardService;
use tonic::{Request, Response, Status};

use super::unknown;
use crate::patrol::domain::Refusal;
use crate::patrol::store::hazard;
use crate::patrol::{Patrols, wire};

#[tonic::async_trait]
impl HazardService for Patrols {
    async fn record_hazard(&self, request: Request<pb::RecordHazardRequest>) -> Result<Response<pb::Hazard>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::record_hazard(request, &self.county)?).await
    }

    async fn accept_hazard(&self, request: Request<pb::AcceptHazardRequest>) -> Result<Response<pb::Hazard>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::accept_hazard(request, &self.county)?).await
    }

    async fn remove_hazard(&self, request: Request<pb::RemoveHazardRequest>) -> Result<Response<pb::Hazard>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::remove_hazard(request, &self.county)?).await
    }

    async fn get_hazard(&self, request: Request<pb::GetHazardRequest>) -> Result<Response<pb::Hazard>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, wire::HAZARDS, &self.county)?;
        let found = hazard::get(&self.office().db.reader, id).await?;
        let found = found.filter(|found| self.sees_grid(&by, &found.hazard.at.grid));
        let found = unknown(found, Refusal::HazardUnknown)?;
        Ok(Response::new(wire::hazard(&found, &self.county)))
    }

    async fn list_hazards(&self, request: Request<pb::ListHazardsRequest>) -> Result<Response<pb::ListHazardsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::hazards(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let reach = self.reach_of_grid(&by, filter.grid.as_ref());
        let rows = hazard::list(&self.office().db.reader, (&filter, &reach), paging.after(), paging.limit()).await?;
        let page = paging.page(rows, hazard::key)?.map(|row| wire::hazard(&row, &self.county));
        Ok(Response::new(pb::ListHazardsResponse {
            hazards: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
