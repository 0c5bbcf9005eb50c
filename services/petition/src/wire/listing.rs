//! Reads: one petition by its name, and which petitions are asked for.

use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Violations;
use shiyu_kit::number::{Span, State};
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::Reading;
use shiyu_kit::register;
use shiyu_kit::search::Query;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::reading::{Fields, PETITIONS, REFERENCE};
use crate::domain::{Category, Channel, StageName};

/// Which petitions; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this stage.
    pub stage: Option<StageName>,
    /// Held by this unit.
    pub unit: Option<Code>,
    /// Of this category.
    pub category: Option<Category>,
    /// That came so.
    pub channel: Option<Channel>,
    /// Whose next legal due time is before this.
    pub due_before: Option<OffsetDateTime>,
    /// With an open window of the petitioner's, or without one.
    pub window: Option<bool>,
    /// Whose texts hold these words.
    pub query: Option<Query>,
    /// Of this number.
    pub number: Option<String>,
}

/// Which petitions are asked for, and from where on.
pub type Listing = shiyu_kit::listing::Listing<Filter>;

/// Reads the name of a petition, as `GetPetition`, `ListTimeline` and `WhoCanSee` give it.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, PETITIONS);
    reading.finish(id)
}

/// Reads `ListRepeatCandidates`: the petition whose like are looked for.
///
/// # Errors
/// All that is wrong with the request.
pub fn candidates(request: &pb::ListRepeatCandidatesRequest, county: &Code) -> Result<Uuid, Violations> {
    name(&request.name, county)
}

/// Where a published decision stands in its list: the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// When it was published.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The petition's id.
    pub id: Uuid,
}

/// Reads `ListPublishedRulings`: from where on.
///
/// # Errors
/// All that is wrong with the request.
pub fn published(request: &pb::ListPublishedRulingsRequest, county: &Code) -> Result<Paging<Published>, Violations> {
    let reading = Reading::new(county);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let listing: register::Listing<(), Published> = reading.listing(page, &["publishedRulings"], ())?;
    Ok(listing.paging)
}

/// Reads `AccountNumbers`: whose numbers of which year.
///
/// # Errors
/// All that is wrong with the request.
pub fn account(request: &pb::AccountNumbersRequest, county: &Code) -> Result<(Code, i32), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let unit = reading.code("unit", &request.unit);
    let year = reading.number("year", request.year, &(2000..=9999));
    reading.finish(unit.zip(year))
}

/// Numbers that share a state.
#[must_use]
pub fn span(span: &Span) -> pb::NumberSpan {
    let state = match span.state {
        State::Used => pb::NumberState::Used,
        State::Held => pb::NumberState::Held,
        State::Free => pb::NumberState::Free,
    };
    pb::NumberSpan {
        first: span.first,
        last: span.last,
        state: state.into(),
    }
}

/// Reads `ListPetitions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: pb::ListPetitionsRequest, county: &Code) -> Result<Listing, Violations> {
    let scope = scope(&request, county);
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let filter = read_filter(&mut reading, request.filter);
    let order = reading.word_or_none("order", request.order);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    let listing = filter.zip(order).map(|(filter, order)| Listing {
        filter,
        order: order.unwrap_or_default(),
        paging,
    });
    reading.finish(listing)
}

/// Reads `CountPetitions`.
///
/// # Errors
/// As [`list`].
pub fn count(request: pb::CountPetitionsRequest, county: &Code) -> Result<Filter, Violations> {
    let pb::CountPetitionsRequest { parent, filter } = request;
    filtered(&parent, filter, county)
}

/// Reads `ExportPetitions`.
///
/// # Errors
/// As [`list`].
pub fn export(request: pb::ExportPetitionsRequest, county: &Code) -> Result<Filter, Violations> {
    let pb::ExportPetitionsRequest { parent, filter } = request;
    filtered(&parent, filter, county)
}

fn filtered(parent: &str, filter: Option<pb::PetitionFilter>, county: &Code) -> Result<Filter, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let filter = read_filter(&mut reading, filter);
    reading.finish(filter)
}

fn read_filter(reading: &mut Reading<'_>, filter: Option<pb::PetitionFilter>) -> Option<Filter> {
    let filter = filter.unwrap_or_default();
    let stage = reading.word_or_none("filter.stage", filter.stage);
    let unit = reading.optional_code("filter.unit", &filter.unit);
    let category = reading.optional_category("filter.category", &filter.category);
    let channel = reading.word_or_none("filter.channel", filter.channel);
    let due_before = reading.optional_time("filter.due_before", filter.due_before);
    let window = reading.known("filter.window", filter.window).map(read_window);
    let query = read_query(reading, &filter.query);
    let number = reading.optional_line("filter.number", filter.number, REFERENCE);
    Some(Filter {
        stage: stage?,
        unit,
        category,
        channel: channel?,
        due_before,
        window: window?,
        query,
        number,
    })
}

fn read_window(window: pb::Window) -> Option<bool> {
    match window {
        pb::Window::Unspecified => None,
        pb::Window::Open => Some(true),
        pb::Window::None => Some(false),
    }
}

/// What no word is left of is refused, also a query of spaces.
fn read_query(reading: &mut Reading<'_>, query: &str) -> Option<Query> {
    if query.is_empty() {
        return None;
    }
    Query::read(query, "filter.query", &mut reading.violations)
}

/// A page token goes with everything that decides which petitions it passes over.
fn scope(request: &pb::ListPetitionsRequest, county: &Code) -> Scope {
    let filter = request.filter.clone().unwrap_or_default();
    let due = filter.due_before.map(|due| format!("{}.{:09}", due.seconds, due.nanos));
    Scope::of(&[
        "petitions",
        county.as_str(),
        &filter.stage.to_string(),
        &filter.unit,
        &filter.category,
        &filter.channel.to_string(),
        &due.unwrap_or_default(),
        &filter.window.to_string(),
        &filter.query,
        &filter.number,
        &request.order.to_string(),
    ])
}
