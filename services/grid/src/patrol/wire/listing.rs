//! Requests for lists: which, and from where on.

use shiyu_kit::fault::Violations;
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::{Days, Reading};
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::terms::{read_by, read_hazard_state, read_round_state, read_screening_state};
use super::{CAMPAIGNS, PLANS, field};
use crate::domain::terms::GridCode;
use crate::patrol::store::tally::By;
use crate::patrol::store::{DayKey, hazard, plan, round, screening};

/// Reads `ListPatrolPlans`.
///
/// # Errors
/// All that is wrong with the request.
pub fn plans(request: &pb::ListPatrolPlansRequest, county: &Code) -> Result<Listing<Option<GridCode>, plan::Key>, Violations> {
    let mut reading = Reading::new(county);
    let grid = field::optional_grid(&mut reading, "grid", &request.grid);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["patrolPlans", &request.grid], grid)
}

/// Reads `ListPatrolRounds`.
///
/// # Errors
/// All that is wrong with the request.
pub fn rounds(request: &pb::ListPatrolRoundsRequest, county: &Code) -> Result<Listing<round::Filter, DayKey>, Violations> {
    let mut reading = Reading::new(county);
    let grid = field::optional_grid(&mut reading, "grid", &request.grid);
    let plan = reading.optional_name("plan", &request.plan, PLANS);
    let state = reading.optional_value("state", request.state, read_round_state);
    let days = reading.days(("from_date", &request.from_date), ("to_date", &request.to_date));
    let filter = round::Filter { grid, plan, state, days };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = [
        "patrolRounds",
        &request.grid,
        &request.plan,
        &request.state.to_string(),
        &request.from_date,
        &request.to_date,
    ];
    reading.listing(page, &scope, filter)
}

/// Reads `ListHazards`.
///
/// # Errors
/// All that is wrong with the request.
pub fn hazards(request: &pb::ListHazardsRequest, county: &Code) -> Result<Listing<hazard::Filter, DayKey>, Violations> {
    let mut reading = Reading::new(county);
    let class = &request.class_code;
    let filter = hazard::Filter {
        grid: field::optional_grid(&mut reading, "grid", &request.grid),
        class: if class.is_empty() {
            None
        } else {
            field::class(&mut reading, "class_code", class)
        },
        state: reading.optional_value("state", request.state, read_hazard_state),
        campaign: reading.optional_name("campaign", &request.campaign, CAMPAIGNS),
        days: reading.days(("from_date", &request.from_date), ("to_date", &request.to_date)),
    };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = [
        "hazards",
        &request.grid,
        class,
        &request.state.to_string(),
        &request.campaign,
        &request.from_date,
        &request.to_date,
    ];
    reading.listing(page, &scope, filter)
}

/// Reads `ListCampaigns`.
///
/// # Errors
/// All that is wrong with the request.
pub fn campaigns(request: &pb::ListCampaignsRequest, county: &Code) -> Result<Listing<(), DayKey>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["campaigns"], ())
}

/// Reads `ListCampaignProgress`.
///
/// # Errors
/// All that is wrong with the request.
pub fn progress(request: &pb::ListCampaignProgressRequest, county: &Code) -> Result<Listing<(Uuid, By), String>, Violations> {
    let mut reading = Reading::new(county);
    let campaign = reading.name("name", &request.name, CAMPAIGNS);
    let by = reading.value("by", request.by, read_by);
    let scope = Scope::of(&["campaignProgress", &request.name, &request.by.to_string()]);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    let read = campaign.zip(by).map(|filter| Listing { filter, paging });
    reading.finish(read)
}

/// Reads `ListScreeningRounds`.
///
/// # Errors
/// All that is wrong with the request.
pub fn screenings(request: &pb::ListScreeningRoundsRequest, county: &Code) -> Result<Listing<screening::Filter, DayKey>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_place("unit", &request.unit);
    let state = reading.optional_value("state", request.state, read_screening_state);
    let days = reading.days(("from_date", &request.from_date), ("to_date", &request.to_date));
    let filter = screening::Filter { unit, state, days };
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let state = request.state.to_string();
    let scope = ["screeningRounds", &request.unit, &state, &request.from_date, &request.to_date];
    reading.listing(page, &scope, filter)
}

/// Reads `ListScreeningLedger`.
///
/// # Errors
/// All that is wrong with the request.
pub fn ledger(request: &pb::ListScreeningLedgerRequest, county: &Code) -> Result<Listing<(Option<Code>, Days), DayKey>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_place("unit", &request.unit);
    let days = reading.days(("from_date", &request.from_date), ("to_date", &request.to_date));
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["screeningLedger", &request.unit, &request.from_date, &request.to_date];
    reading.listing(page, &scope, (unit, days))
}
