//! What others are told: ids, units, places, kinds and times.

use std::collections::BTreeSet;

use shiyu_kit::operations::timestamp;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::terms;
use crate::reception::domain::{Counter, Outreach, RosterEntry, Visit};

fn id(id: Option<Uuid>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// `reception.recorded`.
#[must_use]
pub fn reception_recorded(visit: &Visit, entry: &RosterEntry, counters: &[Counter]) -> pb::ReceptionRecorded {
    let kinds: BTreeSet<_> = counters.iter().map(|counter| counter.kind).collect();
    pb::ReceptionRecorded {
        reception: visit.told.id.to_string(),
        roster_entry: entry.id.to_string(),
        unit: visit.unit.to_string(),
        kind: terms::roster_kind(entry.kind).into(),
        channel: terms::channel(entry.channel).into(),
        outcome: terms::outcome(visit.told.outcome).into(),
        counter_kinds: kinds.into_iter().map(|kind| terms::counter_kind(kind).into()).collect(),
        petition: id(visit.told.petition),
        record_time: Some(timestamp(visit.at)),
    }
}

/// `outreach.ordered`.
#[must_use]
pub fn outreach_ordered(visit: &Outreach) -> pb::OutreachOrdered {
    pb::OutreachOrdered {
        visit: visit.order.id.to_string(),
        unit: visit.order.unit.to_string(),
        place: visit.order.place.to_string(),
        date: visit.order.date.to_string(),
        petition: id(visit.order.petition),
        order_time: Some(timestamp(visit.ordered_at)),
    }
}

/// `outreach.reported`.
#[must_use]
pub fn outreach_reported(visit: &Outreach, done_at: OffsetDateTime) -> pb::OutreachReported {
    pb::OutreachReported {
        visit: visit.order.id.to_string(),
        unit: visit.order.unit.to_string(),
        place: visit.order.place.to_string(),
        done_time: Some(timestamp(done_at)),
    }
}

/// `outreach.cancelled`.
#[must_use]
pub fn outreach_cancelled(visit: &Outreach, cancelled_at: OffsetDateTime) -> pb::OutreachCancelled {
    pb::OutreachCancelled {
        visit: visit.order.id.to_string(),
        unit: visit.order.unit.to_string(),
        place: visit.order.place.to_string(),
        cancel_time: Some(timestamp(cancelled_at)),
    }
}
