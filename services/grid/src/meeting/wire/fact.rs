//! What others are told: grids, units, kinds, counts and times; never who, and never words.

use shiyu_kit::operations::timestamp;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::broadcast_acknowledged::Target as PbTarget;
use time::OffsetDateTime;

use super::terms;
use crate::meeting::domain::{Meeting, Notice, Receipt, Target};

/// `meeting.held`.
#[must_use]
pub fn meeting_held(meeting: &Meeting, at: OffsetDateTime) -> pb::MeetingHeld {
    pb::MeetingHeld {
        meeting: meeting.id.to_string(),
        kind: terms::meeting_kind(meeting.kind).into(),
        grid: meeting.grid.to_string(),
        held_on: meeting.held_on.to_string(),
        attendee_count: meeting.attendee_count,
        events: meeting.events.iter().map(ToString::to_string).collect(),
        follow_up_due: meeting.follow_up_due.map(|day| day.to_string()).unwrap_or_default(),
        record_time: Some(timestamp(at)),
    }
}

/// `broadcast.sent`.
#[must_use]
pub fn broadcast_sent(notice: &Notice, at: OffsetDateTime) -> pb::BroadcastSent {
    let (grids, units): (Vec<_>, Vec<_>) = notice.targets.iter().partition(|target| target.grid().is_some());
    let codes = |targets: Vec<&Target>| targets.into_iter().map(ToString::to_string).collect();
    pb::BroadcastSent {
        broadcast: notice.id.to_string(),
        unit: notice.unit.to_string(),
        kind: terms::broadcast_kind(notice.kind).into(),
        urgent: notice.urgent,
        units: codes(units),
        grids: codes(grids),
        send_time: Some(timestamp(at)),
        due_time: Some(timestamp(notice.due_at)),
    }
}

/// `broadcast.acknowledged`.
#[must_use]
pub fn broadcast_acknowledged(receipt: &Receipt, due_at: OffsetDateTime, at: OffsetDateTime) -> pb::BroadcastAcknowledged {
    let target = match &receipt.target {
        Target::Unit(code) => PbTarget::Unit(code.to_string()),
        Target::Grid(code) => PbTarget::Grid(code.to_string()),
    };
    pb::BroadcastAcknowledged {
        broadcast: receipt.broadcast.to_string(),
        target: Some(target),
        contacts_reached: receipt.contacts_reached,
        acknowledge_time: Some(timestamp(at)),
        late: at > due_at,
    }
}
