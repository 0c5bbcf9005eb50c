//! The door at which the county's assessment asks.

use std::marker::PhantomData;

use sea_orm::DatabaseConnection;
use shiyu_proto::common::v1 as pb;
use shiyu_proto::common::v1::demand_service_server::DemandService;
use tonic::{Request, Response, Status};

use super::{Cell, Demanded, Week, count};
use crate::clock::WallClock;
use crate::desk::CaseDesk;
use crate::fault::{self, Fault, RefusalClass, Violations};
use crate::reading::Reading;
use crate::unit::Code;

/// Counts what the cases of a county ask for.
#[derive(Debug)]
pub struct DemandDesk<C> {
    county: Code,
    db: DatabaseConnection,
    clock: WallClock,
    cases: PhantomData<fn() -> C>,
}

/// Why it is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCounted {
    /// Its last days are too near.
    #[error("a week is counted 7 days after its end")]
    WeekNotOver,
}

impl fault::Refusal for NotCounted {
    fn reason(&self) -> &'static str {
        match self {
            Self::WeekNotOver => "WEEK_NOT_OVER",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::WeekNotOver => RefusalClass::Precondition,
        }
    }
}

impl<C: Demanded> DemandDesk<C> {
    /// The door of a service's desk.
    #[must_use]
    pub fn new(desk: &CaseDesk<C>) -> Self {
        Self {
            county: desk.county.clone(),
            db: desk.reader().clone(),
            clock: desk.clock.clone(),
            cases: PhantomData,
        }
    }

    fn week(&self, request: &pb::CountDemandRequest) -> Result<Week, Violations> {
        let mut reading = Reading::new(&self.county);
        reading.parent(&request.parent);
        let week = reading.week("week", &request.week);
        reading.finish(week)
    }
}

#[tonic::async_trait]
impl<C: Demanded> DemandService for DemandDesk<C> {
    async fn count_demand(&self, request: Request<pb::CountDemandRequest>) -> Result<Response<pb::CountDemandResponse>, Status> {
        let week = self.week(request.get_ref())?;
        if !week.is_settled(self.clock.now()) {
            return Err(Fault::Refused(NotCounted::WeekNotOver).into());
        }
        let cells = count::<C>(&self.db, week).await.map_err(Fault::<NotCounted>::Database)?;
        let cells = cells.into_iter().map(told).collect();
        Ok(Response::new(pb::CountDemandResponse { cells }))
    }
}

fn told(cell: Cell) -> pb::DemandCell {
    pb::DemandCell {
        category: cell.category,
        place: cell.place,
        cases: i64::try_from(cell.cases).unwrap_or(i64::MAX),
    }
}
