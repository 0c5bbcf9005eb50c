//! Orders about command rooms and duty, read whole: either an order, or everything that is wrong with it.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::{Code, Level};
use shiyu_proto::grid::v1 as pb;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::resource::{CENTRES, SHIFTS};
use super::terms::{read_centre_kind, read_duty_kind};
use crate::dispatch::domain::{Centre, CentreKind, Order, Shift};

const TITLE: usize = 100;
const SUBJECT: usize = 200;
const REASON: usize = 500;
const TOWNS: RangeInclusive<usize> = 0..=200;
const LONGEST: Duration = Duration::HOUR.saturating_mul(24);

/// Reads `PutCommandCentre`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_centre(request: pb::PutCommandCentreRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let centre = reading.part("centre", request.centre);
    let order = centre.and_then(|centre| centre_of(&mut reading, id, centre));
    reading.wanted(id, order)
}

fn centre_of(reading: &mut Reading<'_>, request: Option<Uuid>, centre: pb::CommandCentre) -> Option<Order> {
    let put = reading.put("centre.name", &centre.name, CENTRES, request);
    let unit = reading.code("centre.unit", &centre.unit);
    let kind = reading.value("centre.kind", centre.kind, read_centre_kind);
    let parent = reading.optional_code("centre.parent_unit", &centre.parent_unit);
    let towns = reading.distinct("centre.towns", &TOWNS, centre.towns, |reading, path, text| {
        town(reading, path, &text)
    });
    if let Some(kind) = kind {
        fits(reading, kind, (&parent, &towns));
    }
    let title = reading.impersonal("centre.title", centre.title, TITLE);
    let phone = reading.phone("centre.phone", centre.phone);
    let valid_from = reading.date("centre.valid_from", &centre.valid_from);
    let valid_to = reading.optional_date("centre.valid_to", &centre.valid_to);
    reading.in_order("centre.valid_to", valid_from, valid_to);
    let (standing, id) = put?;
    let centre = Centre {
        id,
        unit: unit?,
        kind: kind?,
        parent,
        towns: towns?,
        title: title?,
        phone: phone?,
        valid_from: valid_from?,
        valid_to,
    };
    Some(Order::PutCentre(standing, centre))
}

/// A town's code. Violations: as of a place, `NOT_A_TOWN`.
pub(super) fn town(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<Code> {
    let code = reading.place(field, text)?;
    let is_town = code.level() == Level::Town;
    reading
        .violations
        .require(is_town, field, "NOT_A_TOWN", "nine digits: a town or a street")
        .then_some(code)
}

/// That the centre covers the county and others cover towns, and that a sub-centre alone belongs to another.
fn fits(reading: &mut Reading<'_>, kind: CentreKind, (parent, towns): (&Option<Code>, &Option<Vec<Code>>)) {
    let some = towns.as_ref().is_none_or(|towns| (kind == CentreKind::Centre) == towns.is_empty());
    let text = "rooms and sub-centres cover towns, the centre the county";
    reading.violations.require(some, "centre.towns", "TOWNS_MISSING", text);
    let sub = kind == CentreKind::SubCentre;
    let field = "centre.parent_unit";
    reading.violations.require(
        !sub || parent.is_some(),
        field,
        "PARENT_MISSING",
        "a sub-centre belongs to the centre",
    );
    reading.violations.require(
        sub || parent.is_none(),
        field,
        "PARENT_UNEXPECTED",
        "only a sub-centre belongs to another",
    );
}

/// Reads `PutDutyShift`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_shift(request: pb::PutDutyShiftRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let shift = reading.part("shift", request.shift);
    let order = shift.and_then(|shift| shift_of(&mut reading, id, shift));
    reading.wanted(id, order)
}

fn shift_of(reading: &mut Reading<'_>, request: Option<Uuid>, shift: pb::DutyShift) -> Option<Order> {
    let put = reading.put("shift.name", &shift.name, SHIFTS, request);
    let centre = reading.name("shift.centre", &shift.centre, CENTRES);
    let start = reading.time("shift.start_time", shift.start_time);
    let end = reading.time("shift.end_time", shift.end_time);
    span(reading, start.zip(end));
    let kind = reading.value("shift.kind", shift.kind, read_duty_kind);
    let subject = reading.line("shift.subject", shift.subject, SUBJECT);
    let title = reading.impersonal("shift.title", shift.title, TITLE);
    let (standing, id) = put?;
    let shift = Shift {
        id,
        centre: centre?,
        start: start?,
        end: end?,
        kind: kind?,
        subject: subject?,
        title: title?,
        cancelled: None,
    };
    Some(Order::PutShift(standing, shift))
}

fn span(reading: &mut Reading<'_>, span: Option<(OffsetDateTime, OffsetDateTime)>) {
    let Some((start, end)) = span else { return };
    let field = "shift.end_time";
    reading
        .violations
        .require(start < end, field, "TIMES_REVERSED", "it ends before it begins");
    let short = end - start <= LONGEST;
    reading.violations.require(short, field, "SHIFT_TOO_LONG", "at most 24 hours");
}

/// Reads `CancelDutyShift`.
///
/// # Errors
/// All that is wrong with the request.
pub fn cancel_shift(request: pb::CancelDutyShiftRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let shift = reading.name("name", &request.name, SHIFTS);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = shift.zip(reason).map(|(id, reason)| Order::CancelShift { id, reason });
    reading.wanted(id, order)
}
