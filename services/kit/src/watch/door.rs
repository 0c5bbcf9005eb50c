//! The door at which programs outside of the bus ask for what is told.

use std::sync::Arc;

use futures::StreamExt as _;
use futures::stream::{self, BoxStream};
use sea_orm::sea_query::{Condition, SelectStatement};
use sea_orm::{EntityTrait, QuerySelect, QueryTrait};
use shiyu_proto::common::v1 as wire;
use shiyu_proto::common::v1::event_stream_service_server::EventStreamService;
use tonic::{Code, Request, Response, Status};

use super::page;
use super::place::{self, Place};
use super::seats::Seats;
use super::told::Told;
use super::watching::Watching;
use crate::auth::{Refusal, TokenError, Until};
use crate::case::{Actor, Record};
use crate::clock::WallClock;
use crate::desk::Sight;
use crate::fault::{Fault, Never, Violations, retry_later};
use crate::journal::{self, Column};
use crate::nats::event::{SOURCE, TYPE_VERSION};
use crate::operations::{Office, timestamp};
use crate::page::Scope;
use crate::rpc::caller;
use crate::server::Board;
use crate::unit::Code as UnitCode;

/// Tells of a county's cases to whoever may see them.
#[derive(Clone)]
pub struct EventDesk(Arc<Desk>);

/// What every stream of a service works with.
pub(super) struct Desk {
    pub office: Office,
    pub board: Board,
    pub told: Told,
    pub scope: Scope,
    /// Real time, even where a development moved its clock: tokens come from outside.
    pub real: WallClock,
    county: UnitCode,
    sight: Sight,
    cases: fn() -> SelectStatement,
    seats: Arc<Seats>,
}

impl EventDesk {
    /// The door of the service whose cases `C` are seen by this rule, as its lists go by it.
    #[must_use]
    pub fn new<C: Record>(office: Office, county: UnitCode, sight: Sight, board: Board) -> Self {
        Self(Arc::new(Desk {
            told: Told::new(office.db.reader.clone()),
            scope: place::scope(office.service, &office.county),
            office,
            board,
            real: WallClock::system(),
            county,
            sight,
            cases: cases::<C>,
            seats: Arc::default(),
        }))
    }
}

/// The ids of all cases: what else lies in a journal, as registers and reference data, has no audience.
fn cases<C: Record>() -> SelectStatement {
    C::Entity::find().select_only().column(C::ID).into_query()
}

impl Desk {
    /// The cases, and which of them somebody sees at this moment.
    pub fn seen_by(&self, by: &Actor) -> (SelectStatement, Condition) {
        let viewer = (self.sight)(by, &self.county, &self.office.reference.units(), self.office.clock.now());
        let backend = self.office.db.reader.get_database_backend();
        ((self.cases)(), viewer.condition(Column::CaseId, backend))
    }

    /// A row as the bus tells it.
    pub fn fact(&self, row: journal::Model) -> wire::CaseFact {
        let (service, county) = (self.office.service, &self.office.county);
        wire::CaseFact {
            id: row.event_id.to_string(),
            r#type: format!("shiyu.{service}.{}.v{TYPE_VERSION}", row.kind),
            source: format!("{SOURCE}{county}/{service}"),
            case_id: row.case_id.to_string(),
            case_version: row.version,
            time: Some(timestamp(row.at)),
            trace_parent: row.trace.unwrap_or_default(),
            journal_hash: row.hash,
            data: row.fact.unwrap_or_default(),
        }
    }

    async fn place(&self, request: &wire::WatchEventsRequest) -> Result<Place, Status> {
        let mut violations = Violations::new();
        crate::name::parent("parent", &request.parent, &self.office.county, &mut violations);
        let place = Place::read(&request.token, self.scope, &mut violations);
        violations.finish()?;
        let place = place.ok_or_else(Violations::new)?;
        let has = page::has(&self.office.db.reader, place).await;
        if !has.map_err(Fault::<Never>::Database)? {
            let mut violations = Violations::new();
            violations.add("token", "WATCH_TOKEN_UNKNOWN", "this journal has no such place; begin anew");
            return Err(violations.into());
        }
        Ok(place)
    }
}

#[tonic::async_trait]
impl EventStreamService for EventDesk {
    type WatchEventsStream = BoxStream<'static, Result<wire::WatchEventsResponse, Status>>;

    async fn watch_events(&self, request: Request<wire::WatchEventsRequest>) -> Result<Response<Self::WatchEventsStream>, Status> {
        let until = request.extensions().get::<Until>().copied();
        let until = until.ok_or(Refusal::Token(TokenError::Missing))?;
        let (by, request) = caller(request)?;
        let place = self.0.place(&request).await?;
        let seat = self.0.seats.take(by.name());
        let seat = seat.ok_or_else(|| retry_later(Code::ResourceExhausted, "too many streams are open", "TOO_MANY_STREAMS"))?;
        let watching = Watching {
            desk: self.0.clone(),
            by,
            until,
            place,
            looked: place.position,
            said: None,
            caught_up: false,
            _seat: seat,
        };
        Ok(Response::new(stream::try_unfold(watching, Watching::next).boxed()))
    }
}
