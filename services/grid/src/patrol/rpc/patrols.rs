//! Plans and rounds.

use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::patrol_service_server::PatrolService;
use tonic::{Request, Response, Status};

use super::unknown;
use crate::patrol::domain::Refusal;
use crate::patrol::store::{plan, round};
use crate::patrol::{Patrols, wire};

#[tonic::async_trait]
impl PatrolService for Patrols {
    async fn put_patrol_plan(&self, request: Request<pb::PutPatrolPlanRequest>) -> Result<Response<pb::PatrolPlan>, Status> {
        let (by, request) = caller(request)?;
        let put = self.perform(&by, wire::put_plan(request, &self.county)?).await?;
        // The rounds that begin today are wanted today.
        self.stirred.notify_one();
        Ok(put)
    }

    async fn get_patrol_plan(&self, request: Request<pb::GetPatrolPlanRequest>) -> Result<Response<pb::PatrolPlan>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, wire::PLANS, &self.county)?;
        let plan = plan::get(&self.office().db.reader, id).await?;
        let plan = plan.filter(|plan| self.sees_grid(&by, &plan.grid));
        let plan = unknown(plan, Refusal::PlanUnknown)?;
        Ok(Response::new(wire::plan(&plan, &self.county)))
    }

    async fn list_patrol_plans(
        &self,
        request: Request<pb::ListPatrolPlansRequest>,
    ) -> Result<Response<pb::ListPatrolPlansResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::plans(&request, &self.county)?;
        let (grid, paging) = (listing.filter, listing.paging);
        let reach = self.reach_of_grid(&by, grid.as_ref());
        let rows = plan::list(&self.office().db.reader, (grid.as_ref(), &reach), paging.after(), paging.limit()).await?;
        let page = paging.page(rows, plan::key)?.map(|row| wire::plan(&row, &self.county));
        Ok(Response::new(pb::ListPatrolPlansResponse {
            plans: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_patrol_round(&self, request: Request<pb::GetPatrolRoundRequest>) -> Result<Response<pb::PatrolRound>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, wire::ROUNDS, &self.county)?;
        let round = round::get(&self.office().db.reader, id).await?;
        let round = round.filter(|round| self.sees_grid(&by, &round.grid));
        let round = unknown(round, Refusal::RoundUnknown)?;
        Ok(Response::new(pb::PatrolRound {
            patrolled_by: round.hands.clone(),
            ..wire::round_with_stops(&round, &self.county)
        }))
    }

    async fn list_patrol_rounds(
        &self,
        request: Request<pb::ListPatrolRoundsRequest>,
    ) -> Result<Response<pb::ListPatrolRoundsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::rounds(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let reach = self.reach_of_grid(&by, filter.grid.as_ref());
        let rows = round::list(&self.office().db.reader, (&filter, &reach), paging.after(), paging.limit()).await?;
        let page = paging.page(rows, round::key)?.map(|row| wire::round(&row, &self.county));
        Ok(Response::new(pb::ListPatrolRoundsResponse {
            rounds: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn check_in(&self, request: Request<pb::CheckInRequest>) -> Result<Response<pb::PatrolRound>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::check_in(&request, &self.county)?).await
    }
}
