//! Reads: one case by its name, and which cases are asked for.

use shiyu_kit::fault::Violations;
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::Reading;
use shiyu_kit::search::Query;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::CASES;
use super::reading::LINE;
use crate::domain::StageName;
use crate::domain::terms::ClueSource;

/// Which cases; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this stage.
    pub stage: Option<StageName>,
    /// That this unit has.
    pub unit: Option<Code>,
    /// That came so.
    pub source: Option<ClueSource>,
    /// Filed upon this power item.
    pub power: Option<String>,
    /// Of this place.
    pub place: Option<Code>,
    /// In which this was decided, in the word of the table.
    pub outcome: Option<&'static str>,
    /// Whose next due time is before this.
    pub due_before: Option<OffsetDateTime>,
    /// Whose texts hold these words.
    pub query: Option<Query>,
    /// Of this number.
    pub number: Option<String>,
}

/// Which cases are asked for, and from where on.
pub type Listing = shiyu_kit::listing::Listing<Filter>;

/// Reads the name of a case, as `GetCase`, `ListTimeline` and `WhoCanSee` give it.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, CASES);
    reading.finish(id)
}

/// Reads `FindRemedies`: the number of the case.
///
/// # Errors
/// All that is wrong with the request.
pub fn number(request: pb::FindRemediesRequest, county: &Code) -> Result<String, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let number = reading.line("number", request.number, LINE);
    reading.finish(number)
}

/// Reads `ListCases`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: pb::ListCasesRequest, county: &Code) -> Result<Listing, Violations> {
    let scope = scope(&request, county);
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let filter = read_filter(&mut reading, request.filter);
    let order = reading.optional_word("order", request.order);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    reading.finish(Some(Listing {
        filter,
        order: order.unwrap_or_default(),
        paging,
    }))
}

/// Reads `CountCases`.
///
/// # Errors
/// As [`list`].
pub fn count(request: pb::CountCasesRequest, county: &Code) -> Result<Filter, Violations> {
    filtered(&request.parent, request.filter, county)
}

/// Reads `ExportCases`.
///
/// # Errors
/// As [`list`].
pub fn export(request: pb::ExportCasesRequest, county: &Code) -> Result<Filter, Violations> {
    filtered(&request.parent, request.filter, county)
}

fn filtered(parent: &str, filter: Option<pb::CaseFilter>, county: &Code) -> Result<Filter, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let filter = read_filter(&mut reading, filter);
    reading.finish(Some(filter))
}

/// What is wrong is noted, and nothing is asked by it.
fn read_filter(reading: &mut Reading<'_>, filter: Option<pb::CaseFilter>) -> Filter {
    let filter = filter.unwrap_or_default();
    let query = &filter.query;
    Filter {
        stage: reading.optional_word("filter.stage", filter.stage),
        unit: reading.optional_code("filter.unit", &filter.unit),
        source: reading.optional_word("filter.source", filter.source),
        power: reading.optional_line("filter.power", filter.power, LINE),
        place: reading.optional_place("filter.place", &filter.place),
        outcome: reading.optional_value("filter.outcome", filter.outcome, outcome),
        due_before: reading.optional_time("filter.due_before", filter.due_before),
        query: (!query.is_empty())
            .then(|| Query::read(query, "filter.query", &mut reading.violations))
            .flatten(),
        number: reading.optional_line("filter.number", filter.number, LINE),
    }
}

fn outcome(told: pb::Outcome) -> Option<&'static str> {
    match told {
        pb::Outcome::Unspecified => None,
        pb::Outcome::Penalised => Some("penalised"),
        pb::Outcome::NotPenalised => Some("not_penalised"),
        pb::Outcome::Revoked => Some("revoked"),
    }
}

/// A page token goes with everything that decides which cases it passes over.
fn scope(request: &pb::ListCasesRequest, county: &Code) -> Scope {
    let filter = request.filter.clone().unwrap_or_default();
    let due = filter.due_before.map(|due| format!("{}.{:09}", due.seconds, due.nanos));
    Scope::of(&[
        CASES,
        county.as_str(),
        &filter.stage.to_string(),
        &filter.unit,
        &filter.source.to_string(),
        &filter.power,
        &filter.place,
        &filter.outcome.to_string(),
        &due.unwrap_or_default(),
        &filter.query,
        &filter.number,
        &request.order.to_string(),
    ])
}
