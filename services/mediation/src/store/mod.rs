//! How a dispute lies in its table and in its journal, and how disputes are found.

mod body;
mod list;
pub mod row;
mod said;
#[cfg(test)]
mod tests;
pub mod text;

use sea_orm::Set;
use shiyu_kit::booking;
use shiyu_kit::case::{Beside, Entry, Filed, Record, Ringing};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::retention::{Kept, Words};

pub use list::{by_source, numbers};

use crate::domain::{Command, Dispute, Event, Order};
use crate::wire;
use body::{Body, json};

impl Record for Dispute {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "mediation";
    const ID: row::Column = row::Column::Id;
    const SAID: Option<Words> = Some(said::SAID);
    const KEPT: Kept = Kept::years(10, 30);

    fn read(row: row::Model) -> Result<Filed<Self>, Corrupt> {
        let (id, version) = (row.id, row.version);
        let case = body::read(row).map_err(|what| Corrupt {
            table: "dispute",
            id: id.to_string(),
            what,
        })?;
        Ok(Filed { id, version, case })
    }

    fn write(filed: &Filed<Self>) -> row::ActiveModel {
        let dispute = &filed.case;
        let submission = &dispute.submission;
        let ringing = dispute.clocks.next_ringing();
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            number: Set(dispute.number.text.clone()),
            year: Set(dispute.number.year),
            serial: Set(dispute.number.serial),
            receiver: Set(dispute.receiver.to_string()),
            stage: Set(dispute.stage.name().as_str().to_owned()),
            unit: Set(dispute.unit.to_string()),
            category: Set(submission.category.as_str().to_owned()),
            source: Set(submission.source.as_str().to_owned()),
            source_reference: Set(submission.source_reference.clone()),
            procedure: Set(dispute.procedure.as_str().to_owned()),
            place: Set(submission.place.to_string()),
            cross_boundary: Set(submission.is_cross_boundary()),
            opened_at: Set(to_micros(dispute.opened_at)),
            due_at: Set(ringing.as_ref().map(|ringing| to_micros(ringing.at))),
            due_clock: Set(ringing.map(|ringing| ringing.clock)),
            legal_due_at: Set(dispute.legal_due().map(to_micros)),
            calendar: Set(dispute.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(dispute.stage.ending().map(|ending| to_micros(ending.at))),
            body: Set(json(&Body::of(dispute))),
        }
    }

    /// Parties, who sees it, and whom and what its sessions take.
    fn beside(order: &Order, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let audience = before.map(|filed| filed.case.audience());
        let taken = before.map(|filed| filed.case.bookings(filed.id)).unwrap_or_default();
        let booked = after.case.bookings(after.id);
        let left = |from: &std::collections::BTreeSet<booking::Model>, of: &std::collections::BTreeSet<booking::Model>| {
            from.difference(of).cloned().collect()
        };
        Beside {
            parties: order.command.sealed().iter().map(|sealed| sealed.row().clone()).collect(),
            audience: after.case.audience().grown(after.id, audience.as_ref()),
            booked: left(&booked, &taken),
            freed: left(&taken, &booked),
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

    fn is_major(&self) -> bool {
        self.submission.major
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
