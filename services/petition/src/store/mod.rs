//! How a petition lies in its table and in its journal.

mod list;
pub mod row;
#[cfg(test)]
mod tests;

use sea_orm::Set;
use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Clock;
use shiyu_kit::case::{Entry, Filed, Record, Ringing};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

pub use list::{Filter, Key, Order, by_source, list};

use crate::domain::{Channel, Command, Event, Petition, Stage, Submission};
use crate::wire;

/// What has no column of its own.
#[derive(Serialize, Deserialize)]
struct Body {
    county: Code,
    title: String,
    request: String,
    facts_and_reasons: String,
    #[serde(with = "time::serde::rfc3339")]
    registered_at: OffsetDateTime,
    stage: Stage,
    clocks: Vec<Clock>,
}

impl Record for Petition {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "petition";
    const ID: row::Column = row::Column::Id;

    fn read(row: row::Model) -> Result<Filed<Self>, Corrupt> {
        let (id, version) = (row.id, row.version);
        let case = petition(row).map_err(|what| Corrupt {
            table: "petition",
            id: id.to_string(),
            what,
        })?;
        Ok(Filed { id, version, case })
    }

    fn write(filed: &Filed<Self>) -> row::ActiveModel {
        let petition = &filed.case;
        let submission = &petition.submission;
        let ringing = petition.next_ringing();
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            stage: Set(petition.stage.name().as_str().to_owned()),
            unit: Set(petition.unit.to_string()),
            category: Set(submission.category.to_string()),
            channel: Set(submission.channel.as_str().to_owned()),
            place: Set(submission.place.to_string()),
            source_reference: Set(submission.source_reference.clone()),
            opened_at: Set(to_micros(petition.received_at)),
            due_at: Set(ringing.as_ref().map(|ringing| to_micros(ringing.at))),
            due_clock: Set(ringing.map(|ringing| ringing.clock)),
            legal_due_at: Set(petition.legal_due().map(to_micros)),
            calendar: Set(petition.calendar()),
            claimed_until: Set(None),
            closed_at: Set(petition.stage.closure().map(|closure| to_micros(closure.at))),
            body: Set(json(&body(petition))),
        }
    }

    fn encode(event: &Event, after: &Filed<Self>) -> Entry {
        Entry {
            kind: event.kind(),
            detail: json(event),
            fact: wire::fact(event, after),
        }
    }

    fn decode(kind: &str, detail: &str) -> Result<Event, String> {
        let event: Event = serde_json::from_str(detail).map_err(|error| error.to_string())?;
        if event.kind() == kind {
            Ok(event)
        } else {
            Err(format!("a {} lies under {kind}", event.kind()))
        }
    }

    fn ringing(&self) -> Option<Ringing> {
        self.next_ringing()
    }

    fn tick(ringing: &Ringing) -> Command {
        Command::Tick {
            clock: ringing.clock.clone(),
            at: ringing.at,
        }
    }

    fn reckon() -> Command {
        Command::Reckon
    }
}

fn body(petition: &Petition) -> Body {
    Body {
        county: petition.county.clone(),
        title: petition.submission.title.clone(),
        request: petition.submission.request.clone(),
        facts_and_reasons: petition.submission.facts_and_reasons.clone(),
        registered_at: petition.registered_at,
        stage: petition.stage.clone(),
        clocks: petition.clocks.clone(),
    }
}

fn petition(row: row::Model) -> Result<Petition, String> {
    let body: Body = serde_json::from_str(&row.body).map_err(|error| format!("body: {error}"))?;
    if body.stage.name().as_str() != row.stage {
        return Err(format!(
            "stage: the column says {}, the body {}",
            row.stage,
            body.stage.name().as_str()
        ));
    }
    let channel = Channel::ALL.into_iter().find(|channel| channel.as_str() == row.channel);
    Ok(Petition {
        county: body.county,
        submission: Submission {
            channel: channel.ok_or("channel: unknown")?,
            category: row.category.parse().map_err(|error| format!("category: {error}"))?,
            title: body.title,
            request: body.request,
            facts_and_reasons: body.facts_and_reasons,
            place: row.place.parse().map_err(|error| format!("place: {error}"))?,
            source_reference: row.source_reference,
        },
        received_at: row.opened_at,
        registered_at: body.registered_at,
        unit: row.unit.parse().map_err(|error| format!("unit: {error}"))?,
        stage: body.stage,
        clocks: body.clocks,
    })
}

/// Only a time outside the years 0 to 9999 has no JSON, and the wire lets none in: what is written here can be read.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
