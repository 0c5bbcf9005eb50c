//! `TeamService`.

use std::collections::BTreeSet;

use shiyu_kit::audience::Reach;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::{Code, NotCompetent};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::team_service_server::TeamService;
use time::Date;
use tonic::{Request, Response, Status};

use crate::domain::terms::GridCode;
use crate::team::domain::{ROLES, Refusal, gap, stranded};
use crate::team::store::assignment;
use crate::team::wire::{self, Where};
use crate::team::{TeamDesk, lies_in, on_map};

#[tonic::async_trait]
impl TeamService for TeamDesk {
    async fn put_assignment(&self, request: Request<pb::PutAssignmentRequest>) -> Result<Response<pb::Assignment>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_assignment(request, &self.county)?).await
    }

    async fn end_assignment(&self, request: Request<pb::EndAssignmentRequest>) -> Result<Response<pb::Assignment>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::end_assignment(&request, &self.county)?).await
    }

    async fn list_assignments(
        &self,
        request: Request<pb::ListAssignmentsRequest>,
    ) -> Result<Response<pb::ListAssignmentsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::assignments(&request, &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let reach = self.reach(&by);
        let rows = assignment::list(&self.office().db.reader, (&filter, &reach), paging.after(), paging.limit()).await;
        let page = paging.page(rows?, assignment::key)?.map(|row| wire::assignment(&row, &self.county));
        Ok(Response::new(pb::ListAssignmentsResponse {
            assignments: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_own_assignments(
        &self,
        request: Request<pb::ListOwnAssignmentsRequest>,
    ) -> Result<Response<pb::ListOwnAssignmentsResponse>, Status> {
        let (by, request) = caller(request)?;
        let Actor::Person { subject, .. } = &by else {
            return Err(refused(NotCompetent::NeedsAPerson.into()));
        };
        let paging = wire::own_assignments(&request, &self.county)?.paging;
        let rows = assignment::own(&self.office().db.reader, subject, paging.after(), paging.limit()).await;
        let page = paging.page(rows?, assignment::key)?.map(|row| wire::assignment(&row, &self.county));
        Ok(Response::new(pb::ListOwnAssignmentsResponse {
            assignments: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn check_team(&self, request: Request<pb::CheckTeamRequest>) -> Result<Response<pb::CheckTeamResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::check_team(&request, &self.county, self.today())?;
        let (asked, paging) = (listing.filter, listing.paging);
        let grids = self.checked(&by, &asked.place, asked.day).map_err(refused)?;
        let held = self.held.get();
        let after = paging.after();
        let later = grids.iter().filter(|grid| after.is_none_or(|after| *grid > after));
        let gaps = later.filter_map(|grid| match self.grids.has(grid, asked.day) {
            Some(false) => stranded(grid, held.posts(grid), asked.day),
            Some(true) | None => gap(grid, held.posts(grid), asked.day),
        });
        let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
        let page = paging.page(gaps.take(limit).collect(), |gap| gap.grid.clone())?;
        let page = page.map(|gap| wire::gap(&gap, &self.county));
        Ok(Response::new(pb::CheckTeamResponse {
            gaps: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_capabilities(
        &self,
        request: Request<pb::ListCapabilitiesRequest>,
    ) -> Result<Response<pb::ListCapabilitiesResponse>, Status> {
        wire::capabilities_of(&request.into_inner(), &self.county)?;
        let roles = ROLES.into_iter().map(wire::capabilities).collect();
        Ok(Response::new(pb::ListCapabilitiesResponse { roles }))
    }
}

impl TeamDesk {
    /// The grids of a check, as far as the caller oversees them, and those off the map in which somebody is still assigned.
    fn checked(&self, by: &Actor, place: &Where, day: Date) -> Result<Vec<GridCode>, Refusal> {
        let reach = self.reach(by);
        match place {
            Where::Grid(grid) => {
                let village = grid.village().map_err(|_| Refusal::GridUnknown(grid.clone()))?;
                within(&reach, &village)?;
                if !self.is_left_behind(grid, day) {
                    on_map(self.grids.as_ref(), grid, day)?;
                }
                Ok(vec![grid.clone()])
            }
            Where::Division(division) => {
                within(&reach, division)?;
                let basic = self.grids.basic(division, day).ok_or(Refusal::MapMissing(day))?;
                let held = self.held.get();
                let behind = held
                    .grids()
                    .filter(|grid| lies_in(grid, division) && self.is_left_behind(grid, day));
                let all: BTreeSet<GridCode> = basic.into_iter().chain(behind.cloned()).collect();
                Ok(all.into_iter().collect())
            }
        }
    }

    /// Whether a grid is off the map of a day, and somebody is still assigned to it.
    fn is_left_behind(&self, grid: &GridCode, day: Date) -> bool {
        let gone = self.grids.has(grid, day) == Some(false);
        gone && self.held.get().posts(grid).iter().any(|post| post.is_held_on(day))
    }
}

fn within(reach: &Reach, unit: &Code) -> Result<(), Refusal> {
    let inside = match reach {
        Reach::Everything => true,
        Reach::Units(units) => units.contains(unit),
        Reach::Nothing => false,
    };
    let not_yours = || Refusal::from(NotCompetent::UnitNotYours(unit.clone()));
    inside.then_some(()).ok_or_else(not_yours)
}

fn refused(refusal: Refusal) -> Status {
    Fault::Refused(refusal).into()
}
