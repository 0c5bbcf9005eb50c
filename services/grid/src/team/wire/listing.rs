//! Requests that only read: which, of which day, and from where on.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::check_team_request::Place;
use time::Date;
use uuid::Uuid;

use super::resource::ITEMS;
use super::terms::{read_role, read_state};
use super::{grid_code, optional_grid_code};
use crate::catalogue::subclass_code;
use crate::domain::terms::{ClassCode, GridCode};
use crate::team::domain::AdmissionState;
use crate::team::store::{assignment, item};

/// What a check is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// Every basic grid of a division.
    Division(Code),
    /// One grid.
    Grid(GridCode),
}

/// A check of teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Of what.
    pub place: Where,
    /// On which day.
    pub day: Date,
}

/// A question to the admission list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which item.
    pub item: Uuid,
    /// Whose.
    pub department: Code,
    /// About which subclass; none: whichever it is for.
    pub class: Option<ClassCode>,
    /// On which day.
    pub day: Date,
}

/// Reads `ListAssignments`.
///
/// # Errors
/// All that is wrong with the request.
pub fn assignments(
    request: &pb::ListAssignmentsRequest,
    county: &Code,
    today: Date,
) -> Result<Listing<assignment::Filter, assignment::Key>, Violations> {
    let mut reading = Reading::new(county);
    let filter = assignment::Filter {
        grid: optional_grid_code(&mut reading, "grid", &request.grid),
        division: reading.optional_place("division", &request.division),
        role: reading.optional_value("role", request.role, read_role),
        day: reading.optional_date("date", &request.date).unwrap_or(today),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let role = request.role.to_string();
    let scope = ["assignments", &request.grid, &request.division, &role, &request.date];
    reading.listing(page, &scope, filter)
}

/// Reads `ListOwnAssignments`.
///
/// # Errors
/// All that is wrong with the request.
pub fn own_assignments(request: &pb::ListOwnAssignmentsRequest, county: &Code) -> Result<Listing<(), assignment::Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["own assignments"], ())
}

/// Reads `CheckTeam`.
///
/// # Errors
/// All that is wrong with the request.
pub fn check_team(request: &pb::CheckTeamRequest, county: &Code, today: Date) -> Result<Listing<Check, GridCode>, Violations> {
    let mut reading = Reading::new(county);
    let place = reading.part("place", request.place.as_ref());
    let place = place.and_then(|place| match place {
        Place::Division(code) => reading.place("division", code).map(Where::Division),
        Place::Grid(code) => grid_code(&mut reading, "grid", code).map(Where::Grid),
    });
    let day = reading.optional_date("date", &request.date).unwrap_or(today);
    let asked = match &request.place {
        Some(Place::Division(code) | Place::Grid(code)) => code.as_str(),
        None => "",
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let listing = reading.listing(page, &["check", asked, &request.date], place)?;
    // Without a place there was a violation, and no listing.
    let place = listing.filter.ok_or_else(Violations::new)?;
    Ok(Listing {
        filter: Check { place, day },
        paging: listing.paging,
    })
}

/// Reads `ListCapabilities`.
///
/// # Errors
/// All that is wrong with the request.
pub fn capabilities_of(request: &pb::ListCapabilitiesRequest, county: &Code) -> Result<(), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    reading.finish(Some(()))
}

/// Reads `ListAdmissionItems`.
///
/// # Errors
/// All that is wrong with the request.
pub fn items(request: &pb::ListAdmissionItemsRequest, county: &Code) -> Result<Listing<item::Filter, item::Key>, Violations> {
    let mut reading = Reading::new(county);
    let filter = item::Filter {
        department: reading.optional_code("department", &request.department),
        state: reading.optional_value("state", request.state, read_state),
        day: None,
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let state = request.state.to_string();
    reading.listing(page, &["items", &request.department, &state], filter)
}

/// Reads `ListAdmittedItems`.
///
/// # Errors
/// All that is wrong with the request.
pub fn admitted(
    request: &pb::ListAdmittedItemsRequest,
    county: &Code,
    today: Date,
) -> Result<Listing<item::Filter, item::Key>, Violations> {
    let mut reading = Reading::new(county);
    let filter = item::Filter {
        department: reading.optional_code("department", &request.department),
        state: Some(AdmissionState::Approved),
        day: Some(reading.optional_date("date", &request.date).unwrap_or(today)),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["admitted", &request.department, &request.date], filter)
}

/// Reads `CheckAdmission`.
///
/// # Errors
/// All that is wrong with the request.
pub fn check_admission(request: &pb::CheckAdmissionRequest, county: &Code, today: Date) -> Result<Question, Violations> {
    let mut reading = Reading::new(county);
    let item = reading.name("name", &request.name, ITEMS);
    let department = reading.code("department", &request.department);
    let day = reading.optional_date("date", &request.date).unwrap_or(today);
    let class = (!request.class_code.is_empty())
        .then(|| subclass_code(&mut reading, "class_code", &request.class_code))
        .flatten();
    let question = item.zip(department).map(|(item, department)| Question {
        item,
        department,
        class,
        day,
    });
    reading.finish(question)
}
