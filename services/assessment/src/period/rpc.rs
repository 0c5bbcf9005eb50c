//! The front door: parse, execute, answer.

use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::page::Paging;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::period_service_server::PeriodService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::command::Command;
use super::desk::PeriodDesk;
use super::domain::{Period, Stage};
use super::refusal::Refusal;
use super::{store, wire};
use crate::figures::{Cube, unit_at};
use crate::hands::is_rated;

/// What every order that only names its period says.
macro_rules! step {
    ($desk:ident, $request:ident, $command:expr) => {{
        let (by, request) = caller($request)?;
        let of = (request.name.as_str(), request.etag.as_str(), request.request_id.as_str());
        let order = wire::step(of, $command, &$desk.county)?;
        $desk.give(by, order).await
    }};
}

#[tonic::async_trait]
impl PeriodService for PeriodDesk {
    async fn open_period(&self, request: Request<pb::OpenPeriodRequest>) -> Result<Response<pb::Period>, Status> {
        let (by, request) = caller(request)?;
        self.give(by, wire::open(request, &self.county)?).await
    }

    async fn collect_period(&self, request: Request<pb::CollectPeriodRequest>) -> Result<Response<pb::Period>, Status> {
        step!(self, request, Command::Collect(Vec::new()))
    }

    async fn freeze_period(&self, request: Request<pb::FreezePeriodRequest>) -> Result<Response<pb::Period>, Status> {
        step!(self, request, Command::Freeze(None))
    }

    async fn compute_period(&self, request: Request<pb::ComputePeriodRequest>) -> Result<Response<pb::Period>, Status> {
        step!(self, request, Command::Compute(None))
    }

    async fn open_appeals(&self, request: Request<pb::OpenAppealsRequest>) -> Result<Response<pb::Period>, Status> {
        step!(self, request, Command::OpenAppeals)
    }

    async fn appeal(&self, request: Request<pb::AppealRequest>) -> Result<Response<pb::Period>, Status> {
        let (by, request) = caller(request)?;
        self.give(by, wire::appeal(request, &self.county)?).await
    }

    async fn decide_appeal(&self, request: Request<pb::DecideAppealRequest>) -> Result<Response<pb::Period>, Status> {
        let (by, request) = caller(request)?;
        self.give(by, wire::decide(request, &self.county)?).await
    }

    async fn exclude_case(&self, request: Request<pb::ExcludeCaseRequest>) -> Result<Response<pb::Period>, Status> {
        let (by, request) = caller(request)?;
        self.give(by, wire::exclude(request, &self.county)?).await
    }

    async fn finalise_period(&self, request: Request<pb::FinalisePeriodRequest>) -> Result<Response<pb::Period>, Status> {
        step!(self, request, Command::Finalise)
    }

    async fn publish_period(&self, request: Request<pb::PublishPeriodRequest>) -> Result<Response<pb::Period>, Status> {
        step!(self, request, Command::Publish)
    }

    async fn get_period(&self, request: Request<pb::GetPeriodRequest>) -> Result<Response<pb::Period>, Status> {
        let (by, request) = caller(request)?;
        let (id, _) = wire::of_calculation(&request.name, 0, &self.county)?;
        let filed = self.found(id).await?;
        Ok(Response::new(told(&filed, &by)))
    }

    async fn list_periods(&self, request: Request<pb::ListPeriodsRequest>) -> Result<Response<pb::ListPeriodsResponse>, Status> {
        let (by, request) = caller(request)?;
        let reading = Reading::new(&self.county);
        let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
        let listing: Listing<(), (i64, Uuid)> = reading.listing(page, &["periods"], ())?;
        let paging: &Paging<(i64, Uuid)> = &listing.paging;
        let rows = store::list(&self.office.db.reader, None, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?;
        Ok(Response::new(pb::ListPeriodsResponse {
            periods: page.items.iter().map(|filed| told(filed, &by)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_unit_report(&self, request: Request<pb::GetUnitReportRequest>) -> Result<Response<pb::UnitReport>, Status> {
        let (by, request) = caller(request)?;
        let (id, number) = wire::of_calculation(&request.name, request.calculation, &self.county)?;
        let filed = self.found(id).await?;
        if is_rated(&by) {
            let own = filed.case.rated(by.unit()).map_err(Fault::Refused)?;
            if own != request.unit {
                return Err(Fault::Refused(Refusal::UnitNotRated).into());
            }
            if filed.case.stage < Stage::Appeals {
                return Err(Fault::Refused(Refusal::NothingComputed).into());
            }
        }
        let (number, computed) = self.computed(&filed.case, number).await?;
        let standing = computed.standings.iter().find(|standing| standing.unit == request.unit);
        let standing = standing.ok_or(Fault::Refused(Refusal::UnitNotRated))?;
        let cube = self.behind(&filed.case, number).await?;
        Ok(Response::new(pb::UnitReport {
            unit: request.unit.clone(),
            calculation: i32::try_from(number + 1).unwrap_or(i32::MAX),
            standing: Some(wire::standing(standing)),
            figures: figures(&cube, Some(&request.unit)),
            watermarks: wire::watermarks(&filed.case),
        }))
    }

    async fn verify_period(&self, request: Request<pb::VerifyPeriodRequest>) -> Result<Response<pb::VerifyPeriodResponse>, Status> {
        let (id, _) = wire::of_calculation(&request.into_inner().name, 0, &self.county)?;
        let filed = self.found(id).await?;
        Ok(Response::new(self.verified(&filed.case).await?))
    }

    async fn get_ranking(&self, request: Request<pb::GetRankingRequest>) -> Result<Response<pb::Ranking>, Status> {
        let request = request.into_inner();
        let (id, number) = wire::of_calculation(&request.name, request.calculation, &self.county)?;
        let filed = self.found(id).await?;
        let (number, computed) = self.computed(&filed.case, number).await?;
        Ok(Response::new(wire::ranking(&filed, number, &computed)))
    }
}

/// A period as somebody may see it: a rated unit does not read what others appealed.
fn told(filed: &Filed<Period>, by: &Actor) -> pb::Period {
    let mut period = wire::period(filed);
    if is_rated(by) {
        let own = by.unit().and_then(|own| unit_at(own, filed.case.level));
        period.appeals.retain(|appeal| own.as_deref() == Some(appeal.unit.as_str()));
    }
    period
}

/// Counts as they travel, of one unit or of all.
#[must_use]
pub(crate) fn figures(cube: &Cube, unit: Option<&str>) -> Vec<pb::Figure> {
    let totals = cube.totals().into_iter().filter(|((of, _), _)| unit.is_none_or(|unit| unit == of));
    let told = totals.map(|((unit, source), count)| pb::Figure { source, unit, count });
    told.collect()
}
