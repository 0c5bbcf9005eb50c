//! Meetings and notices as resources.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::broadcast_target::Target as PbTarget;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::terms;
use crate::meeting::domain::{Broadcast, Meeting, Receipt, Step, Target};

pub(super) const MEETINGS: &str = "meetings";
pub(super) const BROADCASTS: &str = "broadcasts";
pub(super) const EVENTS: &str = "events";

fn named(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A meeting, with all five steps as a checklist.
#[must_use]
pub fn meeting(meeting: &Meeting, county: &Code, today: Date) -> pb::Meeting {
    let followed = meeting.followed_up.as_ref();
    let step = |step: Step| pb::DeliberationEntry {
        step: terms::step(step).into(),
        date: day(meeting.steps.get(&step).copied()),
    };
    pb::Meeting {
        name: named(county, MEETINGS, meeting.id),
        kind: terms::meeting_kind(meeting.kind).into(),
        grid: meeting.grid.to_string(),
        held_on: meeting.held_on.to_string(),
        venue: meeting.venue.clone(),
        agenda: meeting.agenda.clone(),
        attendee_count: meeting.attendee_count,
        resolution: meeting.resolution.clone(),
        events: meeting.events.iter().map(|id| named(county, EVENTS, *id)).collect(),
        follow_up_due: day(meeting.follow_up_due),
        steps: Step::ALL.into_iter().map(step).collect(),
        follow_up: terms::follow_up(meeting.follow_up()).into(),
        outcome: followed.map(|followed| followed.outcome.clone()).unwrap_or_default(),
        follow_up_time: followed.map(|followed| timestamp(followed.at)),
        overdue: meeting.is_overdue(today),
    }
}

/// A notice.
#[must_use]
pub fn broadcast(broadcast: &Broadcast, county: &Code, now: OffsetDateTime) -> pb::Broadcast {
    pb::Broadcast {
        name: named(county, BROADCASTS, broadcast.id),
        unit: broadcast.unit.to_string(),
        kind: terms::broadcast_kind(broadcast.kind).into(),
        text: broadcast.text.clone(),
        urgent: broadcast.urgent,
        due_time: Some(timestamp(broadcast.due_at)),
        send_time: Some(timestamp(broadcast.sent_at)),
        target_count: broadcast.targets,
        acknowledged_count: broadcast.acknowledged,
        overdue: broadcast.is_overdue(now),
    }
}

/// A target of a notice that is due at a time.
#[must_use]
pub fn receipt(receipt: &Receipt, due_at: OffsetDateTime, now: OffsetDateTime) -> pb::BroadcastTarget {
    let target = match &receipt.target {
        Target::Unit(code) => PbTarget::Unit(code.to_string()),
        Target::Grid(code) => PbTarget::Grid(code.to_string()),
    };
    pb::BroadcastTarget {
        target: Some(target),
        acknowledge_time: receipt.acknowledged_at.map(timestamp),
        contacts_reached: receipt.contacts_reached,
        overdue: receipt.is_overdue(due_at, now),
    }
}
