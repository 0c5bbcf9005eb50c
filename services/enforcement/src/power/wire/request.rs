//! Orders to the lists, read whole: either an order, or everything that is wrong with it, row by row.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use super::field::power_code;
use super::item::checked;
use super::terms::{read_in_flight, read_verdict};
use super::{ENTRUSTMENTS, LISTS};
use crate::power::domain::{Amendment, Change, Content, Entrustment, Evaluation, Finding, Order, Proposal, Publish};

const DOCUMENT: usize = 200;
const REASON: usize = 500;
const ITEMS: RangeInclusive<usize> = 1..=5_000;
const CHANGES: RangeInclusive<usize> = 0..=1_000;
const ENTRUSTED: RangeInclusive<usize> = 1..=500;

/// Reads `ImportPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn import(request: pb::ImportPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let list = reading.part("list", request.list);
    let order = list.and_then(|list| {
        let document = reading.impersonal("list.document", list.document, DOCUMENT);
        let cut_over = reading.date("list.cut_over", &list.cut_over);
        let in_flight = reading.value("list.in_flight", list.in_flight, read_in_flight);
        let items = checked(&mut reading, "list.items", &ITEMS, list.items)?;
        Some(Order::Import(Box::new(Proposal {
            id: id?,
            document: document?,
            cut_over: cut_over?,
            in_flight: in_flight?,
            what: Content::of(items),
        })))
    });
    reading.wanted(id, order)
}

/// Reads `AmendPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn amend(request: pb::AmendPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let document = reading.impersonal("document", request.document, DOCUMENT);
    let cut_over = reading.date("cut_over", &request.cut_over);
    let in_flight = reading.value("in_flight", request.in_flight, read_in_flight);
    let changes = reading.each("amendments", &CHANGES, request.amendments, change);
    let repealed = reading.distinct("repealed", &CHANGES, request.repealed, |reading, field, text| {
        power_code(reading, field, &text)
    });
    let added = checked(&mut reading, "added", &CHANGES, request.added);
    let what = changes
        .zip(repealed)
        .zip(added)
        .map(|((changes, repealed), added)| Amendment { changes, repealed, added });
    let empty = what.as_ref().is_some_and(|what| what == &Amendment::default());
    reading
        .violations
        .require(!empty, "amendments", "REQUIRED", "something is to change");
    let order = (|| {
        Some(Order::Amend(Box::new(Proposal {
            id: id?,
            document: document?,
            cut_over: cut_over?,
            in_flight: in_flight?,
            what: what?,
        })))
    })();
    reading.wanted(id, order)
}

fn change(reading: &mut Reading<'_>, field: &str, row: pb::PowerAmendment) -> Option<Change> {
    let pb::PowerAmendment { code, region, to } = row;
    let code = power_code(reading, &format!("{field}.code"), &code);
    let region = reading.optional_place(&format!("{field}.region"), &region);
    let to = reading.optional_code(&format!("{field}.to"), &to);
    Some(Change { code: code?, region, to })
}

/// Reads `PublishPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish(request: pb::PublishPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let list = reading.name("name", &request.name, LISTS);
    let id = reading.request_id(&request.request_id);
    let on = reading.date("published_on", &request.published_on);
    let place = reading.impersonal("published_in", request.published_in, DOCUMENT);
    let order = list
        .zip(on)
        .zip(place)
        .map(|((list, on), place)| Order::Publish(Publish { list, on, place }));
    reading.wanted(id, order)
}

/// Reads `DiscardPowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn discard(request: &pb::DiscardPowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let list = reading.name("name", &request.name, LISTS);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, list.map(Order::Discard))
}

/// Reads `EvaluatePowerList`.
///
/// # Errors
/// All that is wrong with the request.
pub fn evaluate(request: pb::EvaluatePowerListRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("evaluation", request.evaluation);
    let order = told.and_then(|told| {
        let list = reading.name("evaluation.list", &told.list, LISTS);
        let on = reading.date("evaluation.evaluated_on", &told.evaluated_on);
        let document = reading.impersonal("evaluation.document", told.document, DOCUMENT);
        let findings = reading.each("evaluation.findings", &CHANGES, told.findings, finding);
        Some(Order::Evaluate(Box::new(Evaluation {
            id: id?,
            list: list?,
            on: on?,
            document: document?,
            findings: findings?,
        })))
    });
    reading.wanted(id, order)
}

fn finding(reading: &mut Reading<'_>, field: &str, row: pb::PowerFinding) -> Option<Finding> {
    let code = power_code(reading, &format!("{field}.code"), &row.code);
    let verdict = reading.value(&format!("{field}.verdict"), row.verdict, read_verdict);
    let reason = reading.impersonal(&format!("{field}.reason"), row.reason, REASON);
    Some(Finding {
        code: code?,
        verdict: verdict?,
        reason: reason?,
    })
}

/// Reads `PutEntrustment`.
///
/// # Errors
/// All that is wrong with the request.
pub fn entrust(request: pb::PutEntrustmentRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("entrustment", request.entrustment);
    let order = told.and_then(|told| {
        let put = reading.put("entrustment.name", &told.name, ENTRUSTMENTS, id);
        let principal = reading.code("entrustment.principal", &told.principal);
        let agent = reading.code("entrustment.agent", &told.agent);
        let codes = reading.distinct("entrustment.codes", &ENTRUSTED, told.codes, |reading, field, text| {
            power_code(reading, field, &text)
        });
        let from = reading.date("entrustment.valid_from", &told.valid_from);
        let to = reading.date("entrustment.valid_to", &told.valid_to);
        reading.in_order("entrustment.valid_to", from, to);
        let letter = reading.impersonal("entrustment.letter", told.letter, DOCUMENT);
        let published_in = reading.impersonal("entrustment.published_in", told.published_in, DOCUMENT);
        let (standing, id) = put?;
        let entrustment = Entrustment {
            id,
            principal: principal?,
            agent: agent?,
            codes: codes?,
            from: from?,
            to: to?,
            letter: letter?,
            published_in: published_in?,
        };
        Some(Order::Entrust(standing, Box::new(entrustment)))
    });
    reading.wanted(id, order)
}
