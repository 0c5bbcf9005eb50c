//! Reads: one dispute by its name, and which disputes are asked for.

use shiyu_kit::fault::Violations;
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::Reading;
use shiyu_kit::search::Query;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::DISPUTES;
use super::reading::REFERENCE;
use crate::domain::StageName;
use crate::domain::terms::{Category, Procedure, Source};

/// Which disputes; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this stage.
    pub stage: Option<StageName>,
    /// That this unit has.
    pub unit: Option<Code>,
    /// About this.
    pub category: Option<Category>,
    /// That came so.
    pub source: Option<Source>,
    /// In this procedure.
    pub procedure: Option<Procedure>,
    /// That this mediator mediates or mediated, by the register.
    pub mediator: Option<Uuid>,
    /// The subject of that mediator's token, once the door has looked it up.
    pub subject: Option<String>,
    /// Whose next legal due time is before this.
    pub due_before: Option<OffsetDateTime>,
    /// Whose texts hold these words.
    pub query: Option<Query>,
    /// Of this number.
    pub number: Option<String>,
    /// Opened at this time or later.
    pub from: Option<OffsetDateTime>,
    /// Opened before this time.
    pub before: Option<OffsetDateTime>,
    /// Only those that touch more than one jurisdiction.
    pub cross_boundary: bool,
}

/// Which disputes are asked for, and from where on.
pub type Listing = shiyu_kit::listing::Listing<Filter>;

/// Reads the name of a dispute, as `GetDispute`, `ListTimeline` and `WhoCanSee` give it.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, DISPUTES);
    reading.finish(id)
}

/// Reads `ListDisputes`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: pb::ListDisputesRequest, county: &Code) -> Result<Listing, Violations> {
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

/// Reads `CountDisputes`.
///
/// # Errors
/// As [`list`].
pub fn count(request: pb::CountDisputesRequest, county: &Code) -> Result<Filter, Violations> {
    let pb::CountDisputesRequest { parent, filter } = request;
    filtered(&parent, filter, county)
}

/// Reads `ExportDisputes`.
///
/// # Errors
/// As [`list`].
pub fn export(request: pb::ExportDisputesRequest, county: &Code) -> Result<Filter, Violations> {
    let pb::ExportDisputesRequest { parent, filter } = request;
    filtered(&parent, filter, county)
}

fn filtered(parent: &str, filter: Option<pb::DisputeFilter>, county: &Code) -> Result<Filter, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let filter = read_filter(&mut reading, filter);
    reading.finish(Some(filter))
}

fn read_filter(reading: &mut Reading<'_>, filter: Option<pb::DisputeFilter>) -> Filter {
    let filter = filter.unwrap_or_default();
    Filter {
        stage: reading.optional_word("filter.stage", filter.stage),
        unit: reading.optional_code("filter.unit", &filter.unit),
        category: reading.optional_word("filter.category", filter.category),
        source: reading.optional_word("filter.source", filter.source),
        procedure: reading.optional_word("filter.procedure", filter.procedure),
        mediator: reading.optional_uuid("filter.mediator", &filter.mediator),
        subject: None,
        due_before: reading.optional_time("filter.due_before", filter.due_before),
        query: read_query(reading, &filter.query),
        number: reading.optional_line("filter.number", filter.number, REFERENCE),
        from: reading.optional_time("filter.opened_from", filter.opened_from),
        before: reading.optional_time("filter.opened_before", filter.opened_before),
        cross_boundary: filter.cross_boundary,
    }
}

/// What no word is left of is refused, also a query of spaces.
fn read_query(reading: &mut Reading<'_>, query: &str) -> Option<Query> {
    if query.is_empty() {
        return None;
    }
    Query::read(query, "filter.query", &mut reading.violations)
}

/// A page token goes with everything that decides which disputes it passes over.
fn scope(request: &pb::ListDisputesRequest, county: &Code) -> Scope {
    let filter = request.filter.clone().unwrap_or_default();
    let time = |time: Option<prost_types::Timestamp>| time.map(|time| format!("{}.{:09}", time.seconds, time.nanos)).unwrap_or_default();
    Scope::of(&[
        DISPUTES,
        county.as_str(),
        &filter.stage.to_string(),
        &filter.unit,
        &filter.category.to_string(),
        &filter.source.to_string(),
        &filter.procedure.to_string(),
        &filter.mediator,
        &time(filter.due_before),
        &filter.query,
        &filter.number,
        &time(filter.opened_from),
        &time(filter.opened_before),
        &filter.cross_boundary.to_string(),
        &request.order.to_string(),
    ])
}
