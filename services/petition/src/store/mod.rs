//! How a petition lies in its table and in its journal, and how petitions are found.

mod body;
mod candidates;
mod list;
pub mod row;
mod said;
#[cfg(test)]
mod tests;
pub mod text;

use sea_orm::Set;
use shiyu_kit::case::{Beside, Entry, Filed, Record, Ringing, decoded, json};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::retention::{Kept, Words};

pub use candidates::{Candidate, candidates};
pub use list::{by_query_index, by_source, numbers, published};

use crate::domain::{Command, Event, Petition};
use crate::wire;
use body::Body;

impl Record for Petition {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "petition";
    const ID: row::Column = row::Column::Id;
    const SAID: Option<Words> = Some(said::SAID);
    const KEPT: Kept = Kept::years(10, 30);

    fn read(row: row::Model) -> Result<Filed<Self>, Corrupt> {
        let (id, version) = (row.id, row.version);
        let case = body::read(row).map_err(|what| Corrupt {
            table: "petition",
            id: id.to_string(),
            what,
        })?;
        Ok(Filed { id, version, case })
    }

    fn write(filed: &Filed<Self>) -> row::ActiveModel {
        let petition = &filed.case;
        let submission = &petition.submission;
        let ringing = petition.clocks.next_ringing();
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            number: Set(petition.number.text.clone()),
            year: Set(petition.number.year),
            serial: Set(petition.number.serial),
            receiver: Set(petition.receiver.to_string()),
            stage: Set(petition.stage.name().as_str().to_owned()),
            unit: Set(petition.unit.to_string()),
            category: Set(submission.category.to_string()),
            channel: Set(submission.channel.as_str().to_owned()),
            place: Set(submission.place.to_string()),
            source_reference: Set(submission.source_reference.clone().filter(|_| petition.accused.is_empty())),
            kept_reference: Set(submission.source_reference.clone().filter(|_| !petition.accused.is_empty())),
            opened_at: Set(to_micros(petition.received_at)),
            due_at: Set(ringing.as_ref().map(|ringing| to_micros(ringing.at))),
            due_clock: Set(ringing.map(|ringing| ringing.clock)),
            legal_due_at: Set(petition.legal_due().map(to_micros)),
            window_until: Set(petition.window().map(|window| to_micros(window.due.legal))),
            calendar: Set(petition.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(petition.stage.ending().map(|ending| to_micros(ending.at))),
            published_at: Set(petition.published().map(|publication| to_micros(publication.at))),
            query_index: Set(petition.query_index.clone()),
            body: Set(json(&Body::of(petition))),
        }
    }

    fn beside(command: &Command, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let audience = before.map(|filed| filed.case.audience());
        Beside {
            parties: command.sealed().iter().map(|sealed| sealed.row().clone()).collect(),
            audience: after.case.audience().grown(after.id, audience.as_ref()),
            ..Beside::default()
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
        decoded(kind, detail, Event::kind)
    }

    fn is_major(&self) -> bool {
        self.course.urgent.is_some()
    }

    fn ringing(&self) -> Option<Ringing> {
        self.clocks.next_ringing()
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
