//! Requests that read: which editions, which items, who may.

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::field::power_code;
use super::{ITEMS, LISTS};
use crate::power::domain::{Item, PowerCode};
use crate::power::store::{DayKey, list, movement};

const TEXT: usize = 50;

/// Which items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// In force on this day.
    pub day: Date,
    /// Held by this unit.
    pub holder: Option<Code>,
    /// At this place.
    pub place: Option<Code>,
    /// From this department.
    pub origin: Option<Code>,
    /// Containing this.
    pub text: Option<String>,
}

impl Filter {
    /// Whether an item is among them, in a county.
    #[must_use]
    pub fn passes(&self, item: &Item, county: &Code) -> bool {
        let held = |holder: &Code| item.is_held_by(holder, self.place.as_ref(), county);
        self.holder.as_ref().is_none_or(held)
            && self.origin.as_ref().is_none_or(|origin| origin == &item.origin)
            && self.text.as_ref().is_none_or(|text| item.contains(text))
    }
}

/// Reads `ListPowerLists`.
///
/// # Errors
/// All that is wrong with the request.
pub fn lists(request: &pb::ListPowerListsRequest, county: &Code) -> Result<Listing<(), list::Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &["powerLists"], ())
}

/// Reads `ListPowerListEvaluations`.
///
/// # Errors
/// All that is wrong with the request.
pub fn evaluations(request: &pb::ListPowerListEvaluationsRequest, county: &Code) -> Result<Listing<Uuid, DayKey>, Violations> {
    let page = (request.page_size, request.page_token.as_str());
    of_list(&request.parent, page, "powerListEvaluations", county)
}

/// Reads `ListPowerMoves`.
///
/// # Errors
/// All that is wrong with the request.
pub fn moves(request: &pb::ListPowerMovesRequest, county: &Code) -> Result<Listing<Uuid, movement::Key>, Violations> {
    let page = (request.page_size, request.page_token.as_str());
    of_list(&request.parent, page, "powerMoves", county)
}

fn of_list<K: serde::Serialize + serde::de::DeserializeOwned>(
    parent: &str,
    (size, token): (i32, &str),
    collection: &str,
    county: &Code,
) -> Result<Listing<Uuid, K>, Violations> {
    let mut reading = Reading::new(county);
    let list = reading.name("parent", parent, LISTS);
    let county = format!("counties/{county}");
    let id = list.unwrap_or_default();
    reading.listing((&county, size, token), &[collection, parent], id)
}

/// Reads `ListPowerItems`.
///
/// # Errors
/// All that is wrong with the request.
pub fn items(request: pb::ListPowerItemsRequest, county: &Code, today: Date) -> Result<Listing<Filter, PowerCode>, Violations> {
    let mut reading = Reading::new(county);
    let told = request.filter.unwrap_or_default();
    let scope = [&told.date, &told.holder, &told.place, &told.origin, &told.text].map(Clone::clone);
    let filter = filter(&mut reading, told, today);
    let mut parts = vec!["powerItems"];
    parts.extend(scope.iter().map(String::as_str));
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &parts, filter)
}

/// Reads `CountPowerItems`.
///
/// # Errors
/// All that is wrong with the request.
pub fn count(request: pb::CountPowerItemsRequest, county: &Code, today: Date) -> Result<Filter, Violations> {
    filtered(&request.parent, request.filter, county, today)
}

/// Reads `ExportPowerItems`.
///
/// # Errors
/// All that is wrong with the request.
pub fn export(request: pb::ExportPowerItemsRequest, county: &Code, today: Date) -> Result<Filter, Violations> {
    filtered(&request.parent, request.filter, county, today)
}

fn filtered(parent: &str, told: Option<pb::PowerItemFilter>, county: &Code, today: Date) -> Result<Filter, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let filter = filter(&mut reading, told.unwrap_or_default(), today);
    reading.finish(Some(filter))
}

fn filter(reading: &mut Reading<'_>, told: pb::PowerItemFilter, today: Date) -> Filter {
    Filter {
        day: reading.optional_date("filter.date", &told.date).unwrap_or(today),
        holder: reading.optional_code("filter.holder", &told.holder),
        place: reading.optional_place("filter.place", &told.place),
        origin: reading.optional_code("filter.origin", &told.origin),
        text: reading.optional_line("filter.text", told.text, TEXT),
    }
}

/// Reads `GetPowerItem`: which one, and the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn item(request: &pb::GetPowerItemRequest, county: &Code, today: Date) -> Result<(PowerCode, Date), Violations> {
    let mut reading = Reading::new(county);
    let code = named(&mut reading, &request.name);
    let day = reading.optional_date("date", &request.date);
    reading.finish(code.map(|code| (code, day.unwrap_or(today))))
}

/// Reads `ExplainPower`: which item, at which place, and the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn explain(request: &pb::ExplainPowerRequest, county: &Code, today: Date) -> Result<(PowerCode, Code, Date), Violations> {
    let mut reading = Reading::new(county);
    let code = named(&mut reading, &request.name);
    let place = reading.place("place", &request.place);
    let day = reading.optional_date("date", &request.date);
    reading.finish(code.zip(place).map(|(code, place)| (code, place, day.unwrap_or(today))))
}

/// Reads `ListEntrustments`.
///
/// # Errors
/// All that is wrong with the request.
pub fn entrustments(request: &pb::ListEntrustmentsRequest, county: &Code) -> Result<Listing<Option<Code>, DayKey>, Violations> {
    let mut reading = Reading::new(county);
    let principal = reading.optional_code("principal", &request.principal);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["entrustments", &request.principal], principal)
}

fn named(reading: &mut Reading<'_>, text: &str) -> Option<PowerCode> {
    let county = reading.county().as_str();
    let code = name::child("name", text, county, ITEMS, &mut reading.violations)?;
    power_code(reading, "name", code)
}
