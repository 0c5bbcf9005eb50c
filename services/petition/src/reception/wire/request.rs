//! Requests that change something, read whole: either an order, or everything that is wrong with it.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::reading::Reading;
use super::resource::{COUNTERS, OUTREACH, PETITIONS, ROSTER};
use super::terms::{read_channel, read_counter_kind, read_outcome, read_roster_kind};
use crate::reception::domain::{Counter, Dispatch, Order, Outcome, Receive, RosterEntry, Standing};

const SHORT: usize = 50;
const LINE: usize = 100;
const WORDS: usize = 200;
const REASON: usize = 500;
const REPORT: usize = 2_000;
const PLACES: i32 = 500;
const PEOPLE: i32 = 10_000;
const CHOICES: usize = 20;
const TEAM: usize = 20;

/// An order, and the id of the request that gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The request's id.
    pub id: Uuid,
    /// The order.
    pub order: Order,
}

fn wanted(reading: Reading<'_>, id: Option<Uuid>, order: Option<Order>) -> Result<Wanted, Violations> {
    reading.finish(id.zip(order).map(|(id, order)| Wanted { id, order }))
}

/// What is put under a name takes the place of what is there; without one, it takes the request's id.
fn put(reading: &mut Reading<'_>, field: &str, name: &str, collection: &str, request: Option<Uuid>) -> Option<(Standing, Uuid)> {
    match reading.optional_name(field, name, collection) {
        Some(known) => Some((Standing::Known, known)),
        None => request.map(|new| (Standing::New, new)),
    }
}

/// Reads `PutCounter`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_counter(request: pb::PutCounterRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let counter = reading
        .violations
        .present(request.counter, "counter", "REQUIRED", "a counter is needed");
    let order = counter.and_then(|counter| counter_of(&mut reading, id, counter));
    wanted(reading, id, order)
}

fn counter_of(reading: &mut Reading<'_>, request: Option<Uuid>, counter: pb::ServiceCounter) -> Option<Order> {
    let put = put(reading, "counter.name", &counter.name, COUNTERS, request);
    let unit = reading.code("counter.unit", &counter.unit);
    let kind = reading.value("counter.kind", counter.kind, read_counter_kind);
    let title = reading.text("counter.title", counter.title, LINE);
    let hall_place = reading.text("counter.hall_place", counter.hall_place, LINE);
    let opening_hours = reading.text("counter.opening_hours", counter.opening_hours, WORDS);
    let phone = reading.phone("counter.phone", counter.phone);
    let valid_from = reading.date("counter.valid_from", &counter.valid_from);
    let valid_to = reading.optional_date("counter.valid_to", &counter.valid_to);
    reading.in_order("counter.valid_to", valid_from, valid_to);
    let (standing, id) = put?;
    let counter = Counter {
        id,
        unit: unit?,
        kind: kind?,
        title: title?,
        hall_place: hall_place?,
        opening_hours: opening_hours?,
        phone: phone?,
        valid_from: valid_from?,
        valid_to,
    };
    Some(Order::PutCounter(standing, counter))
}

/// Reads `PutRosterEntry`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_roster_entry(request: pb::PutRosterEntryRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let entry = reading.violations.present(request.entry, "entry", "REQUIRED", "an entry is needed");
    let order = entry.and_then(|entry| entry_of(&mut reading, id, entry));
    wanted(reading, id, order)
}

fn entry_of(reading: &mut Reading<'_>, request: Option<Uuid>, entry: pb::RosterEntry) -> Option<Order> {
    let put = put(reading, "entry.name", &entry.name, ROSTER, request);
    let unit = reading.code("entry.unit", &entry.unit);
    let date = reading.date("entry.date", &entry.date);
    let hall = reading.text("entry.hall", entry.hall, LINE);
    let room = reading.text("entry.room", entry.room, SHORT);
    let kind = reading.value("entry.kind", entry.kind, read_roster_kind);
    let subject = reading.token("entry.subject", entry.subject, WORDS);
    let title = reading.text("entry.title", entry.title, LINE);
    let channel = reading.value("entry.channel", entry.channel, read_channel);
    let places = reading.count("entry.places", entry.places, PLACES);
    let (standing, id) = put?;
    let entry = RosterEntry {
        id,
        unit: unit?,
        date: date?,
        hall: hall?,
        room: room?,
        kind: kind?,
        subject: subject?,
        title: title?,
        channel: channel?,
        places: places?,
        cancelled: None,
    };
    Some(Order::PutRosterEntry(standing, entry))
}

