//! Requests, each read whole or refused whole.

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::party::personal_in;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::resource::{ADDRESSES, GRIDS, MAPS, MICRO_UNITS};
use super::terms::{read_micro_kind, read_mode};
use crate::domain::terms::{GridCode, Point};
use crate::place::atlas::Distances;
use crate::place::domain::{MicroUnit, Mode, Order};

/// Characters of a micro-unit's name.
const NAME: usize = 100;
/// Metres around that may be asked for.
const METRES: std::ops::RangeInclusive<i32> = 0..=2_000;

/// The number of a version, of `counties/{county}/maps/{version}`.
pub(super) fn version(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<i64> {
    let number = name::child(field, text, reading.county().as_str(), MAPS, &mut reading.violations)?;
    let number = number.parse().ok().filter(|number: &i64| *number > 0);
    reading
        .violations
        .present(number, field, "NAME_INVALID", "versions are counted from 1")
}

/// A grid's code.
pub(super) fn grid_code(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<GridCode> {
    if !reading.given(field, text) {
        return None;
    }
    let code = text.parse().ok();
    reading.violations.present(code, field, "GRID_CODE_INVALID", "15 digits")
}

/// Reads `CreateMap`.
///
/// # Errors
/// All that is wrong with the request.
pub fn create_map(request: &pb::CreateMapRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let base = match request.base.as_str() {
        "" => Some(None),
        base => version(&mut reading, "base", base).map(Some),
    };
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, base.map(|base| Order::Create { base }))
}

/// What an import is about.
#[derive(Debug, Clone)]
pub struct ImportHead {
    /// The request's id.
    pub id: Uuid,
    /// The draft.
    pub map: i64,
    /// How.
    pub mode: Mode,
    /// Only say what is wrong.
    pub validate_only: bool,
}

/// Reads the header of `ImportGrids`.
///
/// # Errors
/// All that is wrong with it.
pub fn import_head(header: &pb::ImportGridsHeader, county: &Code) -> Result<ImportHead, Violations> {
    let mut reading = Reading::new(county);
    let map = version(&mut reading, "name", &header.name);
    let mode = reading.value("mode", header.mode, read_mode);
    let id = reading.request_id(&header.request_id);
    let head = id.zip(map).zip(mode).map(|((id, map), mode)| ImportHead {
        id,
        map,
        mode,
        validate_only: header.validate_only,
    });
    reading.finish(head)
}

/// What an import of addresses is about.
#[derive(Debug, Clone, Copy)]
pub struct AddressesHead {
    /// The request's id.
    pub id: Uuid,
}

/// Reads the header of `ImportAddresses`.
///
/// # Errors
/// All that is wrong with it.
pub fn addresses_head(header: &pb::ImportAddressesHeader, county: &Code) -> Result<AddressesHead, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&header.parent);
    let id = reading.request_id(&header.request_id);
    reading.finish(id.map(|id| AddressesHead { id }))
}

/// Reads `LintMap`: the request's id and the version.
///
/// # Errors
/// All that is wrong with the request.
pub fn lint_map(request: &pb::LintMapRequest, county: &Code) -> Result<(Uuid, i64), Violations> {
    let mut reading = Reading::new(county);
    let map = version(&mut reading, "name", &request.name);
    let id = reading.request_id(&request.request_id);
    reading.finish(id.zip(map))
}

/// Reads `PublishMap`.
///
/// # Errors
/// All that is wrong with the request.
pub fn publish_map(request: &pb::PublishMapRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let map = version(&mut reading, "name", &request.name);
    let effective = reading.date("effective_date", &request.effective_date);
    let replaces = match request.replaces.as_str() {
        "" => Some(None),
        replaces => version(&mut reading, "replaces", replaces).map(Some),
    };
    let id = reading.request_id(&request.request_id);
    let order = map.zip(effective).zip(replaces);
    let order = order.map(|((map, effective), replaces)| Order::Publish { map, effective, replaces });
    reading.wanted(id, order)
}

