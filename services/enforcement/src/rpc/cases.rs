//! The front door of cases: parse, look up, execute, answer. Whether the caller may was decided at the gate.

use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::case_service_server::CaseService;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use crate::wire;

#[tonic::async_trait]
impl CaseService for Desk {
    async fn get_case(&self, request: Request<pb::GetCaseRequest>) -> Result<Response<pb::Case>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, &self.county)?).await?;
        Ok(Response::new(wire::case(&filed)))
    }
}
