//! Requests for lists: which, and from where on.

use shiyu_kit::fault::Violations;
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::search;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::Date;

use super::request::{grid_code, version};
use super::terms::read_grid_kind;
use crate::place::domain::FeatureKind;
use crate::place::store::{address, feature, finding, map, micro};

/// Which grids, of which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grids {
    /// The day.
    pub day: Date,
    /// Of this kind.
    pub kind: Option<FeatureKind>,
    /// Of this village.
    pub village: Option<Code>,
}

/// Reads `ListMaps`.
///
/// # Errors
/// All that is wrong with the request.
pub fn maps(request: &pb::ListMapsRequest, county: &Code) -> Result<Listing<(), map::Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["maps"], ())
}

/// Reads `ListFindings`.
///
/// # Errors
/// All that is wrong with the request.
pub fn findings(request: &pb::ListFindingsRequest, county: &Code) -> Result<Listing<i64, finding::Key>, Violations> {
    let mut reading = Reading::new(county);
    let map = version(&mut reading, "parent", &request.parent);
    let scope = Scope::of(&["findings", &request.parent]);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    reading.finish(map.map(|filter| Listing { filter, paging }))
}

/// Reads `ListGrids`.
///
/// # Errors
/// All that is wrong with the request.
pub fn grids(request: &pb::ListGridsRequest, county: &Code, today: Date) -> Result<Listing<Grids, feature::Key>, Violations> {
    let mut reading = Reading::new(county);
    let day = reading.optional_date("date", &request.date).unwrap_or(today);
    let kind = reading.optional_value("kind", request.kind, read_grid_kind);
    let village = reading.optional_place("village", &request.village);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["grids", &request.date, &request.kind.to_string(), &request.village];
    reading.listing(page, &scope, Grids { day, kind, village })
}

/// Reads `ListMicroUnits`.
///
/// # Errors
/// All that is wrong with the request.
pub fn micro_units(
    request: &pb::ListMicroUnitsRequest,
    county: &Code,
    today: Date,
) -> Result<Listing<Option<micro::Filter>, micro::Key>, Violations> {
    let mut reading = Reading::new(county);
    let grid = grid_code(&mut reading, "grid", &request.grid);
    let day = reading.optional_date("date", &request.date).unwrap_or(today);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["micro_units", &request.grid, &request.date];
    reading.listing(page, &scope, grid.map(|grid| micro::Filter { grid, day }))
}

/// Reads `ListAddresses`.
///
/// # Errors
/// All that is wrong with the request.
pub fn addresses(request: &pb::ListAddressesRequest, county: &Code) -> Result<Listing<address::Filter, address::Key>, Violations> {
    let mut reading = Reading::new(county);
    let query = match request.query.as_str() {
        "" => None,
        text => search::Query::read(text, "query", &mut reading.violations),
    };
    let village = reading.optional_place("village", &request.village);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["addresses", &request.query, &request.village];
    reading.listing(page, &scope, address::Filter { query, village })
}