/// Reads `CancelRosterEntry`.
///
/// # Errors
/// All that is wrong with the request.
pub fn cancel_roster_entry(request: pb::CancelRosterEntryRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let entry = reading.name("name", &request.name, ROSTER);
    let reason = reading.text("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = entry.zip(reason).map(|(id, reason)| Order::CancelRosterEntry { id, reason });
    wanted(reading, id, order)
}

/// Reads `RecordReception`.
///
/// # Errors
/// All that is wrong with the request.
pub fn receive(request: pb::RecordReceptionRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading
        .violations
        .present(request.reception, "reception", "REQUIRED", "a reception is needed");
    let order = told.and_then(|told| visit_of(&mut reading, id, told));
    wanted(reading, id, order)
}

fn visit_of(reading: &mut Reading<'_>, id: Option<Uuid>, told: pb::Reception) -> Option<Order> {
    let entry = reading.name("reception.roster_entry", &told.roster_entry, ROSTER);
    let petition = reading.optional_name("reception.petition", &told.petition, PETITIONS);
    let outcome = reading.value("reception.outcome", told.outcome, read_outcome);
    let chosen = !told.counters.is_empty() || outcome != Some(Outcome::ReferredToCounter);
    let field = "reception.counters";
    reading
        .violations
        .require(chosen, field, "COUNTER_MISSING", "a referral names its counter");
    let counters = reading.each((field, CHOICES), told.counters, |reading, field, text| {
        reading.name(field, &text, COUNTERS)
    });
    let people = reading.count("reception.people", told.people, PEOPLE);
    Some(Order::Receive(Receive {
        id: id?,
        roster_entry: entry?,
        petition,
        outcome: outcome?,
        counters: counters?,
        people: people?,
    }))
}

/// Reads `OrderOutreach`.
///
/// # Errors
/// All that is wrong with the request.
pub fn dispatch(request: pb::OrderOutreachRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let visit = reading.violations.present(request.visit, "visit", "REQUIRED", "a visit is needed");
    let order = visit.and_then(|visit| dispatch_of(&mut reading, id, visit));
    wanted(reading, id, order)
}

fn dispatch_of(reading: &mut Reading<'_>, id: Option<Uuid>, visit: pb::OutreachVisit) -> Option<Order> {
    let unit = reading.code("visit.unit", &visit.unit);
    let some = !visit.team.is_empty();
    let some = reading.violations.require(some, "visit.team", "REQUIRED", "a team is needed");
    let team = reading.each(("visit.team", TEAM), visit.team, |reading, field, text| {
        reading.token(field, text, WORDS)
    });
    let place = reading.place("visit.place", &visit.place);
    let date = reading.date("visit.date", &visit.date);
    let petition = reading.optional_name("visit.petition", &visit.petition, PETITIONS);
    Some(Order::Dispatch(Dispatch {
        id: id?,
        unit: unit?,
        team: team.filter(|_| some)?,
        place: place?,
        date: date?,
        petition,
    }))
}

/// Reads `ReportOutreach`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report(request: pb::ReportOutreachRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let visit = reading.name("name", &request.name, OUTREACH);
    let outcome = reading.text("outcome", request.outcome, REPORT);
    let done_at = reading.optional_time("done_time", request.done_time);
    let id = reading.request_id(&request.request_id);
    let order = visit.zip(outcome);
    let order = order.map(|(id, outcome)| Order::Report { id, outcome, done_at });
    wanted(reading, id, order)
}

/// Reads `CancelOutreach`.
///
/// # Errors
/// All that is wrong with the request.
pub fn call_off(request: pb::CancelOutreachRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let visit = reading.name("name", &request.name, OUTREACH);
    let reason = reading.text("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = visit.zip(reason).map(|(id, reason)| Order::CallOff { id, reason });
    wanted(reading, id, order)
}
