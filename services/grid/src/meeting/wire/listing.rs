//! Requests for lists: which, and from where on.

use shiyu_kit::fault::Violations;
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::list_received_broadcasts_request::Target as PbTarget;
use uuid::Uuid;

use super::resource::BROADCASTS;
use super::terms::{read_follow_up, read_meeting_kind};
use crate::meeting::domain::Target;
use crate::meeting::store::receipt::Which;
use crate::meeting::store::{broadcast, gathering, receipt};
use crate::team::{grid_code, optional_grid_code};

/// Reads `ListMeetings`.
///
/// # Errors
/// All that is wrong with the request.
pub fn meetings(request: &pb::ListMeetingsRequest, county: &Code) -> Result<Listing<gathering::Filter, gathering::Key>, Violations> {
    let mut reading = Reading::new(county);
    let filter = gathering::Filter {
        grid: optional_grid_code(&mut reading, "grid", &request.grid),
        village: reading.optional_place("village", &request.village),
        kind: reading.optional_value("kind", request.kind, read_meeting_kind),
        follow_up: reading.optional_value("follow_up", request.follow_up, read_follow_up),
        days: reading.days(("from_date", &request.from_date), ("to_date", &request.to_date)),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = [
        "meetings",
        &request.grid,
        &request.village,
        &request.kind.to_string(),
        &request.follow_up.to_string(),
        &request.from_date,
        &request.to_date,
    ];
    reading.listing(page, &scope, filter)
}

/// Reads `ListBroadcasts`.
///
/// # Errors
/// All that is wrong with the request.
pub fn broadcasts(request: &pb::ListBroadcastsRequest, county: &Code) -> Result<Listing<Option<Code>, broadcast::Key>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_code("unit", &request.unit);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["broadcasts", &request.unit], unit)
}

/// Reads `ListReceivedBroadcasts`.
///
/// # Errors
/// All that is wrong with the request.
pub fn received(request: &pb::ListReceivedBroadcastsRequest, county: &Code) -> Result<Listing<(Target, Which), receipt::Key>, Violations> {
    let mut reading = Reading::new(county);
    let target = reading.part("target", request.target.as_ref());
    let target = target.and_then(|target| match target {
        PbTarget::Unit(code) => reading.code("unit", code).map(Target::Unit),
        PbTarget::Grid(code) => grid_code(&mut reading, "grid", code).map(Target::Grid),
    });
    let asked = match &request.target {
        Some(PbTarget::Unit(code) | PbTarget::Grid(code)) => code.as_str(),
        None => "",
    };
    let which = which(request.open_only);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let listing = reading.listing(page, &["received", asked, &request.open_only.to_string()], target)?;
    // Without a target there was a violation, and no listing.
    let target = listing.filter.ok_or_else(Violations::new)?;
    Ok(Listing {
        filter: (target, which),
        paging: listing.paging,
    })
}

/// Reads `ListBroadcastTargets`.
///
/// # Errors
/// All that is wrong with the request.
pub fn targets(request: &pb::ListBroadcastTargetsRequest, county: &Code) -> Result<Listing<(Uuid, Which), String>, Violations> {
    let mut reading = Reading::new(county);
    let broadcast = reading.name("parent", &request.parent, BROADCASTS);
    let scope = Scope::of(&["targets", &request.parent, &request.open_only.to_string()]);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    let which = which(request.open_only);
    let filter = broadcast.map(|broadcast| (broadcast, which));
    reading.finish(filter.map(|filter| Listing { filter, paging }))
}

const fn which(open_only: bool) -> Which {
    if open_only { Which::Open } else { Which::Every }
}
