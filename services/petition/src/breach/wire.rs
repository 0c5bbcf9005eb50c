//! Protobuf ↔ breaches, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::number;
use shiyu_proto::petition::v1 as pb;

use super::domain::{Breach, Found, Notice, Order, Step};
use super::store::Key;
use crate::wire::reading::NOTE;

vocabulary! { Notice is pb::BreachNotice: Authority Persons PersonsExcepted }

const BREACHES: &str = "breaches";
/// The name of a service.
const WORD: usize = 50;

/// Reads `RecordBreach`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn record(request: pb::RecordBreachRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let found = reading
        .part("breach", request.breach)
        .and_then(|breach| found(&mut reading, breach));
    let order = id.zip(found).map(|(id, found)| Order::Record(id, found));
    reading.wanted(id, order)
}

fn found(reading: &mut Reading<'_>, breach: pb::Breach) -> Option<Found> {
    let service = reading.impersonal_line("breach.service", breach.service, WORD);
    let kinds = reading.impersonal("breach.kinds", breach.kinds, NOTE);
    let cause = reading.impersonal("breach.cause", breach.cause, NOTE);
    let harm = reading.impersonal("breach.harm", breach.harm, NOTE);
    Some(Found {
        service: service?,
        kinds: kinds?,
        cause: cause?,
        harm: harm?,
    })
}

/// Reads `ContainBreach`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn contain(request: pb::ContainBreachRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let breach = reading.name("name", &request.name, BREACHES);
    let id = reading.request_id(&request.request_id);
    let note = reading.impersonal("note", request.note, NOTE);
    let order = breach.zip(note).map(|(breach, note)| Order::Contain(breach, note));
    reading.wanted(id, order)
}

/// Reads `NotifyBreach`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn notify(request: pb::NotifyBreachRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let breach = reading.name("name", &request.name, BREACHES);
    let id = reading.request_id(&request.request_id);
    let notice = reading.word("notice", request.notice);
    let note = reading.impersonal("note", request.note, NOTE);
    let order = breach.zip(notice).zip(note);
    let order = order.map(|((breach, notice), note)| Order::Notify(breach, notice, note));
    reading.wanted(id, order)
}

/// Reads `CloseBreach`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn close(request: &pb::CloseBreachRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let breach = reading.name("name", &request.name, BREACHES);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, breach.map(Order::Close))
}

/// Reads `ListBreaches`: whether only those that are not closed.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn list(request: &pb::ListBreachesRequest, county: &Code) -> Result<Listing<bool, Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = [BREACHES, if request.open { "open" } else { "" }];
    Reading::new(county).listing(page, &scope, request.open)
}

/// A breach as a resource.
pub(super) fn breach(breach: &Breach, county: &Code) -> pb::Breach {
    let (found, steps) = (&breach.found, &breach.steps);
    pb::Breach {
        name: format!("counties/{county}/{BREACHES}/{}", breach.id),
        unit: breach.unit.to_string(),
        service: found.service.clone(),
        kinds: found.kinds.clone(),
        cause: found.cause.clone(),
        harm: found.harm.clone(),
        record_time: Some(timestamp(breach.at)),
        due_time: Some(timestamp(breach.due_at)),
        containment: steps.contained.as_ref().map(step),
        authority_notice: steps.authority.as_ref().map(step),
        persons_notice: steps.persons.as_ref().map(step),
        persons_excepted: steps.excepted,
        close_time: breach.closed_at.map(timestamp),
        ring: number(breach.rung),
    }
}

/// `breach.warned` and `breach.overdue`.
pub(super) fn rang(breach: &Breach) -> pb::BreachRang {
    pb::BreachRang {
        breach: breach.id.to_string(),
        unit: breach.unit.to_string(),
        ring: number(breach.rung),
        due_time: Some(timestamp(breach.due_at)),
    }
}

fn step(step: &Step) -> pb::BreachStep {
    pb::BreachStep {
        note: step.note.clone(),
        time: Some(timestamp(step.at)),
    }
}