/// Reads `DiscardMap`.
///
/// # Errors
/// All that is wrong with the request.
pub fn discard_map(request: &pb::DiscardMapRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let map = version(&mut reading, "name", &request.name);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, map.map(|map| Order::Discard { map }))
}

/// Reads the name of a version.
///
/// # Errors
/// `NAME_INVALID`, `UNKNOWN_COUNTY`.
pub fn map_name(field: &str, text: &str, county: &Code) -> Result<i64, Violations> {
    let mut reading = Reading::new(county);
    let map = version(&mut reading, field, text);
    reading.finish(map)
}

/// Reads `GetGrid`: the code, or a professional grid's id, and the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn grid_name(request: &pb::GetGridRequest, county: &Code, today: Date) -> Result<(String, Date), Violations> {
    let mut reading = Reading::new(county);
    let code = name::child("name", &request.name, county.as_str(), GRIDS, &mut reading.violations);
    let code = code.map(str::to_owned);
    let day = reading.optional_date("date", &request.date);
    reading.finish(code.map(|code| (code, day.unwrap_or(today))))
}

/// Reads the name of an address.
///
/// # Errors
/// `NAME_INVALID`, `UNKNOWN_COUNTY`, `ID_INVALID`.
pub fn address_name(text: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", text, ADDRESSES);
    reading.finish(id)
}

/// Where something is asked about, and how far around.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// A point, or the id of an address.
    pub at: Result<Point, Uuid>,
    /// The day.
    pub day: Date,
    /// How far around.
    pub around: Distances,
}

/// Reads `Locate`.
///
/// # Errors
/// All that is wrong with the request.
pub fn locate(request: &pb::LocateRequest, county: &Code, (today, around): (Date, Distances)) -> Result<Asked, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let at = match reading.part("where", request.r#where.as_ref()) {
        None => None,
        Some(pb::locate_request::Where::Point(told)) => reading.point("point", *told).map(Ok),
        Some(pb::locate_request::Where::Address(name)) => reading.name("address", name, ADDRESSES).map(Err),
    };
    let day = reading.optional_date("date", &request.date).unwrap_or(today);
    let metres = reading.number("neighbour_metres", request.neighbour_metres, &METRES);
    let around = match metres {
        Some(metres) if metres > 0 => Distances {
            neighbours: f64::from(metres),
            ..around
        },
        Some(_) | None => around,
    };
    reading.finish(at.map(|at| Asked { at, day, around }))
}

/// Reads `PutMicroUnit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_micro_unit(request: pb::PutMicroUnitRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("micro_unit", request.micro_unit);
    let order = told.and_then(|told| micro_unit(&mut reading, told, id));
    reading.wanted(id, order)
}

fn micro_unit(reading: &mut Reading<'_>, told: pb::MicroUnit, request: Option<Uuid>) -> Option<Order> {
    let put = reading.put("micro_unit.name", &told.name, MICRO_UNITS, request);
    let kind = reading.value("micro_unit.kind", told.kind, read_micro_kind);
    let grid = grid_code(reading, "micro_unit.grid", &told.grid);
    let parent = reading.optional_name("micro_unit.parent_unit", &told.parent_unit, MICRO_UNITS);
    let name = reading.impersonal("micro_unit.display_name", told.display_name, NAME);
    // An office's telephone: a mobile number is somebody's.
    let office = personal_in(&told.phone).is_empty();
    let what = "an office's telephone, no mobile number";
    reading
        .violations
        .require(office, "micro_unit.phone", "PERSONAL_DATA_IN_TEXT", what);
    let phone = reading.phone("micro_unit.phone", told.phone);
    let valid_from = reading.date("micro_unit.valid_from", &told.valid_from);
    let valid_to = reading.optional_date("micro_unit.valid_to", &told.valid_to);
    reading.in_order("micro_unit.valid_to", valid_from, valid_to);
    let (standing, id) = put?;
    let unit = MicroUnit {
        id,
        kind: kind?,
        grid: grid?,
        parent,
        name: name?,
        phone: phone?,
        valid_from: valid_from?,
        valid_to,
    };
    Some(Order::PutMicroUnit(standing, unit))
}
