//! The hall's things as resources.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::terms;
use crate::reception::domain::{Cancellation, Counter, Outreach, Progress, RosterEntry, Visit};

pub(super) const COUNTERS: &str = "serviceCounters";
pub(super) const ROSTER: &str = "rosterEntries";
pub(super) const PETITIONS: &str = "petitions";
pub(super) const OUTREACH: &str = "outreachVisits";
const RECEPTIONS: &str = "receptions";

fn named(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

fn petition(county: &Code, id: Option<Uuid>) -> String {
    id.map(|id| named(county, PETITIONS, id)).unwrap_or_default()
}

/// A counter.
#[must_use]
pub fn counter(counter: &Counter, county: &Code) -> pb::ServiceCounter {
    pb::ServiceCounter {
        name: named(county, COUNTERS, counter.id),
        unit: counter.unit.to_string(),
        kind: terms::counter_kind(counter.kind).into(),
        title: counter.title.clone(),
        hall_place: counter.hall_place.clone(),
        opening_hours: counter.opening_hours.clone(),
        phone: counter.phone.clone(),
        valid_from: counter.valid_from.to_string(),
        valid_to: counter.valid_to.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// An entry of the roster, as those see it who oversee its unit.
#[must_use]
pub fn roster_entry(entry: &RosterEntry, county: &Code) -> pb::RosterEntry {
    let reason = entry.cancelled.as_ref().map(|cancelled| cancelled.reason.clone());
    pb::RosterEntry {
        subject: entry.subject.clone(),
        cancel_reason: reason.unwrap_or_default(),
        ..public_entry(entry, county)
    }
}

/// An entry of the roster as everybody sees it: without its holder, and without why it was cancelled.
#[must_use]
pub fn public_entry(entry: &RosterEntry, county: &Code) -> pb::RosterEntry {
    pb::RosterEntry {
        name: named(county, ROSTER, entry.id),
        unit: entry.unit.to_string(),
        date: entry.date.to_string(),
        hall: entry.hall.clone(),
        room: entry.room.clone(),
        kind: terms::roster_kind(entry.kind).into(),
        subject: String::new(),
        title: entry.title.clone(),
        channel: terms::channel(entry.channel).into(),
        places: entry.places,
        cancel_time: entry.cancelled.as_ref().map(|cancelled| timestamp(cancelled.at)),
        cancel_reason: String::new(),
    }
}

/// A visit received.
#[must_use]
pub fn reception(visit: &Visit, county: &Code) -> pb::Reception {
    let told = &visit.told;
    pb::Reception {
        name: named(county, RECEPTIONS, told.id),
        roster_entry: named(county, ROSTER, told.roster_entry),
        unit: visit.unit.to_string(),
        petition: petition(county, told.petition),
        outcome: terms::outcome(told.outcome).into(),
        counters: told.counters.iter().map(|id| named(county, COUNTERS, *id)).collect(),
        people: told.people,
        record_time: Some(timestamp(visit.at)),
    }
}

/// A team sent out.
#[must_use]
pub fn outreach_visit(visit: &Outreach, county: &Code) -> pb::OutreachVisit {
    let order = &visit.order;
    let planned = pb::OutreachVisit {
        name: named(county, OUTREACH, order.id),
        unit: order.unit.to_string(),
        team: order.team.clone(),
        place: order.place.to_string(),
        date: order.date.to_string(),
        petition: petition(county, order.petition),
        state: terms::state(visit.progress.state()).into(),
        order_time: Some(timestamp(visit.ordered_at)),
        ..pb::OutreachVisit::default()
    };
    match &visit.progress {
        Progress::Planned => planned,
        Progress::Done { outcome, at } => pb::OutreachVisit {
            outcome: outcome.clone(),
            done_time: Some(timestamp(*at)),
            ..planned
        },
        Progress::Cancelled(Cancellation { at, reason }) => pb::OutreachVisit {
            cancel_time: Some(timestamp(*at)),
            cancel_reason: reason.clone(),
            ..planned
        },
    }
}
