//! Requests, each read whole or refused whole.

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::party::is_credit_code;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::resource::COMPONENTS;
use crate::component::domain::Owner;
use crate::component::store::{Filter, Key};
use crate::dispatch::domain::ClassPattern;
use crate::domain::terms::{ComponentCode, GridCode, Kind, Point};

/// Which components a list is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What the table knows of it.
    pub filter: Filter,
    /// In this grid, which the map knows.
    pub grid: Option<GridCode>,
}

/// Reads the header of `ImportComponents`: the request's id.
///
/// # Errors
/// All that is wrong with it.
pub fn import_head(header: &pb::ImportComponentsHeader, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&header.parent);
    let id = reading.request_id(&header.request_id);
    reading.finish(id)
}

/// Reads the name of a component.
///
/// # Errors
/// `NAME_INVALID`, `UNKNOWN_COUNTY`, `COMPONENT_INVALID`.
pub fn component_name(text: &str, county: &Code) -> Result<ComponentCode, Violations> {
    let mut reading = Reading::new(county);
    let code = name::child("name", text, county.as_str(), COMPONENTS, &mut reading.violations);
    let code = code.and_then(|code| {
        let code = code.parse().ok();
        let what = "16 digits of a component";
        reading.violations.present(code, "name", "COMPONENT_INVALID", what)
    });
    reading.finish(code)
}

/// Reads `ListComponents`.
///
/// # Errors
/// All that is wrong with the request.
pub fn components(request: &pb::ListComponentsRequest, county: &Code, today: Date) -> Result<Listing<Asked, Key>, Violations> {
    let mut reading = Reading::new(county);
    let codes = codes(&mut reading, &request.subclass);
    let grid = grid(&mut reading, &request.grid);
    let owner = owner(&mut reading, &request.owner_unit, &request.owner_org);
    let day = reading.optional_date("date", &request.date).unwrap_or(today);
    let filter = Filter {
        codes,
        within: None,
        owner,
        day,
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let day = day.to_string();
    let scope = [
        "components",
        &request.subclass,
        &request.grid,
        &request.owner_unit,
        &request.owner_org,
        &day,
    ];
    reading.listing(page, &scope, Asked { filter, grid })
}

/// The codes of a class or subclass: a component's class stands in its code.
fn codes(reading: &mut Reading<'_>, text: &str) -> Option<(String, String)> {
    if text.is_empty() {
        return None;
    }
    let pattern: Option<ClassPattern> = text.parse().ok();
    let pattern = pattern.filter(|pattern| pattern.kind() == Kind::Component);
    let what = "a class or subclass of components, as in C01 or C0103";
    let pattern = reading.violations.present(pattern, "subclass", "CLASS_INVALID", what)?;
    let begins = format!("{}{}", reading.county(), pattern.to_string().trim_start_matches('C'));
    Some((format!("{begins:0<16}"), format!("{begins:9<16}")))
}

fn grid(reading: &mut Reading<'_>, text: &str) -> Option<GridCode> {
    if text.is_empty() {
        return None;
    }
    let code = text.parse().ok();
    reading.violations.present(code, "grid", "GRID_CODE_INVALID", "15 digits")
}

fn owner(reading: &mut Reading<'_>, unit: &str, org: &str) -> Option<Owner> {
    let unit = reading.optional_code("owner_unit", unit);
    if org.is_empty() {
        return unit.map(Owner::Unit);
    }
    let alone = unit.is_none();
    reading
        .violations
        .require(alone, "owner_org", "OWNER_TWICE", "a unit or an organisation");
    let what = "18 characters with two check digits (GB 32100)";
    reading
        .violations
        .require(is_credit_code(org), "owner_org", "CREDIT_CODE_INVALID", what)
        .then(|| Owner::Organisation(org.to_owned()))
}

/// Reads `ListNearbyComponents`: the point.
///
/// # Errors
/// All that is wrong with the request.
pub fn nearby(request: &pb::ListNearbyComponentsRequest, county: &Code) -> Result<Point, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let told = reading.part("point", request.point);
    let point = told.and_then(|told| reading.point("point", told));
    reading.finish(point)
}
