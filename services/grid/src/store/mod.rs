//! How an event lies in its table and in its journal, and how events are found.

mod asked;
mod body;
mod candidates;
mod gaps;
mod list;
mod repeats;
pub mod row;
mod said;
#[cfg(test)]
mod tests;
mod turns;

use sea_orm::Set;
use shiyu_kit::case::{Beside, Entry, Filed, Record, Ringing, decoded, json};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::retention::{Kept, Words};

pub use asked::is_asked_for;
pub use candidates::{Candidate, candidates};
pub use gaps::{Gap, GapQuestion, MOST_UNITS, gap_counts, gaps};
pub use list::{by_query_index, by_source};
pub use repeats::{AGAIN, repeats};

use crate::domain::terms::{Kind, ResolutionTier};
use crate::domain::{Command, End, Event, Incident, Order};
use crate::wire;
use body::{Body, bits};

impl Record for Incident {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "grid";
    const ID: row::Column = row::Column::Id;
    const SAID: Option<Words> = Some(said::SAID);
    const KEPT: Kept = Kept::years(3, 3);

    fn read(row: row::Model) -> Result<Filed<Self>, Corrupt> {
        let (id, version) = (row.id, row.version);
        let case = body::read(row).map_err(|what| Corrupt {
            table: "incident",
            id: id.to_string(),
            what,
        })?;
        Ok(Filed { id, version, case })
    }

    fn write(filed: &Filed<Self>) -> row::ActiveModel {
        let incident = &filed.case;
        let (place, report) = (&incident.place, &incident.report);
        let ringing = incident.clocks.next_ringing();
        let ending = incident.stage.ending();
        let (merged_into, tier) = ended(ending.map(|ending| &ending.end));
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            stage: Set(incident.stage.name().as_str().to_owned()),
            unit: Set(incident.unit.to_string()),
            receiver: Set(incident.receiver.to_string()),
            level: Set(incident.level.as_str().to_owned()),
            source: Set(report.source.as_str().to_owned()),
            source_reference: Set(report.source_reference.clone()),
            class_code: Set(incident.class.code.to_string()),
            kind: Set(kind(incident.class.code.kind).to_owned()),
            hazard: Set(incident.class.hazard),
            grid: Set(incident.grid().to_string()),
            village: Set(place.village.to_string()),
            town: Set(place.town.to_string()),
            longitude_e7: Set(place.point.map(|point| point.longitude_e7)),
            latitude_e7: Set(place.point.map(|point| point.latitude_e7)),
            missing: Set(bits(&incident.hands.missing())),
            opened_at: Set(to_micros(incident.reported_at)),
            due_at: Set(ringing.as_ref().map(|ringing| to_micros(ringing.at))),
            due_clock: Set(ringing.map(|ringing| ringing.clock)),
            legal_due_at: Set(incident.legal_due().map(to_micros)),
            calendar: Set(incident.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(ending.map(|ending| to_micros(ending.at))),
            query_index: Set(incident.query_index.clone()),
            reopens: Set(report.reopens),
            admission_item: Set(report.admission_item),
            merged_into: Set(merged_into),
            tier: Set(tier.map(str::to_owned)),
            body: Set(json(&Body::of(incident))),
        }
    }

    fn beside(order: &Order, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let audience = before.map(|filed| filed.case.audience());
        let sealed = if let Command::Report(report) = &order.command {
            report.sealed.as_slice()
        } else {
            &[]
        };
        Beside {
            parties: sealed.iter().map(|sealed| sealed.row().clone()).collect(),
            audience: after.case.audience().grown(after.id, audience.as_ref()),
            booked: turns::booked(order, before, after),
            freed: turns::freed(order, before, after),
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

    fn files(&self) -> Vec<&str> {
        self.course.evidence.iter().map(|evidence| evidence.hash.as_str()).collect()
    }

    fn ringing(&self) -> Option<Ringing> {
        self.clocks.next_ringing()
    }

    fn tick(ringing: &Ringing) -> Order {
        Order::from(Command::Tick {
            clock: ringing.clock.clone(),
            at: ringing.at,
        })
    }

    fn reckon() -> Order {
        Order::from(Command::Reckon)
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Component => "component",
        Kind::Event => "event",
    }
}

fn ended(end: Option<&End>) -> (Option<uuid::Uuid>, Option<&'static str>) {
    match end {
        Some(End::Duplicate { of }) => (Some(*of), None),
        Some(End::Closed { tier }) => (None, Some(word(*tier))),
        Some(End::Rejected { .. } | End::EmergencyTransferred { .. } | End::HandedOver { .. } | End::HandedOutside { .. }) | None => {
            (None, None)
        }
    }
}

fn word(tier: ResolutionTier) -> &'static str {
    match tier {
        ResolutionTier::Grid => "grid",
        ResolutionTier::Department => "department",
        ResolutionTier::Enforcement => "enforcement",
    }
}
