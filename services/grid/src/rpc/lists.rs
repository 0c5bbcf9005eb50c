//! Reads of more than one event, and of who sees one.

use shiyu_kit::fault::Fault;
use shiyu_kit::listing::{Counted, Key};
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use super::export::{self, Pieces};
use crate::domain::Refusal;
use crate::sight::{GRID_ROLES, WIDE};
use crate::store::{self, GapQuestion};
use crate::wire;

/// What reading an event is called in the policies.
const READING: &str = "shiyu.grid.v1.EventService/GetEvent";

impl Desk {
    pub(super) async fn listed(&self, request: Request<pb::ListEventsRequest>) -> Result<Response<pb::ListEventsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(request, self.county())?;
        let viewer = self.viewer_in(&by, listing.filter.grid.as_ref());
        let page = self.page(&viewer, &listing).await?.map(|filed| wire::summary(&filed));
        Ok(Response::new(pb::ListEventsResponse {
            events: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    pub(super) async fn counted(&self, request: Request<pb::CountEventsRequest>) -> Result<Response<pb::CountEventsResponse>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::count(request, self.county())?;
        let viewer = self.viewer_in(&by, filter.grid.as_ref());
        let Counted { count, more } = self.count(&viewer, &filter).await?;
        Ok(Response::new(pb::CountEventsResponse { count, more }))
    }

    pub(super) fn export(&self, request: Request<pb::ExportEventsRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::export(request, self.county())?;
        let viewer = self.viewer_in(&by, filter.grid.as_ref());
        Ok(Response::new(export::pieces(self.reader().clone(), viewer, filter)))
    }

    pub(super) async fn steps(&self, request: Request<pb::ListTimelineRequest>) -> Result<Response<pb::ListTimelineResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let entries = self.timeline(filed.id).await?;
        Ok(Response::new(pb::ListTimelineResponse { entries }))
    }

    /// Who may see an event: roles by the policies, units by what they have to do with it, and whoever works in its grid.
    pub(super) async fn who_sees(&self, request: Request<pb::WhoCanSeeRequest>) -> Result<Response<pb::WhoCanSeeResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let units = filed.case.audience().units;
        Ok(Response::new(pb::WhoCanSeeResponse {
            roles: self.readers(READING),
            units: units.iter().map(ToString::to_string).collect(),
            wide_roles: WIDE.map(str::to_owned).to_vec(),
            grid_roles: wire::grid_roles(&GRID_ROLES),
        }))
    }

    pub(super) async fn duplicates(
        &self,
        request: Request<pb::ListDuplicateCandidatesRequest>,
    ) -> Result<Response<pb::ListDuplicateCandidatesResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let found = store::candidates(self.reader(), &self.viewer(&by), &filed).await;
        let found = found.map_err(Fault::<Refusal>::from)?;
        let candidates = found
            .iter()
            .map(|candidate| wire::candidate(&candidate.filed, candidate.same_grid, candidate.metres));
        Ok(Response::new(pb::ListDuplicateCandidatesResponse {
            candidates: candidates.collect(),
        }))
    }

    pub(super) async fn slot_gaps(
        &self,
        request: Request<pb::SlotGapReportRequest>,
    ) -> Result<Response<pb::SlotGapReportResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::gaps(&request, self.county())?;
        let (viewer, paging) = (self.viewer(&by), asked.paging);
        let question = GapQuestion {
            viewer: &viewer,
            unit: asked.unit.as_ref(),
            slot: asked.slot,
        };
        let gaps = match paging.after() {
            Some(_) => Vec::new(),
            None => store::gap_counts(self.reader(), &question).await.map_err(Fault::<Refusal>::from)?,
        };
        let keys = store::gaps(self.reader(), &question, paging.after(), paging.limit()).await;
        let page = paging.page(keys.map_err(Fault::<Refusal>::from)?, Key::clone)?;
        let page = page.map(|key| wire::event_name(self.county(), key.id));
        Ok(Response::new(pb::SlotGapReportResponse {
            gaps: gaps.iter().map(|gap| wire::gap(&gap.unit, gap.slot, gap.count)).collect(),
            events: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
