//! Requests that change something, read whole: either an order, or everything that is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::acknowledge_broadcast_request::Target as PbTarget;
use time::Date;
use uuid::Uuid;

use super::resource::{BROADCASTS, EVENTS, MEETINGS};
use super::terms::{read_broadcast_kind, read_meeting_kind, read_step};
use crate::meeting::domain::{Acknowledgement, Meeting, Notice, Order, Step, Target};
use crate::team::grid_code;

const LINE: usize = 100;
const WORDS: usize = 2_000;
const PEOPLE: i32 = 10_000;
const CONTACTS: i32 = 1_000;
const LINKED: usize = 20;
const TARGETS: usize = 500;

type Wanted = shiyu_kit::register::Wanted<Order>;

/// Reads `PutMeeting`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_meeting(request: pb::PutMeetingRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let meeting = reading.part("meeting", request.meeting);
    let order = meeting.and_then(|meeting| meeting_of(&mut reading, id, meeting));
    reading.wanted(id, order)
}

fn meeting_of(reading: &mut Reading<'_>, request: Option<Uuid>, meeting: pb::Meeting) -> Option<Order> {
    let put = reading.put("meeting.name", &meeting.name, MEETINGS, request);
    let kind = reading.value("meeting.kind", meeting.kind, read_meeting_kind);
    let grid = grid_code(reading, "meeting.grid", &meeting.grid);
    let held_on = reading.date("meeting.held_on", &meeting.held_on);
    let venue = reading.impersonal("meeting.venue", meeting.venue, LINE);
    let agenda = reading.impersonal("meeting.agenda", meeting.agenda, WORDS);
    let attendee_count = reading.number("meeting.attendee_count", meeting.attendee_count, &(1..=PEOPLE));
    let resolution = reading.impersonal_or_nothing("meeting.resolution", meeting.resolution, WORDS);
    let events = reading.distinct("meeting.events", &(0..=LINKED), meeting.events, |reading, field, text| {
        reading.name(field, &text, EVENTS)
    });
    let follow_up_due = reading.optional_date("meeting.follow_up_due", &meeting.follow_up_due);
    reading.in_order("meeting.follow_up_due", held_on, follow_up_due);
    let steps = steps_of(reading, meeting.steps);
    let (standing, id) = put?;
    let meeting = Meeting {
        id,
        kind: kind?,
        grid: grid?,
        held_on: held_on?,
        venue: venue?,
        agenda: agenda?,
        attendee_count: attendee_count?,
        resolution: resolution?,
        events: events?,
        follow_up_due,
        steps: steps?,
        followed_up: None,
    };
    Some(Order::PutMeeting(standing, meeting))
}

/// Steps without a day are not done yet: a checklist that was read may be sent back as it is.
fn steps_of(reading: &mut Reading<'_>, list: Vec<pb::DeliberationEntry>) -> Option<BTreeMap<Step, Date>> {
    let mut days = Vec::new();
    let named = reading.distinct("meeting.steps", &(0..=Step::ALL.len()), list, |reading, field, entry| {
        let step = reading.value(&format!("{field}.step"), entry.step, read_step)?;
        days.push((step, reading.optional_date(&format!("{field}.date"), &entry.date)));
        Some(step)
    });
    let done: BTreeMap<Step, Date> = days.into_iter().filter_map(|(step, day)| Some((step, day?))).collect();
    let ordered = done.values().is_sorted();
    let form = "a later step was done before an earlier one";
    let ordered = reading.violations.require(ordered, "meeting.steps", "STEPS_REVERSED", form);
    named.filter(|_| ordered).map(|_| done)
}

/// Reads `FollowUpMeeting`.
///
/// # Errors
/// All that is wrong with the request.
pub fn follow_up(request: pb::FollowUpMeetingRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let meeting = reading.name("name", &request.name, MEETINGS);
    let outcome = reading.impersonal("outcome", request.outcome, WORDS);
    let id = reading.request_id(&request.request_id);
    let order = meeting.zip(outcome).map(|(id, outcome)| Order::FollowUp { id, outcome });
    reading.wanted(id, order)
}

/// Reads `SendBroadcast`.
///
/// # Errors
/// All that is wrong with the request.
pub fn send(request: pb::SendBroadcastRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let broadcast = reading.part("broadcast", request.broadcast);
    let targets = targets_of(&mut reading, request.units, request.grids);
    let order = broadcast.and_then(|broadcast| notice_of(&mut reading, id, broadcast, targets));
    reading.wanted(id, order)
}

fn targets_of(reading: &mut Reading<'_>, units: Vec<String>, grids: Vec<String>) -> Option<BTreeSet<Target>> {
    let some = !units.is_empty() || !grids.is_empty();
    let some = reading.violations.require(some, "units", "REQUIRED", "a unit or a grid is needed");
    let units = reading.distinct("units", &(0..=TARGETS), units, |reading, field, text| reading.code(field, &text));
    let grids = reading.distinct("grids", &(0..=TARGETS), grids, |reading, field, text| {
        grid_code(reading, field, &text)
    });
    let (units, grids) = (units?.into_iter().map(Target::Unit), grids?.into_iter().map(Target::Grid));
    some.then(|| units.chain(grids).collect())
}

fn notice_of(reading: &mut Reading<'_>, id: Option<Uuid>, broadcast: pb::Broadcast, targets: Option<BTreeSet<Target>>) -> Option<Order> {
    let unit = reading.code("broadcast.unit", &broadcast.unit);
    let kind = reading.value("broadcast.kind", broadcast.kind, read_broadcast_kind);
    let text = reading.impersonal("broadcast.text", broadcast.text, WORDS);
    let due_at = reading.time("broadcast.due_time", broadcast.due_time);
    Some(Order::Send(Notice {
        id: id?,
        unit: unit?,
        kind: kind?,
        text: text?,
        urgent: broadcast.urgent,
        due_at: due_at?,
        targets: targets?,
    }))
}

/// Reads `AcknowledgeBroadcast`.
///
/// # Errors
/// All that is wrong with the request.
pub fn acknowledge(request: &pb::AcknowledgeBroadcastRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let broadcast = reading.name("name", &request.name, BROADCASTS);
    let target = reading.part("target", request.target.as_ref());
    let target = target.and_then(|target| match target {
        PbTarget::Unit(code) => reading.code("unit", code).map(Target::Unit),
        PbTarget::Grid(code) => grid_code(&mut reading, "grid", code).map(Target::Grid),
    });
    let most = if matches!(target, Some(Target::Unit(_))) { 0 } else { CONTACTS };
    let contacts = reading.number("contacts_reached", request.contacts_reached, &(0..=most));
    let id = reading.request_id(&request.request_id);
    let whole = broadcast.zip(target).zip(contacts);
    let order = whole.map(|((broadcast, target), contacts_reached)| {
        Order::Acknowledge(Acknowledgement {
            broadcast,
            target,
            contacts_reached,
        })
    });
    reading.wanted(id, order)
}
