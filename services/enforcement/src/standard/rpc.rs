//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::page::Page;
use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::standard_service_server::StandardService;
use tonic::{Request, Response, Status};

use super::domain::{Refusal, Standard, StandardKind};
use super::wire::{Asked, Page as Wanted};
use super::{StandardDesk, wire};

#[tonic::async_trait]
impl StandardService for StandardDesk {
    async fn put_benchmark(&self, request: Request<pb::PutBenchmarkRequest>) -> Result<Response<pb::Benchmark>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_benchmark(request, &self.county)?).await
    }

    async fn get_benchmark(&self, request: Request<pb::GetBenchmarkRequest>) -> Result<Response<pb::Benchmark>, Status> {
        let asked = wire::get_benchmark(&request.into_inner(), &self.county, self.today())?;
        self.found(&asked, wire::benchmark)
    }

    async fn list_benchmarks(&self, request: Request<pb::ListBenchmarksRequest>) -> Result<Response<pb::ListBenchmarksResponse>, Status> {
        let request = request.into_inner();
        let wanted = wire::list(
            (&request.parent, request.page_size, &request.page_token),
            (StandardKind::Benchmark, &request.date),
            &self.county,
            self.today(),
        )?;
        let page = self.listed(&wanted, wire::benchmark)?;
        Ok(Response::new(pb::ListBenchmarksResponse {
            benchmarks: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn put_evidence_checklist(
        &self,
        request: Request<pb::PutEvidenceChecklistRequest>,
    ) -> Result<Response<pb::EvidenceChecklist>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_checklist(request, &self.county)?).await
    }

    async fn get_evidence_checklist(
        &self,
        request: Request<pb::GetEvidenceChecklistRequest>,
    ) -> Result<Response<pb::EvidenceChecklist>, Status> {
        let asked = wire::get_checklist(&request.into_inner(), &self.county, self.today())?;
        self.found(&asked, wire::checklist)
    }

    async fn list_evidence_checklists(
        &self,
        request: Request<pb::ListEvidenceChecklistsRequest>,
    ) -> Result<Response<pb::ListEvidenceChecklistsResponse>, Status> {
        let request = request.into_inner();
        let wanted = wire::list(
            (&request.parent, request.page_size, &request.page_token),
            (StandardKind::Checklist, &request.date),
            &self.county,
            self.today(),
        )?;
        let page = self.listed(&wanted, wire::checklist)?;
        Ok(Response::new(pb::ListEvidenceChecklistsResponse {
            checklists: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn put_document_wording(&self, request: Request<pb::PutDocumentWordingRequest>) -> Result<Response<pb::DocumentWording>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_wording(request, &self.county)?).await
    }

    async fn get_document_wording(&self, request: Request<pb::GetDocumentWordingRequest>) -> Result<Response<pb::DocumentWording>, Status> {
        let asked = wire::get_wording(&request.into_inner(), &self.county, self.today())?;
        self.found(&asked, wire::wording)
    }

    async fn list_document_wordings(
        &self,
        request: Request<pb::ListDocumentWordingsRequest>,
    ) -> Result<Response<pb::ListDocumentWordingsResponse>, Status> {
        let request = request.into_inner();
        let wanted = wire::list(
            (&request.parent, request.page_size, &request.page_token),
            (StandardKind::Wording, &request.date),
            &self.county,
            self.today(),
        )?;
        let page = self.listed(&wanted, wire::wording)?;
        Ok(Response::new(pb::ListDocumentWordingsResponse {
            wordings: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl StandardDesk {
    fn found<T>(&self, asked: &Asked, shape: fn(&Standard, &shiyu_kit::unit::Code) -> T) -> Result<Response<T>, Status> {
        let held = self.held.get();
        let found = match asked.version {
            Some(version) => held.version(&asked.subject, version),
            None => held.on(&asked.subject, asked.day),
        };
        let found = found.ok_or(Fault::Refused(Refusal::StandardUnknown))?;
        Ok(Response::new(shape(found, &self.county)))
    }

    fn listed<T>(&self, wanted: &Wanted, shape: fn(&Standard, &shiyu_kit::unit::Code) -> T) -> Result<Page<T>, Status> {
        let held = self.held.get();
        let limit = usize::try_from(wanted.paging.limit()).unwrap_or(usize::MAX);
        let after = wanted.after();
        let rows = held.after(wanted.kind, after.as_ref(), wanted.day).take(limit).collect();
        let page = wanted.paging.page(rows, |standard: &&Standard| standard.subject.key().to_owned())?;
        Ok(page.map(|standard| shape(standard, &self.county)))
    }
}
