//! The front door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::audience::Reach;
use shiyu_kit::auth;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::inspection_service_server::InspectionService;
use tonic::{Request, Response, Status};

use super::domain::{Draw, DrawState, Refusal, Visit};
use super::export::{Pieces, pieces};
use super::store::draw::Shown;
use super::store::{draw, object, visit};
use super::{InspectionDesk, wire};
use crate::officer::within;

#[tonic::async_trait]
impl InspectionService for InspectionDesk {
    type ExportRegulatedObjectsStream = Pieces;

    async fn put_regulated_object(&self, request: Request<pb::PutRegulatedObjectRequest>) -> Result<Response<pb::RegulatedObject>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_object(request, &self.county)?).await
    }

    async fn close_regulated_object(
        &self,
        request: Request<pb::CloseRegulatedObjectRequest>,
    ) -> Result<Response<pb::RegulatedObject>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::close_object(&request, &self.county)?).await
    }

    async fn get_regulated_object(&self, request: Request<pb::GetRegulatedObjectRequest>) -> Result<Response<pb::RegulatedObject>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, wire::OBJECTS, &self.county)?;
        let reach = self.reach(&by);
        let found = object::get(&self.office().db.reader, id).await?;
        let found = found.filter(|object| within(&reach, &object.draft.unit));
        let found = unknown(found, Refusal::ObjectUnknown)?;
        Ok(Response::new(wire::object(&found, &self.county)))
    }

    async fn list_regulated_objects(
        &self,
        request: Request<pb::ListRegulatedObjectsRequest>,
    ) -> Result<Response<pb::ListRegulatedObjectsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::objects(request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let question = (&filter, &self.reach(&by));
        let rows = object::list(&self.office().db.reader, question, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, object::key)?.map(|row| wire::object(&row, &self.county));
        Ok(Response::new(pb::ListRegulatedObjectsResponse {
            objects: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn count_regulated_objects(
        &self,
        request: Request<pb::CountRegulatedObjectsRequest>,
    ) -> Result<Response<pb::CountRegulatedObjectsResponse>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::count(request, &self.county)?;
        let found = object::count(&self.office().db.reader, &filter, &self.reach(&by)).await;
        let found = found.map_err(Fault::<Refusal>::from)?;
        Ok(Response::new(pb::CountRegulatedObjectsResponse {
            count: i32::try_from(found.min(object::MOST_COUNTED)).unwrap_or(i32::MAX),
            more: found > object::MOST_COUNTED,
        }))
    }

    async fn export_regulated_objects(&self, request: Request<pb::ExportRegulatedObjectsRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::export(request, &self.county)?;
        let reader = self.office().db.reader.clone();
        Ok(Response::new(pieces(reader, filter, self.reach(&by))))
    }

    async fn plan_inspection(&self, request: Request<pb::PlanInspectionRequest>) -> Result<Response<pb::Inspection>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::plan(request, &self.county)?).await
    }

    async fn join_inspection(&self, request: Request<pb::JoinInspectionRequest>) -> Result<Response<pb::Inspection>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::join(request, &self.county)?).await
    }

    async fn cancel_inspection(&self, request: Request<pb::CancelInspectionRequest>) -> Result<Response<pb::Inspection>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::cancel(request, &self.county)?).await
    }

    async fn record_visit(&self, request: Request<pb::RecordVisitRequest>) -> Result<Response<pb::Inspection>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::record(request, &self.county)?).await
    }

    async fn publish_inspection(&self, request: Request<pb::PublishInspectionRequest>) -> Result<Response<pb::Inspection>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::publish_inspection(request, &self.county)?).await
    }

    async fn get_inspection(&self, request: Request<pb::GetInspectionRequest>) -> Result<Response<pb::Inspection>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, wire::INSPECTIONS, &self.county)?;
        let reach = self.reach(&by);
        let found = visit::get(&self.office().db.reader, id).await?;
        let found = found.filter(|visit| visit.parties.iter().any(|party| within(&reach, &party.unit)));
        let found = unknown(found, Refusal::InspectionUnknown)?;
        Ok(Response::new(self.inspection(&found)))
    }

    async fn list_inspections(
        &self,
        request: Request<pb::ListInspectionsRequest>,
    ) -> Result<Response<pb::ListInspectionsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::inspections(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let question = (&filter, &self.reach(&by));
        let rows = visit::list(&self.office().db.reader, question, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, visit::key)?.map(|row| self.inspection(&row));
        Ok(Response::new(pb::ListInspectionsResponse {
            inspections: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn announce_draw(&self, request: Request<pb::AnnounceDrawRequest>) -> Result<Response<pb::Draw>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::announce(request, &self.county)?).await
    }

    async fn conduct_draw(&self, request: Request<pb::ConductDrawRequest>) -> Result<Response<pb::Draw>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::conduct(request, &self.county)?).await
    }

    async fn publish_draw(&self, request: Request<pb::PublishDrawRequest>) -> Result<Response<pb::Draw>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::publish_draw(request, &self.county)?).await
    }

    async fn get_draw(&self, request: Request<pb::GetDrawRequest>) -> Result<Response<pb::Draw>, Status> {
        let reach = self.staff(&request);
        let found = self.draw(&request.into_inner().name, reach.as_ref()).await?;
        Ok(Response::new(wire::draw(&found, &self.county)))
    }

    async fn list_draws(&self, request: Request<pb::ListDrawsRequest>) -> Result<Response<pb::ListDrawsResponse>, Status> {
        let reach = self.staff(&request);
        let staff = if reach.is_some() { "staff" } else { "public" };
        let paging = wire::draws(&request.into_inner(), staff, &self.county)?.paging;
        let shown = reach.map_or(Shown::Published, Shown::Within);
        let rows = draw::list(&self.office().db.reader, &shown, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, draw::key)?;
        let page = page.map(|row| wire::without_lists(wire::draw(&row, &self.county)));
        Ok(Response::new(pb::ListDrawsResponse {
            draws: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn verify_draw(&self, request: Request<pb::VerifyDrawRequest>) -> Result<Response<pb::VerifyDrawResponse>, Status> {
        let reach = self.staff(&request);
        let found = self.draw(&request.into_inner().name, reach.as_ref()).await?;
        let (matches, lots) = found.verify().map_err(Fault::Refused)?;
        Ok(Response::new(pb::VerifyDrawResponse {
            matches,
            pool_hash: found.pool.fingerprint(),
            picks: wire::lots(&lots),
        }))
    }
}

impl InspectionDesk {
    fn inspection(&self, visit: &Visit) -> pb::Inspection {
        wire::inspection(visit, &self.office().reference.calendar(), &self.county)
    }

    /// How far whoever has an office sees; nothing of somebody who shows no token, or has none.
    fn staff<T>(&self, request: &Request<T>) -> Option<Reach> {
        let by = Actor::from(auth::principal(request).ok()?);
        match self.reach(&by) {
            Reach::Nothing => None,
            reach @ (Reach::Everything | Reach::Units(_)) => Some(reach),
        }
    }

    /// A draw that is published, or within a reach.
    async fn draw(&self, name: &str, reach: Option<&Reach>) -> Result<Draw, Status> {
        let id = wire::name(name, wire::DRAWS, &self.county)?;
        let found = draw::get(&self.office().db.reader, id).await?;
        let shown = |draw: &Draw| {
            let public = draw.state == DrawState::Published;
            public || reach.is_some_and(|reach| within(reach, &draw.announcement.unit))
        };
        unknown(found.filter(shown), Refusal::DrawUnknown)
    }
}

/// What is not there, or not for the caller.
fn unknown<T>(row: Option<T>, refusal: Refusal) -> Result<T, Status> {
    row.ok_or_else(|| Fault::Refused(refusal).into())
}
