//! `AdmissionService`.

use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::admission_service_server::AdmissionService;
use tonic::{Request, Response, Status};

use crate::team::store::item;
use crate::team::{TeamDesk, wire};

#[tonic::async_trait]
impl AdmissionService for TeamDesk {
    async fn propose_admission_item(
        &self,
        request: Request<pb::ProposeAdmissionItemRequest>,
    ) -> Result<Response<pb::AdmissionItem>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::propose(request, &self.county)?).await
    }

    async fn approve_admission_item(
        &self,
        request: Request<pb::ApproveAdmissionItemRequest>,
    ) -> Result<Response<pb::AdmissionItem>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::approve(request, &self.county)?).await
    }

    async fn refuse_admission_item(&self, request: Request<pb::RefuseAdmissionItemRequest>) -> Result<Response<pb::AdmissionItem>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::refuse(request, &self.county)?).await
    }

    async fn withdraw_admission_item(
        &self,
        request: Request<pb::WithdrawAdmissionItemRequest>,
    ) -> Result<Response<pb::AdmissionItem>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::withdraw(request, &self.county)?).await
    }

    async fn list_admission_items(
        &self,
        request: Request<pb::ListAdmissionItemsRequest>,
    ) -> Result<Response<pb::ListAdmissionItemsResponse>, Status> {
        let listing = wire::items(&request.into_inner(), &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = item::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, item::key)?.map(|row| wire::item(&row, &self.county));
        Ok(Response::new(pb::ListAdmissionItemsResponse {
            items: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_admitted_items(
        &self,
        request: Request<pb::ListAdmittedItemsRequest>,
    ) -> Result<Response<pb::ListAdmittedItemsResponse>, Status> {
        let listing = wire::admitted(&request.into_inner(), &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = item::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, item::key)?.map(|row| wire::item(&row, &self.county));
        Ok(Response::new(pb::ListAdmittedItemsResponse {
            items: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn check_admission(&self, request: Request<pb::CheckAdmissionRequest>) -> Result<Response<pb::CheckAdmissionResponse>, Status> {
        let asked = wire::check_admission(&request.into_inner(), &self.county, self.today())?;
        let verdict = self.held.get().admission(asked.item, &asked.department, asked.class, asked.day);
        Ok(Response::new(pb::CheckAdmissionResponse {
            admitted: verdict.is_ok(),
            reason: verdict.err().map(|why| why.reason().to_owned()).unwrap_or_default(),
        }))
    }
}
