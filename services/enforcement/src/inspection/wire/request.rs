//! Orders to these registers, read whole: either an order, or everything that is wrong with it.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use super::field::{category, credit_code, matters, officers, optional_category, optional_grid, optional_place, place};
use super::terms::{read_object_kind, read_outcome, read_planned_kind};
use super::{DRAWS, INSPECTIONS, OBJECTS};
use crate::inspection::domain::{
    Announcement, Cancel, Conduct, Join, ObjectDraft, ObjectKind, Order, Outcome, Plan, Publication, Publish, Record, Reported, StandAside,
};
use crate::power::power_code;

const TITLE: usize = 100;
const LINE: usize = 200;
const TEXT: usize = 500;
const CADENCE: RangeInclusive<u16> = 0..=1_098;
const THERE: RangeInclusive<usize> = 2..=50;
const FINDINGS: RangeInclusive<usize> = 0..=50;
const UNITS: RangeInclusive<usize> = 1..=50;
const DRAWN: RangeInclusive<usize> = 1..=1_000;
const EACH: RangeInclusive<usize> = 2..=4;
const ASIDE: RangeInclusive<usize> = 0..=500;
const SEED: usize = 200;

/// Reads `PutRegulatedObject`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_object(request: pb::PutRegulatedObjectRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("object", request.object);
    let order = told.and_then(|told| {
        let put = reading.put("object.name", &told.name, OBJECTS, id);
        let kind = reading.value("object.kind", told.kind, read_object_kind);
        let credit_code = match kind {
            Some(ObjectKind::Enterprise) => credit_code(&mut reading, "object.credit_code", &told.credit_code),
            Some(ObjectKind::Place) | None => {
                let text = "a place has none";
                let none = told.credit_code.is_empty();
                reading.violations.require(none, "object.credit_code", "CREDIT_CODE_UNFIT", text);
                None
            }
        };
        let title = reading.impersonal("object.title", told.title, TITLE);
        let place = place(&mut reading, "object.place", &told.place);
        let grid = optional_grid(&mut reading, "object.grid", told.grid);
        let whereabouts = reading.impersonal_or_nothing("object.whereabouts", told.whereabouts, LINE);
        let category = category(&mut reading, "object.category", told.category);
        let unit = reading.code("object.unit", &told.unit);
        let cadence = reading.number("object.cadence_days", told.cadence_days, &CADENCE);
        let (standing, id) = put?;
        let draft = ObjectDraft {
            id,
            kind: kind?,
            credit_code,
            title: title?,
            place: place?,
            grid,
            whereabouts: whereabouts?,
            category: category?,
            unit: unit?,
            cadence: Some(cadence?).filter(|days| *days > 0),
        };
        Some(Order::PutObject(standing, Box::new(draft)))
    });
    reading.wanted(id, order)
}

/// Reads `CloseRegulatedObject`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close_object(request: &pb::CloseRegulatedObjectRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let object = reading.name("name", &request.name, OBJECTS);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, object.map(Order::CloseObject))
}

/// Reads `PlanInspection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn plan(request: pb::PlanInspectionRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let object = reading.name("object", &request.object, OBJECTS);
    let kind = reading.value("kind", request.kind, read_planned_kind);
    let unit = reading.code("unit", &request.unit);
    let matters = matters(&mut reading, "matters", request.matters);
    let planned_on = reading.date("planned_on", &request.planned_on);
    let document = reading.impersonal("document", request.document, LINE);
    let order = (|| {
        Some(Order::Plan(Plan {
            id: id?,
            object: object?,
            kind: kind?,
            unit: unit?,
            matters: matters?,
            planned_on: planned_on?,
            document: document?,
        }))
    })();
    reading.wanted(id, order)
}

/// Reads `JoinInspection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn join(request: pb::JoinInspectionRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let visit = reading.name("name", &request.name, INSPECTIONS);
    let id = reading.request_id(&request.request_id);
    let unit = reading.code("unit", &request.unit);
    let matters = matters(&mut reading, "matters", request.matters);
    let order = visit.zip(unit).zip(matters);
    let order = order.map(|((visit, unit), matters)| Order::Join(Join { visit, unit, matters }));
    reading.wanted(id, order)
}

/// Reads `CancelInspection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn cancel(request: pb::CancelInspectionRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let visit = reading.name("name", &request.name, INSPECTIONS);
    let id = reading.request_id(&request.request_id);
    let reason = reading.impersonal("reason", request.reason, LINE);
    let order = visit.zip(reason).map(|(visit, reason)| Order::Cancel(Cancel { visit, reason }));
    reading.wanted(id, order)
}

