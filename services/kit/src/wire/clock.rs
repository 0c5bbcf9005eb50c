//! Clocks as others see them.

use shiyu_proto::common::v1 as common;

use super::{Word, timestamp};
use crate::calendar::Clock;

/// A clock as it travels.
#[must_use]
pub fn clock(clock: &Clock) -> common::Clock {
    common::Clock {
        name: clock.rule.id.clone().into_owned(),
        legal_basis: clock.rule.basis.clone().into_owned(),
        start_time: Some(timestamp(clock.started_at)),
        legal_due_time: Some(timestamp(clock.due.legal)),
        internal_due_time: Some(timestamp(clock.due.internal)),
        provisional: clock.due.provisional,
        stop_time: clock.stopped_at.map(timestamp),
        extension_days: clock.extended_days(),
        rung: clock.rung.iter().map(|ring| ring.number()).collect(),
        unit: String::new(),
    }
}
