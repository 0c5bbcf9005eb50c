//! How a case lies in its table and in its journal, and how cases are found.

mod body;
mod list;
pub mod row;
pub mod text;

use sea_orm::Set;
use shiyu_kit::case::{Beside, Entry, Filed, Record, Ringing};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;

pub use list::numbers;

use crate::domain::{CaseFile, Command, Event, Order};
use crate::wire;
use body::{Body, json};

impl Record for CaseFile {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "enforcement";
    const ID: row::Column = row::Column::Id;

    fn read(row: row::Model) -> Result<Filed<Self>, Corrupt> {
        let (id, version) = (row.id, row.version);
        let case = body::read(row).map_err(|what| Corrupt {
            table: "case_file",
            id: id.to_string(),
            what,
        })?;
        Ok(Filed { id, version, case })
    }

    fn write(filed: &Filed<Self>) -> row::ActiveModel {
        let (case, clue) = (&filed.case, &filed.case.clue);
        let ringing = case.clocks.next_ringing();
        let ending = case.stage.ending();
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            number: Set(case.number.text.clone()),
            year: Set(case.number.year),
            serial: Set(case.number.serial),
            receiver: Set(case.receiver.to_string()),
            on_the_spot: Set(false),
            stage: Set(case.stage.name().as_str().to_owned()),
            unit: Set(case.unit.to_string()),
            source: Set(clue.source.as_str().to_owned()),
            place: Set(clue.place.to_string()),
            power: Set(None),
            outcome: Set(None),
            source_reference: Set(clue.source_reference.clone()),
            referral: Set(clue.referred.as_ref().map(|referred| referred.referral)),
            act_key: Set(None),
            opened_at: Set(to_micros(case.received_at)),
            filed_at: Set(None),
            due_at: Set(ringing.as_ref().map(|ringing| to_micros(ringing.at))),
            due_clock: Set(ringing.map(|ringing| ringing.clock)),
            legal_due_at: Set(case.legal_due().map(to_micros)),
            calendar: Set(case.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(ending.map(|ending| to_micros(ending.at))),
            body: Set(json(&Body::of(case))),
        }
    }

    fn beside(order: &Order, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let audience = before.map(|filed| filed.case.audience());
        let sealed = if let Command::Receive(receive) = &order.command {
            receive.sealed.as_slice()
        } else {
            &[]
        };
        Beside {
            parties: sealed.iter().map(|sealed| sealed.row().clone()).collect(),
            audience: after.case.audience().grown(after.id, audience.as_ref()),
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
