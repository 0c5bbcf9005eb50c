//! Requests that change something, read whole: either an order, or everything that is wrong with it.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::resource::{COUNTERS, OUTREACH, PETITIONS, ROSTER};
use super::terms::{read_channel, read_counter_kind, read_outcome, read_roster_kind};
use crate::reception::domain::{Counter, Dispatch, Order, Outcome, Receive, RosterEntry};

const SHORT: usize = 50;
const LINE: usize = 100;
const WORDS: usize = 200;
const REASON: usize = 500;
const REPORT: usize = 2_000;
const PLACES: i32 = 500;
const PEOPLE: i32 = 10_000;
const CHOICES: usize = 20;
const TEAM: usize = 20;

type Wanted = shiyu_kit::register::Wanted<Order>;

/// Reads `PutCounter`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_counter(request: pb::PutCounterRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let counter = reading.part("counter", request.counter);
    let order = counter.and_then(|counter| counter_of(&mut reading, id, counter));
    reading.wanted(id, order)
}

fn counter_of(reading: &mut Reading<'_>, request: Option<Uuid>, counter: pb::ServiceCounter) -> Option<Order> {
    let put = reading.put("counter.name", &counter.name, COUNTERS, request);
    let unit = reading.code("counter.unit", &counter.unit);
    let kind = reading.value("counter.kind", counter.kind, read_counter_kind);
    let title = reading.impersonal("counter.title", counter.title, LINE);
    let hall_place = reading.impersonal("counter.hall_place", counter.hall_place, LINE);
    let opening_hours = reading.impersonal("counter.opening_hours", counter.opening_hours, WORDS);
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
    let entry = reading.part("entry", request.entry);
    let order = entry.and_then(|entry| entry_of(&mut reading, id, entry));
    reading.wanted(id, order)
}

fn entry_of(reading: &mut Reading<'_>, request: Option<Uuid>, entry: pb::RosterEntry) -> Option<Order> {
    let put = reading.put("entry.name", &entry.name, ROSTER, request);
    let unit = reading.code("entry.unit", &entry.unit);
    let date = reading.date("entry.date", &entry.date);
    let hall = reading.impersonal("entry.hall", entry.hall, LINE);
    let room = reading.impersonal("entry.room", entry.room, SHORT);
    let kind = reading.value("entry.kind", entry.kind, read_roster_kind);
    let subject = reading.text("entry.subject", entry.subject, WORDS);
    let title = reading.impersonal("entry.title", entry.title, LINE);
    let channel = reading.value("entry.channel", entry.channel, read_channel);
    let places = reading.number("entry.places", entry.places, &(1..=PLACES));
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
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = entry.zip(reason).map(|(id, reason)| Order::CancelRosterEntry { id, reason });
    reading.wanted(id, order)
}

/// Reads `RecordReception`.
///
/// # Errors
/// All that is wrong with the request.
pub fn receive(request: pb::RecordReceptionRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("reception", request.reception);
    let order = told.and_then(|told| visit_of(&mut reading, id, told));
    reading.wanted(id, order)
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
    let counters = reading.distinct(field, &(0..=CHOICES), told.counters, |reading, field, text| {
        reading.name(field, &text, COUNTERS)
    });
    let people = reading.number("reception.people", told.people, &(1..=PEOPLE));
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
    let visit = reading.part("visit", request.visit);
    let order = visit.and_then(|visit| dispatch_of(&mut reading, id, visit));
    reading.wanted(id, order)
}

fn dispatch_of(reading: &mut Reading<'_>, id: Option<Uuid>, visit: pb::OutreachVisit) -> Option<Order> {
    let unit = reading.code("visit.unit", &visit.unit);
    let team = reading.distinct("visit.team", &(1..=TEAM), visit.team, |reading, field, text| {
        reading.text(field, text, WORDS)
    });
    let place = reading.place("visit.place", &visit.place);
    let date = reading.date("visit.date", &visit.date);
    let petition = reading.optional_name("visit.petition", &visit.petition, PETITIONS);
    Some(Order::Dispatch(Dispatch {
        id: id?,
        unit: unit?,
        team: team?,
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
    let outcome = reading.impersonal("outcome", request.outcome, REPORT);
    let done_at = reading.optional_time("done_time", request.done_time);
    let id = reading.request_id(&request.request_id);
    let order = visit.zip(outcome);
    let order = order.map(|(id, outcome)| Order::Report { id, outcome, done_at });
    reading.wanted(id, order)
}

/// Reads `CancelOutreach`.
///
/// # Errors
/// All that is wrong with the request.
pub fn call_off(request: pb::CancelOutreachRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let visit = reading.name("name", &request.name, OUTREACH);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = visit.zip(reason).map(|(id, reason)| Order::CallOff { id, reason });
    reading.wanted(id, order)
}
