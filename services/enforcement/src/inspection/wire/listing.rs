//! Requests that read: which objects, visits, draws.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use super::field::{optional_category, optional_place};
use super::terms::read_visit_state;
use super::{DRAWS, OBJECTS};
use crate::inspection::store::{DayKey, TimeKey, object, visit};

/// Reads `ListRegulatedObjects`.
///
/// # Errors
/// All that is wrong with the request.
pub fn objects(request: pb::ListRegulatedObjectsRequest, county: &Code) -> Result<Listing<object::Filter, object::Key>, Violations> {
    let mut reading = Reading::new(county);
    let told = request.filter.unwrap_or_default();
    let closed = told.include_closed.to_string();
    let scope = [&told.place, &told.category, &told.unit, &told.due_by, &closed].map(Clone::clone);
    let filter = filter(&mut reading, told);
    let mut parts = vec!["regulatedObjects"];
    parts.extend(scope.iter().map(String::as_str));
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &parts, filter)
}

/// Reads `CountRegulatedObjects`.
///
/// # Errors
/// All that is wrong with the request.
pub fn count(request: pb::CountRegulatedObjectsRequest, county: &Code) -> Result<object::Filter, Violations> {
    filtered(&request.parent, request.filter, county)
}

/// Reads `ExportRegulatedObjects`.
///
/// # Errors
/// All that is wrong with the request.
pub fn export(request: pb::ExportRegulatedObjectsRequest, county: &Code) -> Result<object::Filter, Violations> {
    filtered(&request.parent, request.filter, county)
}

fn filtered(parent: &str, told: Option<pb::RegulatedObjectFilter>, county: &Code) -> Result<object::Filter, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let filter = filter(&mut reading, told.unwrap_or_default());
    reading.finish(Some(filter))
}

fn filter(reading: &mut Reading<'_>, told: pb::RegulatedObjectFilter) -> object::Filter {
    object::Filter {
        place: optional_place(reading, "filter.place", &told.place),
        category: optional_category(reading, "filter.category", told.category),
        unit: reading.optional_code("filter.unit", &told.unit),
        due_by: reading.optional_date("filter.due_by", &told.due_by),
        closed: told.include_closed,
    }
}

/// Reads `ListInspections`.
///
/// # Errors
/// All that is wrong with the request.
pub fn inspections(request: &pb::ListInspectionsRequest, county: &Code) -> Result<Listing<visit::Filter, DayKey>, Violations> {
    let mut reading = Reading::new(county);
    let filter = visit::Filter {
        object: reading.optional_name("object", &request.object, OBJECTS),
        draw: reading.optional_name("draw", &request.draw, DRAWS),
        unit: reading.optional_code("unit", &request.unit),
        state: reading.optional_value("state", request.state, read_visit_state),
    };
    let state = request.state.to_string();
    let scope = ["inspections", &request.object, &request.draw, &request.unit, &state];
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &scope, filter)
}

/// Reads `ListDraws`. Whose draws are shown goes with the token: who signs in meanwhile begins anew.
///
/// # Errors
/// All that is wrong with the request.
pub fn draws(request: &pb::ListDrawsRequest, staff: &str, county: &Code) -> Result<Listing<(), TimeKey>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["draws", staff], ())
}
