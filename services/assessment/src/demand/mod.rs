//! The demand heat map (domain.md S17, G-10). Who asks is known to the services alone, and so they count: what comes here are counts that
//! can be shown to anybody. A week is taken once and stays as it was.

mod chart;
mod due;
mod rpc;
#[cfg(test)]
mod tests;
mod wire;

use prost::Message;
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::demand::Week;
use shiyu_kit::fault::{self, Fault, RefusalClass};
use shiyu_kit::ledger::Unread;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::Office;
use shiyu_kit::peer::{PeerFault, Peers};
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing};
use shiyu_kit::unit::{Code, NotCompetent};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::common::v1::CountDemandRequest;
use shiyu_proto::common::v1::demand_service_client::DemandServiceClient;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::hands::county_or_clock;
use crate::shelf::{self, entry};

pub use chart::picture;

/// Chains of facts about weeks, and the ids of weeks, are named under this.
const WEEKS: Uuid = Uuid::from_u128(0x1c58_64d3_7a2e_5f90_b6d1_4445_4d41_4e44);

/// The services that count.
pub const SERVICES: [&str; 3] = ["petition", "mediation", "grid"];

/// A count of a service's cases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeatCell {
    /// The service.
    pub service: String,
    /// The category.
    pub category: String,
    /// Code of the division.
    pub place: String,
    /// How many cases.
    pub cases: i64,
}

/// A week of a county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMap {
    /// Its id, of the county and the week.
    pub id: Uuid,
    /// Code of the county.
    pub county: String,
    /// The Monday.
    pub week: String,
    /// When it was taken.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Its counts.
    pub cells: Vec<HeatCell>,
}

entry! { HeatMap is "heat_map": id, county, at, week }

fn id_of(county: &str, week: &str) -> Uuid {
    Uuid::new_v5(&WEEKS, format!("{county}/{week}").as_bytes())
}

/// Takes a week: its Monday, and what the services counted.
#[derive(Debug, Clone, Serialize)]
pub struct Take {
    week: String,
    #[serde(skip)]
    counted: Option<(Week, Vec<HeatCell>)>,
}

/// The desk of one county's heat maps.
#[derive(Debug, Clone)]
pub struct DemandDesk {
    county: Code,
    register: Register,
    peers: Peers,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl DemandDesk {
    /// The desk of a county, over its service's office and the services that count.
    #[must_use]
    pub const fn new(county: Code, office: Office, peers: Peers) -> Self {
        Self {
            county,
            register: Register::new(office, WEEKS),
            peers,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    /// What the services count of a week; nothing of one that cannot be taken anyway.
    async fn counted(&self, week: Week) -> Result<Vec<HeatCell>, tonic::Status> {
        let office = self.office();
        let taken = shelf::get::<HeatMap>(&office.db.reader, id_of(self.county.as_str(), &week.to_string())).await?;
        if taken.is_some() || !week.is_settled(office.clock.now()) {
            return Ok(Vec::new());
        }
        let mut cells = Vec::new();
        for service in SERVICES {
            cells.extend(self.asked(service, week).await?);
        }
        cells.sort();
        Ok(cells)
    }

    async fn asked(&self, service: &str, week: Week) -> Result<Vec<HeatCell>, PeerFault> {
        let mut client = DemandServiceClient::new(self.peers.way(service)?);
        let request = self.peers.request(CountDemandRequest {
            parent: format!("counties/{}", self.county),
            week: week.to_string(),
        });
        let answer = client
            .count_demand(request)
            .await
            .map_err(|status| PeerFault::of(service, status))?;
        let cells = answer.into_inner().cells.into_iter().map(|cell| HeatCell {
            service: service.to_owned(),
            category: cell.category,
            place: cell.place,
            cases: cell.cases,
        });
        Ok(cells.collect())
    }

    /// What every county of ours told of a week.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn week(&self, week: Week) -> Result<Vec<HeatMap>, Unread> {
        shelf::labelled(&self.office().db.reader, &week.to_string()).await
    }
}

impl Books for DemandDesk {
    type Order = Take;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Take, by: &Actor, now: OffsetDateTime) -> Done<Effect> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        county_or_clock(&sitting).map_err(|why| Fault::Refused(Refusal::from(why)))?;
        let id = id_of(self.county.as_str(), &order.week);
        if shelf::hold::<HeatMap>(db, id).await?.is_some() {
            return Err(Fault::Refused(Refusal::Taken));
        }
        let settled = order.counted.as_ref().filter(|(week, _)| week.is_settled(now));
        let (_, cells) = settled.ok_or(Fault::Refused(Refusal::NotOver))?;
        let map = HeatMap {
            id,
            county: self.county.to_string(),
            week: order.week.clone(),
            at: now,
            cells: cells.clone(),
        };
        shelf::put(db, &map, Standing::New).await?;
        Ok(Effect::silent(id, "demand.taken", &wire::map(&map, &self.county)).told(&wire::taken(&map)))
    }
}

/// What another county told, at the city's desk. It speaks for its own places only, and once of a week.
pub async fn hear(office: &Office, fact: &Fact) -> Outcome {
    let (Some(county), Ok(told)) = (&fact.county, pb::DemandTaken::decode(fact.data.clone())) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let map = wire::heard(told, county, fact.at);
    let known = match shelf::get::<HeatMap>(&office.db.reader, map.id).await {
        Ok(known) => known,
        Err(error) => return Outcome::Trouble(error.to_string()),
    };
    if known.is_some() {
        return Outcome::Done;
    }
    match shelf::put(&office.db.writer, &map, Standing::New).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::Trouble(error.to_string()),
    }
}

/// Why a week is not taken or shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// It was not taken.
    #[error("the week was not taken")]
    Unknown,
    /// It was, and is not counted again.
    #[error("the week was taken")]
    Taken,
    /// Its end is too near.
    #[error("a week is taken 7 days after its end")]
    NotOver,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "WEEK_UNKNOWN",
            Self::Taken => "WEEK_TAKEN",
            Self::NotOver => "WEEK_NOT_OVER",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown => RefusalClass::NotFound,
            Self::Taken => RefusalClass::AlreadyExists,
            Self::NotOver => RefusalClass::Precondition,
        }
    }
}
