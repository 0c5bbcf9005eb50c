//! `MatterService`.

use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::matter_service_server::MatterService;
use tonic::{Request, Response, Status};

use crate::register::domain::Matter;
use crate::register::{Registers, wire};

#[tonic::async_trait]
impl MatterService for Registers {
    async fn put_matter(&self, request: Request<pb::PutMatterRequest>) -> Result<Response<pb::Matter>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_matter(request, &self.county)?).await
    }

    async fn list_matters(&self, request: Request<pb::ListMattersRequest>) -> Result<Response<pb::ListMattersResponse>, Status> {
        let listing = wire::matters(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Matter>(listing).await?;
        let page = page.map(|entry| wire::matter(&entry, &self.county));
        Ok(Response::new(pb::ListMattersResponse {
            matters: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_limit_packs(&self, request: Request<pb::ListLimitPacksRequest>) -> Result<Response<pb::ListLimitPacksResponse>, Status> {
        wire::parent(&request.into_inner().parent, &self.county)?;
        Ok(Response::new(wire::limit_packs(self.packs.all())))
    }
}
