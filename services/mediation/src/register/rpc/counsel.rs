//! `CounselService`.

use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::counsel_service_server::CounselService;
use tonic::{Request, Response, Status};

use crate::register::domain::{Adviser, Clinic, Consultation, Visit};
use crate::register::{Registers, wire};

#[tonic::async_trait]
impl CounselService for Registers {
    async fn put_adviser(&self, request: Request<pb::PutAdviserRequest>) -> Result<Response<pb::Adviser>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_adviser(request, &self.county)?).await
    }

    async fn list_advisers(&self, request: Request<pb::ListAdvisersRequest>) -> Result<Response<pb::ListAdvisersResponse>, Status> {
        let listing = wire::advisers(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Adviser>(listing).await?;
        let page = page.map(|entry| wire::adviser(&entry, &self.county));
        Ok(Response::new(pb::ListAdvisersResponse {
            advisers: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn record_consultation(&self, request: Request<pb::RecordConsultationRequest>) -> Result<Response<pb::Consultation>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::record_consultation(request, &self.county)?).await
    }

    async fn list_consultations(
        &self,
        request: Request<pb::ListConsultationsRequest>,
    ) -> Result<Response<pb::ListConsultationsResponse>, Status> {
        let (by, request) = caller(request)?;
        let page = self
            .own_page::<Consultation>(&by, wire::consultations(&request, &self.county)?)
            .await?;
        let page = page.map(|entry| wire::consultation(&entry, &self.county));
        Ok(Response::new(pb::ListConsultationsResponse {
            consultations: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn put_clinic(&self, request: Request<pb::PutClinicRequest>) -> Result<Response<pb::Clinic>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_clinic(request, &self.county)?).await
    }

    async fn cancel_clinic(&self, request: Request<pb::CancelClinicRequest>) -> Result<Response<pb::Clinic>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::cancel_clinic(request, &self.county)?).await
    }

    async fn list_clinics(&self, request: Request<pb::ListClinicsRequest>) -> Result<Response<pb::ListClinicsResponse>, Status> {
        let listing = wire::clinics(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Clinic>(listing).await?;
        let page = page.map(|entry| wire::clinic(&entry, &self.county));
        Ok(Response::new(pb::ListClinicsResponse {
            clinics: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn record_clinic_visit(&self, request: Request<pb::RecordClinicVisitRequest>) -> Result<Response<pb::ClinicVisit>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::record_visit(request, &self.county)?).await
    }

    async fn list_clinic_visits(
        &self,
        request: Request<pb::ListClinicVisitsRequest>,
    ) -> Result<Response<pb::ListClinicVisitsResponse>, Status> {
        let (by, request) = caller(request)?;
        let page = self.own_page::<Visit>(&by, wire::visits(&request, &self.county)?).await?;
        let page = page.map(|entry| wire::visit(&entry, &self.county));
        Ok(Response::new(pb::ListClinicVisitsResponse {
            visits: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
