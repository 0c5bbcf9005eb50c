//! What the clocks do.

use shiyu_kit::calendar::Ring;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;

use crate::wire::terms::{Word, timestamp};

pub(super) fn warned(clock: &str, ring: Ring, matter: pb::Matter) -> pb::ClockWarned {
    pb::ClockWarned {
        matter: Some(matter),
        clock: clock.to_owned(),
        ring: ring.number(),
    }
}

pub(super) fn overdue((clock, unit): (&str, &Code), due: OffsetDateTime, matter: pb::Matter) -> pb::ClockOverdue {
    pb::ClockOverdue {
        unit: unit.to_string(),
        matter: Some(matter),
        clock: clock.to_owned(),
        legal_due_time: Some(timestamp(due)),
    }
}

pub(super) fn reckoned(calendar: i64, moved: &[String], matter: pb::Matter) -> pb::ClocksReckoned {
    pb::ClocksReckoned {
        matter: Some(matter),
        calendar_version: calendar,
        moved: moved.to_vec(),
    }
}
