//! How a case lies in its table and in its journal, and how cases are found.

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
use shiyu_kit::retention::Words;

pub use list::{by_number, by_referral, by_source, filed_among, in_flight, last_turn, numbers, of_suspect};

use crate::domain::course::Cash;
use crate::domain::terms::Proposal;
use crate::domain::{CaseFile, Command, End, Event, Order, Stage};
use crate::wire;
use body::{Body, json};

/// Receipts are booked under this, a slash and their number.
const RECEIPT: &str = "receipt";

impl Record for CaseFile {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "enforcement";
    const ID: row::Column = row::Column::Id;
    const SAID: Option<Words> = Some(said::SAID);

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
        let filing = case.course.filing.as_ref();
        let turn = filing.and_then(|filing| filing.turn.as_ref());
        let ringing = case.clocks.next_ringing();
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            number: Set(case.number.text.clone()),
            year: Set(case.number.year),
            serial: Set(case.number.serial),
            receiver: Set(case.receiver.to_string()),
            on_the_spot: Set(case.is_on_the_spot()),
            stage: Set(case.stage.name().as_str().to_owned()),
            unit: Set(case.unit.to_string()),
            source: Set(clue.source.as_str().to_owned()),
            place: Set(clue.place.to_string()),
            power: Set(filing.map(|filing| filing.power.code.clone())),
            outcome: Set(outcome(case).map(str::to_owned)),
            source_reference: Set(clue.source_reference.clone()),
            referral: Set(clue.referred.as_ref().map(|offer| offer.referral)),
            act_key: Set(act_key(case)),
            filed_under: Set(turn.map(|turn| turn.of.clone())),
            filed_turn: Set(turn.map(|turn| turn.number)),
            opened_at: Set(to_micros(case.received_at)),
            filed_at: Set(filing.map(|filing| to_micros(filing.at))),
            due_at: Set(ringing.as_ref().map(|ringing| to_micros(ringing.at))),
            due_clock: Set(ringing.map(|ringing| ringing.clock)),
            legal_due_at: Set(case.legal_due().map(to_micros)),
            calendar: Set(case.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(case.stage.ending().map(|ending| to_micros(ending.at))),
            body: Set(json(&Body::of(case))),
        }
    }

    fn beside(order: &Order, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let audience = before.map(|filed| filed.case.audience());
        Beside {
            parties: order.command.sealed().iter().map(|sealed| sealed.row().clone()).collect(),
            audience: after.case.audience().grown(after.id, audience.as_ref()),
            booked: booked(order, before, after),
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
        let event: Event = serde_json::from_str(detail).map_err(|error| error.to_string())?;
        if event.kind() == kind {
            Ok(event)
        } else {
            Err(format!("a {} lies under {kind}", event.kind()))
        }
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

/// What one case has and no other: the fiscal receipts of its cash, and the turn of a decision that lets a first time pass.
fn booked(order: &Order, before: Option<&Filed<CaseFile>>, after: &Filed<CaseFile>) -> Vec<booking::Model> {
    let had: &[Cash] = before.map(|filed| filed.case.course.cash.as_slice()).unwrap_or_default();
    let cash = after.case.course.cash.iter().skip(had.len());
    let receipts = cash.map(|cash| (format!("{RECEIPT}/{}", cash.receipt), 0));
    let turn = order.known.turn.as_ref().filter(|_| order.command.decides_a_first());
    let turn = turn.map(|turn| (turn.of.clone(), turn.number));
    let book = |(resource, slot)| booking::Model {
        resource,
        slot,
        case_id: after.id,
    };
    receipts.chain(turn).map(book).collect()
}

/// What was decided, in a word.
fn outcome(case: &CaseFile) -> Option<&'static str> {
    let decision = case.course.decisions.last()?;
    Some(match &decision.outcome {
        _ if decision.revoked => "revoked",
        Proposal::Penalty { .. } => "penalised",
        Proposal::NoPenalty(_) => "not_penalised",
    })
}

/// The act is filed once (一事不二罚); one whose case was withdrawn may be filed again.
pub(crate) fn act_key(case: &CaseFile) -> Option<String> {
    let filing = case.course.filing.as_ref()?;
    let given_up = matches!(&case.stage, Stage::Ended(ending) if matches!(ending.end, End::CaseWithdrawn { .. }));
    (!given_up).then(|| filing.act_key.clone())
}