/// Reads `RecordVisit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record(request: pb::RecordVisitRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let visit = reading.name("name", &request.name, INSPECTIONS);
    let id = reading.request_id(&request.request_id);
    let on = reading.date("visited_on", &request.visited_on);
    let officers = officers(&mut reading, "officers", &THERE, request.officers);
    let outcome = reading.value("outcome", request.outcome, read_outcome);
    let findings = reading.each("findings", &FINDINGS, request.findings, reported);
    let fits = outcome.zip(findings.as_ref()).is_none_or(|(outcome, findings)| match outcome {
        Outcome::Found => !findings.is_empty(),
        Outcome::Corrected => true,
        Outcome::Clear | Outcome::NotThere | Outcome::Refused => findings.is_empty(),
    });
    let text = "FOUND has findings, CORRECTED may have some, and the others have none";
    reading.violations.require(fits, "findings", "FINDINGS_UNFIT", text);
    let order = (|| {
        Some(Order::Record(Record {
            visit: visit?,
            on: on?,
            officers: officers?,
            outcome: outcome?,
            findings: findings?,
        }))
    })();
    reading.wanted(id, order)
}

fn reported(reading: &mut Reading<'_>, field: &str, row: pb::InspectionFinding) -> Option<Reported> {
    let unit = reading.code(&format!("{field}.unit"), &row.unit);
    let power = power_code(reading, &format!("{field}.power"), &row.power);
    let text = reading.impersonal(&format!("{field}.text"), row.text, TEXT);
    Some(Reported {
        unit: unit?,
        power: power?,
        text: text?,
    })
}

/// Reads `PublishInspection`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish_inspection(request: pb::PublishInspectionRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let which = (request.name.as_str(), INSPECTIONS, request.request_id.as_str());
    let when = (request.published_on.as_str(), request.published_in);
    publish(which, when, county, Order::PublishVisit)
}

/// Reads `PublishDraw`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish_draw(request: pb::PublishDrawRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let which = (request.name.as_str(), DRAWS, request.request_id.as_str());
    let when = (request.published_on.as_str(), request.published_in);
    publish(which, when, county, Order::PublishDraw)
}

fn publish(
    (name, collection, request_id): (&str, &str, &str),
    (on, place): (&str, String),
    county: &Code,
    order: fn(Publish) -> Order,
) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let what = reading.name("name", name, collection);
    let id = reading.request_id(request_id);
    let on = reading.date("published_on", on);
    let place = reading.impersonal("published_in", place, LINE);
    let told = what.zip(on).zip(place).map(|((id, on), place)| Publish {
        id,
        publication: Publication { on, place },
    });
    reading.wanted(id, told.map(order))
}

/// Reads `AnnounceDraw`.
///
/// # Errors
/// All that is wrong with the request.
pub fn announce(request: pb::AnnounceDrawRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("draw", request.draw);
    let order = told.and_then(|told| {
        let unit = reading.code("draw.unit", &told.unit);
        let title = reading.impersonal("draw.title", told.title, TITLE);
        let document = reading.impersonal("draw.document", told.document, LINE);
        let category = optional_category(&mut reading, "draw.category", told.category);
        let place = optional_place(&mut reading, "draw.place", &told.place);
        let units = reading.distinct("draw.officer_units", &UNITS, told.officer_units, |reading, field, text| {
            reading.code(field, &text)
        });
        let objects = reading.number("draw.object_count", told.object_count, &DRAWN);
        let officers = reading.number("draw.officer_count", told.officer_count, &EACH);
        let matters = matters(&mut reading, "draw.matters", told.matters);
        let planned_on = reading.date("draw.planned_on", &told.planned_on);
        let aside = reading.each("draw.stand_aside", &ASIDE, told.stand_aside, |reading, field, row| {
            let object = reading.uuid(&format!("{field}.object"), &row.object);
            let officer = reading.uuid(&format!("{field}.officer"), &row.officer);
            object.zip(officer).map(|(object, officer)| StandAside { object, officer })
        });
        Some(Order::Announce(Box::new(Announcement {
            id: id?,
            unit: unit?,
            title: title?,
            document: document?,
            category,
            place,
            officer_units: units?,
            objects: objects?,
            officers: officers?,
            matters: matters?,
            planned_on: planned_on?,
            aside: aside?,
        })))
    });
    reading.wanted(id, order)
}

/// Reads `ConductDraw`.
///
/// # Errors
/// All that is wrong with the request.
pub fn conduct(request: pb::ConductDrawRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let draw = reading.name("name", &request.name, DRAWS);
    let id = reading.request_id(&request.request_id);
    let seed = reading.line("seed", request.seed, SEED);
    let long = seed.as_ref().is_none_or(|seed| seed.chars().count() >= 4);
    reading.violations.require(long, "seed", "OUT_OF_RANGE", "at least 4 characters");
    let source = reading.impersonal("seed_source", request.seed_source, LINE);
    let order = draw.zip(seed).zip(source);
    let order = order.map(|((draw, seed), source)| Order::Conduct(Conduct { draw, seed, source }));
    reading.wanted(id, order)
}
