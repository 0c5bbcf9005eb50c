//! The front door: parse, perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::rpc::caller;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::breach_service_server::BreachService;
use tonic::{Request, Response, Status};

use super::{Breaches, store, wire};

#[tonic::async_trait]
impl BreachService for Breaches {
    async fn record_breach(&self, request: Request<pb::RecordBreachRequest>) -> Result<Response<pb::Breach>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::record(request, &self.county)?).await
    }

    async fn contain_breach(&self, request: Request<pb::ContainBreachRequest>) -> Result<Response<pb::Breach>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::contain(request, &self.county)?).await
    }

    async fn notify_breach(&self, request: Request<pb::NotifyBreachRequest>) -> Result<Response<pb::Breach>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::notify(request, &self.county)?).await
    }

    async fn close_breach(&self, request: Request<pb::CloseBreachRequest>) -> Result<Response<pb::Breach>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::close(&request, &self.county)?).await
    }

    async fn list_breaches(&self, request: Request<pb::ListBreachesRequest>) -> Result<Response<pb::ListBreachesResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let (viewer, paging) = (self.viewer(&by), listing.paging);
        let shown = (listing.filter, &viewer.reach);
        let rows = store::list(&self.office().db.reader, shown, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?.map(|row| wire::breach(&row, &self.county));
        Ok(Response::new(pb::ListBreachesResponse {
            breaches: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
