//! What the clocks do.

use shiyu_kit::calendar::Ring;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;

use crate::domain::terms::Level;
use crate::wire::terms::{Word, timestamp};

pub(super) fn warned(clock: &str, ring: Ring, happening: pb::Happening) -> pb::ClockWarned {
    pb::ClockWarned {
        happening: Some(happening),
        clock: clock.to_owned(),
        ring: ring.number(),
    }
}

pub(super) fn overdue(clock: &str, (level, due): (Level, OffsetDateTime), happening: pb::Happening) -> pb::ClockOverdue {
    pb::ClockOverdue {
        happening: Some(happening),
        clock: clock.to_owned(),
        level: level.number(),
        legal_due_time: Some(timestamp(due)),
    }
}

pub(super) fn reckoned(calendar: i64, moved: &[String], happening: pb::Happening) -> pb::ClocksReckoned {
    pb::ClocksReckoned {
        happening: Some(happening),
        calendar_version: calendar,
        moved: moved.to_vec(),
    }
}
