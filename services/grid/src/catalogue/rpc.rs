//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::catalogue_service_server::CatalogueService;
use tonic::{Request, Response, Status};

use super::domain::Refusal;
use super::wire::Reason;
use super::{CatalogueDesk, store, wire};

#[tonic::async_trait]
impl CatalogueService for CatalogueDesk {
    async fn import_catalogue(&self, request: Request<pb::ImportCatalogueRequest>) -> Result<Response<pb::Catalogue>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::import(request, &self.county)?).await
    }

    async fn list_catalogues(&self, request: Request<pb::ListCataloguesRequest>) -> Result<Response<pb::ListCataloguesResponse>, Status> {
        let paging = wire::catalogues(&request.into_inner(), &self.county)?.paging;
        let rows = store::list(&self.office().db.reader, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?.map(|row| pb::Catalogue {
            classes: Vec::new(),
            ..wire::catalogue(&row, &self.county)
        });
        Ok(Response::new(pb::ListCataloguesResponse {
            catalogues: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_catalogue(&self, request: Request<pb::GetCatalogueRequest>) -> Result<Response<pb::Catalogue>, Status> {
        let day = wire::day(&request.into_inner(), &self.county, self.today())?;
        let held = self.held.get();
        Ok(Response::new(wire::catalogue(held.edition(day), &self.county)))
    }

    async fn list_subclasses(&self, request: Request<pb::ListSubclassesRequest>) -> Result<Response<pb::ListSubclassesResponse>, Status> {
        let listing = wire::subclasses(&request.into_inner(), &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let held = self.held.get();
        let edition = held.edition(filter.day);
        let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
        let after = edition.content.after(paging.after().copied());
        let rows = after.iter().filter(|row| filter.passes(row)).take(limit).collect();
        let page = paging.page(rows, |row| row.code)?;
        let page = page.map(|row| wire::subclass(row, edition, &self.county));
        Ok(Response::new(pb::ListSubclassesResponse {
            subclasses: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_subclass(&self, request: Request<pb::GetSubclassRequest>) -> Result<Response<pb::Subclass>, Status> {
        let (code, day) = wire::which(&request.into_inner(), &self.county, self.today())?;
        let held = self.held.get();
        let edition = held.edition(day);
        let row = edition.content.subclass(code).ok_or(Fault::Refused(Refusal::ClassUnknown(code)))?;
        Ok(Response::new(wire::subclass(row, edition, &self.county)))
    }

    async fn explain_limit(&self, request: Request<pb::ExplainLimitRequest>) -> Result<Response<pb::LimitExplanation>, Status> {
        let asked = wire::limit(&request.into_inner(), &self.county, self.today())?;
        let held = self.held.get();
        let edition = held.edition(asked.day);
        let unknown = Fault::Refused(Refusal::ClassUnknown(asked.code));
        let row = edition.content.subclass(asked.code).ok_or(unknown)?;
        let missing = Fault::Refused(Refusal::LimitUnknown(asked.code));
        let limit = row.limit(asked.stage, asked.area).ok_or(missing)?;
        let calendar = self.office().reference.calendar();
        let reason = Reason {
            edition,
            limit,
            calendar: &calendar,
        };
        Ok(Response::new(wire::explanation(&asked, &reason, &self.county)))
    }
}
