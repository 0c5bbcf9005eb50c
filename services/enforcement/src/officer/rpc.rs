//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::officer_service_server::OfficerService;
use tonic::{Request, Response, Status};

use super::domain::Refusal;
use super::{OfficerDesk, store, wire, within};

#[tonic::async_trait]
impl OfficerService for OfficerDesk {
    async fn put_officer(&self, request: Request<pb::PutOfficerRequest>) -> Result<Response<pb::Officer>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put(request, &self.county)?).await
    }

    async fn suspend_certificate(&self, request: Request<pb::SuspendCertificateRequest>) -> Result<Response<pb::Officer>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::suspend(request, &self.county)?).await
    }

    async fn end_officer(&self, request: Request<pb::EndOfficerRequest>) -> Result<Response<pb::Officer>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::end(&request, &self.county)?).await
    }

    async fn get_officer(&self, request: Request<pb::GetOfficerRequest>) -> Result<Response<pb::Officer>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, &self.county)?;
        let reach = self.reach(&by);
        let found = store::get(&self.office().db.reader, id).await?;
        let found = found.filter(|officer| within(&reach, &officer.unit));
        let found = found.ok_or(Fault::Refused(Refusal::OfficerUnknown))?;
        Ok(Response::new(wire::officer(&found, self.today(), &self.county)))
    }

    async fn list_officers(&self, request: Request<pb::ListOfficersRequest>) -> Result<Response<pb::ListOfficersResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let question = (&filter, &self.reach(&by));
        let rows = store::list(&self.office().db.reader, question, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?;
        let page = page.map(|row| wire::officer(&row, self.today(), &self.county));
        Ok(Response::new(pb::ListOfficersResponse {
            officers: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn check_certificate(&self, request: Request<pb::CheckCertificateRequest>) -> Result<Response<pb::CertificateCheck>, Status> {
        let (number, day) = wire::check(&request.into_inner(), &self.county, self.today())?;
        let held = self.held.get();
        let officer = held.with_certificate(&number);
        let shown = officer.and_then(|officer| Some((officer, officer.certificate.as_ref()?)));
        let (officer, certificate) = shown.ok_or(Fault::Refused(Refusal::CertificateUnknown))?;
        Ok(Response::new(wire::checked(officer, certificate, day)))
    }
}
