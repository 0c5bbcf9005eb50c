//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::boundary_service_server::BoundaryService;
use tonic::{Request, Response, Status};

use super::refusal::Refusal;
use super::{BoundaryDesk, store, wire};

#[tonic::async_trait]
impl BoundaryService for BoundaryDesk {
    async fn get_boundary(&self, request: Request<pb::GetBoundaryRequest>) -> Result<Response<pb::BoundaryCase>, Status> {
        let id = wire::get(&request.into_inner(), &self.home)?;
        let case = store::get(&self.register.office().db.reader, id).await?;
        let case = case.ok_or(Fault::Refused(Refusal::BoundaryUnknown))?;
        Ok(Response::new(wire::boundary(&case, &self.home)))
    }

    async fn list_boundaries(&self, request: Request<pb::ListBoundariesRequest>) -> Result<Response<pb::ListBoundariesResponse>, Status> {
        let listing = wire::list(&request.into_inner(), &self.home)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = store::list(&self.register.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?.map(|case| wire::boundary(&case, &self.home));
        Ok(Response::new(pb::ListBoundariesResponse {
            boundaries: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn designate_owner(&self, request: Request<pb::DesignateOwnerRequest>) -> Result<Response<pb::BoundaryCase>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::designate(request, &self.home)?).await
    }

    async fn answer_boundary(&self, request: Request<pb::AnswerBoundaryRequest>) -> Result<Response<pb::BoundaryCase>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::answer(request, &self.home)?).await
    }
}
