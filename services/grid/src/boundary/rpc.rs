//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::border::request;
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::boundary_service_server::BoundaryService;
use tonic::{Request, Response, Status};

use super::{BoundaryDesk, wire};

#[tonic::async_trait]
impl BoundaryService for BoundaryDesk {
    async fn get_boundary(&self, request: Request<pb::GetBoundaryRequest>) -> Result<Response<pb::BoundaryCase>, Status> {
        self.desk.get(request::get(&request.into_inner().name, self.desk.home())?).await
    }

    async fn list_boundaries(&self, request: Request<pb::ListBoundariesRequest>) -> Result<Response<pb::ListBoundariesResponse>, Status> {
        let page = self.desk.list(wire::list(&request.into_inner(), self.desk.home())?).await?;
        Ok(Response::new(pb::ListBoundariesResponse {
            boundaries: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn designate_owner(&self, request: Request<pb::DesignateOwnerRequest>) -> Result<Response<pb::BoundaryCase>, Status> {
        let (by, request) = caller(request)?;
        self.desk.perform(&by, wire::designate(request, self.desk.home())?).await
    }

    async fn answer_boundary(&self, request: Request<pb::AnswerBoundaryRequest>) -> Result<Response<pb::BoundaryCase>, Status> {
        let (by, request) = caller(request)?;
        self.desk.perform(&by, wire::answer(request, self.desk.home())?).await
    }
}
