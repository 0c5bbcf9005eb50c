//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::indicator_service_server::IndicatorService;
use tonic::{Request, Response, Status};

use super::desk::IndicatorDesk;
use super::domain::Move;
use super::refusal::Refusal;
use super::{store, wire};

#[tonic::async_trait]
impl IndicatorService for IndicatorDesk {
    async fn put_indicator(&self, request: Request<pb::PutIndicatorRequest>) -> Result<Response<pb::Indicator>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put(request, &self.county)?).await
    }

    async fn consult_indicator(&self, request: Request<pb::ConsultIndicatorRequest>) -> Result<Response<pb::Indicator>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::consult(request, &self.county)?).await
    }

    async fn publish_indicator(&self, request: Request<pb::PublishIndicatorRequest>) -> Result<Response<pb::Indicator>, Status> {
        let (by, request) = caller(request)?;
        let wanted = wire::step((&request.name, request.version, &request.request_id), Move::Publish, &self.county)?;
        self.perform(&by, wanted).await
    }

    async fn activate_indicator(&self, request: Request<pb::ActivateIndicatorRequest>) -> Result<Response<pb::Indicator>, Status> {
        let (by, request) = caller(request)?;
        let wanted = wire::step((&request.name, request.version, &request.request_id), Move::Activate, &self.county)?;
        self.perform(&by, wanted).await
    }

    async fn retire_indicator(&self, request: Request<pb::RetireIndicatorRequest>) -> Result<Response<pb::Indicator>, Status> {
        let (by, request) = caller(request)?;
        let wanted = wire::step((&request.name, request.version, &request.request_id), Move::Retire, &self.county)?;
        self.perform(&by, wanted).await
    }

    async fn adopt_default_indicators(
        &self,
        request: Request<pb::AdoptDefaultIndicatorsRequest>,
    ) -> Result<Response<pb::AdoptDefaultIndicatorsResponse>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::adopt(request, &self.county)?).await
    }

    async fn get_indicator(&self, request: Request<pb::GetIndicatorRequest>) -> Result<Response<pb::Indicator>, Status> {
        let (code, version) = wire::get(&request.into_inner(), &self.county)?;
        let found = store::find(&self.office().db.reader, &code, version).await?;
        let found = found.ok_or(Fault::Refused(Refusal::Unknown))?;
        Ok(Response::new(wire::indicator(&found, &self.county)))
    }

    async fn list_indicators(&self, request: Request<pb::ListIndicatorsRequest>) -> Result<Response<pb::ListIndicatorsResponse>, Status> {
        let listing = wire::list(&request.into_inner(), &self.county)?;
        let (after, limit) = (listing.paging.after(), listing.paging.limit());
        let rows = store::list(&self.office().db.reader, listing.filter, after, limit).await?;
        let page = listing.paging.page(rows, |row| (row.code.clone(), row.version))?;
        Ok(Response::new(pb::ListIndicatorsResponse {
            indicators: page.items.iter().map(|row| wire::indicator(row, &self.county)).collect(),
            next_page_token: page.next_page_token,
        }))
    }
}
