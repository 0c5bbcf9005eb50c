//! A fact as it is kept: what happened, to which unit, in which category, and the limits of the case. Nobody is in it.

use prost::{DecodeError, Message as _};
use serde::{Deserialize, Serialize};
use shiyu_kit::nats::Fact;
use shiyu_proto::common::v1::Clock;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::service::{enforcement, grid, mediation, petition};
use super::told::{About, Dispute, Docket, Happening, Matter};

/// A fact that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its id.
    pub id: Uuid,
    /// Code of the county it was told in.
    pub county: String,
    /// The case.
    pub case: Uuid,
    /// The case's version after it.
    pub version: i64,
    /// When it happened.
    pub at: OffsetDateTime,
    /// Its place in the stream.
    pub sequence: i64,
    /// What it says.
    pub said: Said,
}

/// What a fact says, as far as figures need it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The service, as in `grid`.
    pub service: String,
    /// Code of the unit it stands with.
    pub unit: String,
    /// Category of the case.
    pub category: String,
    /// Code of the division it is about; empty where none is told.
    #[serde(default)]
    pub place: String,
    /// Whether it is kept from those it accuses: then it is counted nowhere (domain.md G-06).
    pub sealed: bool,
    /// Whether the whole matter was brought to its end.
    pub ended: bool,
    /// Whether the case is one of its own here from then on: not one that is rejected, a duplicate, or others' now. None: nothing is said
    /// of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands: Option<bool>,
    /// Whether a citizen told it, whom somebody can speak with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_call: bool,
    /// Code of the unit that what happened counts for; empty: the one it stands with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub counts_for: String,
    /// What happened, by the names of sources.
    pub happened: Vec<String>,
    /// The case's limits.
    pub limits: Vec<Limited>,
}

/// A limit of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limited {
    /// The clock.
    pub clock: String,
    /// The day on which it is or was to be met.
    pub due: Date,
    /// The day on which it was met.
    pub met: Option<Date>,
    /// Whether that was in time.
    pub in_time: bool,
    /// How near it came before it was met: the last ring, as the contract numbers them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<i32>,
    /// Code of the unit that owes it; empty: whoever has the case while it runs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

/// The kinds of a service's facts that are about a case of its own, by their first part.
fn is_about_a_case(service: &str, entity: &str) -> bool {
    match service {
        "petition" => [
            "matter",
            "duty",
            "handling",
            "hearing",
            "assistance",
            "suggestion",
            "accusation",
            "opinion",
            "review",
            "recheck",
            "remedy",
            "window",
            "supervision",
            "accountability",
            "clock",
        ]
        .contains(&entity),
        "grid" => ["event", "verification", "handler", "handling", "suspension", "window", "clock"].contains(&entity),
        "mediation" => [
            "case",
            "consent",
            "session",
            "mediation",
            "agreement",
            "performance",
            "confirmation",
            "court",
            "escalation",
            "window",
            "clock",
        ]
        .contains(&entity),
        "enforcement" => [
            "case",
            "clue",
            "review",
            "discussion",
            "notice",
            "hearing",
            "decision",
            "remedy",
            "window",
            "clock",
        ]
        .contains(&entity),
        _ => false,
    }
}

impl Heard {
    /// Reads a fact; `None` for one that figures do not need.
    ///
    /// # Errors
    /// When its data is no message of its kind.
    pub fn read(fact: &Fact) -> Result<Option<Self>, DecodeError> {
        let mut parts = fact.kind.splitn(3, '.');
        let (service, entity) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if !is_about_a_case(service, entity) {
            return Ok(None);
        }
        let kind = fact.kind.get(service.len() + 1..).unwrap_or_default();
        let said = match service {
            "petition" => petition(kind, &fact.data)?,
            "grid" => grid(kind, &fact.data)?,
            "mediation" => mediation(kind, &fact.data)?,
            _ => enforcement(kind, &fact.data)?,
        };
        let said = said.map(|said| if said.sealed { sealed() } else { said });
        let county = fact.told_in().to_owned();
        Ok(said.map(|said| Self {
            id: fact.id,
            case: fact.case,
            version: fact.case_version,
            at: fact.at,
            sequence: fact.sequence().unwrap_or_default(),
            said: Said {
                service: service.to_owned(),
                unit: within(&county, said.unit),
                place: within(&county, said.place),
                counts_for: told_within(&county, said.counts_for),
                limits: limits_within(&county, said.limits),
                happened: said.happened.iter().map(|what| format!("{service}.{what}")).collect(),
                ..said
            },
            county,
        }))
    }
}

/// The clocks that a fact tells of its case; none where it is about no case.
///
/// # Errors
/// When its data is no message of its kind.
pub fn clocks(fact: &Fact) -> Result<Vec<Clock>, DecodeError> {
    let data = fact.data.as_ref();
    let clocks = match fact.service() {
        "petition" => About::<Matter>::decode(data)?.case.map(|matter| matter.clocks),
        "grid" => About::<Happening>::decode(data)?.case.map(|event| event.clocks),
        "mediation" => About::<Dispute>::decode(data)?.case.map(|dispute| dispute.clocks),
        "enforcement" => About::<Docket>::decode(data)?.case.map(|docket| docket.clocks),
        _ => None,
    };
    Ok(clocks.unwrap_or_default())
}

/// Of a sealed matter nothing is kept but that it is one (信访工作条例 art. 30).
fn sealed() -> Said {
    Said {
        sealed: true,
        ..Said::default()
    }
}

/// A county speaks for its own units only; what it says of others' is its own.
fn within(county: &str, unit: String) -> String {
    if unit.starts_with(county) { unit } else { county.to_owned() }
}

fn told_within(county: &str, unit: String) -> String {
    if unit.is_empty() { unit } else { within(county, unit) }
}

fn limits_within(county: &str, limits: Vec<Limited>) -> Vec<Limited> {
    let limit = |limited: Limited| Limited {
        unit: told_within(county, limited.unit),
        ..limited
    };
    limits.into_iter().map(limit).collect()
}
