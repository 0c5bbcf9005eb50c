//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::power_service_server::PowerService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::domain::{Content, Refusal};
use super::export::{Pieces, pieces};
use super::store::{entrustment, evaluation, list, movement};
use super::wire::Filter;
use super::{PowerDesk, wire};

#[tonic::async_trait]
impl PowerService for PowerDesk {
    type ExportPowerItemsStream = Pieces;

    async fn import_power_list(&self, request: Request<pb::ImportPowerListRequest>) -> Result<Response<pb::PowerList>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::import(request, &self.county)?).await
    }

    async fn amend_power_list(&self, request: Request<pb::AmendPowerListRequest>) -> Result<Response<pb::PowerList>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::amend(request, &self.county)?).await
    }

    async fn publish_power_list(&self, request: Request<pb::PublishPowerListRequest>) -> Result<Response<pb::PowerList>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::publish(request, &self.county)?).await
    }

    async fn discard_power_list(&self, request: Request<pb::DiscardPowerListRequest>) -> Result<Response<pb::PowerList>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::discard(&request, &self.county)?).await
    }

    async fn evaluate_power_list(
        &self,
        request: Request<pb::EvaluatePowerListRequest>,
    ) -> Result<Response<pb::PowerListEvaluation>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::evaluate(request, &self.county)?).await
    }

    async fn get_power_list(&self, request: Request<pb::GetPowerListRequest>) -> Result<Response<pb::PowerList>, Status> {
        let id = wire::name(&request.into_inner().name, wire::LISTS, &self.county)?;
        let found = list::get(&self.office().db.reader, id).await?;
        let found = found.ok_or(Fault::Refused(Refusal::PowerListUnknown))?;
        Ok(Response::new(self.shown(&found)))
    }

    async fn list_power_lists(&self, request: Request<pb::ListPowerListsRequest>) -> Result<Response<pb::ListPowerListsResponse>, Status> {
        let paging = wire::lists(&request.into_inner(), &self.county)?.paging;
        let rows = list::list(&self.office().db.reader, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, list::key)?.map(|row| self.shown(&row));
        Ok(Response::new(pb::ListPowerListsResponse {
            lists: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_power_list_evaluations(
        &self,
        request: Request<pb::ListPowerListEvaluationsRequest>,
    ) -> Result<Response<pb::ListPowerListEvaluationsResponse>, Status> {
        let listing = wire::evaluations(&request.into_inner(), &self.county)?;
        self.there(listing.filter).await?;
        let paging = listing.paging;
        let rows = evaluation::list(&self.office().db.reader, listing.filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, evaluation::key)?.map(|row| wire::evaluation(&row, &self.county));
        Ok(Response::new(pb::ListPowerListEvaluationsResponse {
            evaluations: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_power_moves(&self, request: Request<pb::ListPowerMovesRequest>) -> Result<Response<pb::ListPowerMovesResponse>, Status> {
        let listing = wire::moves(&request.into_inner(), &self.county)?;
        self.there(listing.filter).await?;
        let paging = listing.paging;
        let rows = movement::list(&self.office().db.reader, listing.filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, movement::key)?.map(|row| wire::movement(&row, &self.county));
        Ok(Response::new(pb::ListPowerMovesResponse {
            moves: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_power_items(&self, request: Request<pb::ListPowerItemsRequest>) -> Result<Response<pb::ListPowerItemsResponse>, Status> {
        let listing = wire::items(request.into_inner(), &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let held = self.held.get();
        let (version, nothing) = (
            held.edition(filter.day).map_or(0, |edition| edition.list.version),
            Content::default(),
        );
        let content = held.edition(filter.day).map_or(&nothing, |edition| &edition.content);
        let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
        let passing = content
            .after(paging.after())
            .iter()
            .filter(|item| filter.passes(item, &self.county));
        let page = paging.page(passing.take(limit).collect(), |item| item.code.clone())?;
        let page = page.map(|item| wire::shown_item(item, version, &self.county));
        Ok(Response::new(pb::ListPowerItemsResponse {
            items: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn count_power_items(
        &self,
        request: Request<pb::CountPowerItemsRequest>,
    ) -> Result<Response<pb::CountPowerItemsResponse>, Status> {
        let filter = wire::count(request.into_inner(), &self.county, self.today())?;
        let found = self.found(&filter);
        let many = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Ok(Response::new(pb::CountPowerItemsResponse {
            count: many(found.items().len()),
            origin_count: many(found.origins().len()),
            holder_count: many(found.holders().len()),
        }))
    }

    async fn get_power_item(&self, request: Request<pb::GetPowerItemRequest>) -> Result<Response<pb::PowerItem>, Status> {
        let (code, day) = wire::item(&request.into_inner(), &self.county, self.today())?;
        let held = self.held.get();
        let (edition, item) = held.item(&code, day).map_err(Fault::Refused)?;
        Ok(Response::new(wire::shown_item(item, edition.list.version, &self.county)))
    }

    async fn explain_power(&self, request: Request<pb::ExplainPowerRequest>) -> Result<Response<pb::PowerExplanation>, Status> {
        let (code, place, day) = wire::explain(&request.into_inner(), &self.county, self.today())?;
        let held = self.held.get();
        let (edition, item) = held.item(&code, day).map_err(Fault::Refused)?;
        Ok(Response::new(wire::explanation(edition, item, &place, &self.county)))
    }

    async fn export_power_items(&self, request: Request<pb::ExportPowerItemsRequest>) -> Result<Response<Pieces>, Status> {
        let filter = wire::export(request.into_inner(), &self.county, self.today())?;
        Ok(Response::new(pieces(&self.found(&filter))))
    }

    async fn put_entrustment(&self, request: Request<pb::PutEntrustmentRequest>) -> Result<Response<pb::Entrustment>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::entrust(request, &self.county)?).await
    }

    async fn list_entrustments(
        &self,
        request: Request<pb::ListEntrustmentsRequest>,
    ) -> Result<Response<pb::ListEntrustmentsResponse>, Status> {
        let listing = wire::entrustments(&request.into_inner(), &self.county)?;
        let (principal, paging) = (listing.filter, listing.paging);
        let rows = entrustment::list(&self.office().db.reader, principal.as_ref(), paging.after(), paging.limit()).await?;
        let page = paging
            .page(rows, entrustment::key)?
            .map(|row| wire::entrustment(&row, &self.county));
        Ok(Response::new(pb::ListEntrustmentsResponse {
            entrustments: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl PowerDesk {
    /// The items in force on a day that pass a filter.
    fn found(&self, filter: &Filter) -> Content {
        let held = self.held.get();
        let items = held.edition(filter.day).map(|edition| edition.content.items()).unwrap_or_default();
        Content::of(items.iter().filter(|item| filter.passes(item, &self.county)).cloned().collect())
    }

    async fn there(&self, list: Uuid) -> Result<(), Status> {
        let found = list::get(&self.office().db.reader, list).await?;
        found.map(drop).ok_or_else(|| Fault::Refused(Refusal::PowerListUnknown).into())
    }
}
