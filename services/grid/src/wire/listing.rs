//! Reads: one event by its name, and which events are asked for.

use shiyu_kit::fault::Violations;
use shiyu_kit::listing::{Key, Order};
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::EVENTS;
use super::reading::{optional_class, optional_grid};
use crate::domain::StageName;
use crate::domain::terms::{ClassCode, GridCode, Level, Slot, Source};

/// Which events; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this stage.
    pub stage: Option<StageName>,
    /// Whose turn is this unit's.
    pub unit: Option<Code>,
    /// In this grid.
    pub grid: Option<GridCode>,
    /// Of this town.
    pub town: Option<Code>,
    /// Of this subclass.
    pub class: Option<ClassCode>,
    /// That came so.
    pub source: Option<Source>,
    /// At this level.
    pub level: Option<Level>,
    /// Whose next due time is before this.
    pub due_before: Option<OffsetDateTime>,
    /// Reported at or after this.
    pub from: Option<OffsetDateTime>,
    /// Reported before this.
    pub before: Option<OffsetDateTime>,
}

/// Which events are asked for, and from where on.
pub type Listing = shiyu_kit::listing::Listing<Filter>;

/// Which empty slots are asked for, and from where on.
#[derive(Debug, Clone)]
pub struct Gaps {
    /// Of events whose turn is this unit's.
    pub unit: Option<Code>,
    /// With this slot empty.
    pub slot: Option<Slot>,
    /// From where on, and how many.
    pub paging: Paging<Key>,
}

/// Reads the name of an event, as `GetEvent`, `ListTimeline`, `WhoCanSee` and `ListDuplicateCandidates` give it.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, EVENTS);
    reading.finish(id)
}

/// Reads `ListEvents`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: pb::ListEventsRequest, county: &Code) -> Result<Listing, Violations> {
    let scope = scope(&request, county);
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let filter = read_filter(&mut reading, request.filter);
    let order: Option<Order> = reading.optional_word("order", request.order);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    reading.finish(Some(Listing {
        filter,
        order: order.unwrap_or_default(),
        paging,
    }))
}

/// Reads `CountEvents`.
///
/// # Errors
/// As [`list`].
pub fn count(request: pb::CountEventsRequest, county: &Code) -> Result<Filter, Violations> {
    filtered(&request.parent, request.filter, county)
}

/// Reads `ExportEvents`.
///
/// # Errors
/// As [`list`].
pub fn export(request: pb::ExportEventsRequest, county: &Code) -> Result<Filter, Violations> {
    filtered(&request.parent, request.filter, county)
}

/// Reads `SlotGapReport`.
///
/// # Errors
/// All that is wrong with the request.
pub fn gaps(request: &pb::SlotGapReportRequest, county: &Code) -> Result<Gaps, Violations> {
    let scope = Scope::of(&["slot_gaps", county.as_str(), &request.unit, &request.slot.to_string()]);
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let unit = reading.optional_code("unit", &request.unit);
    let slot = reading.optional_word("slot", request.slot);
    let paging = Paging::read(request.page_size, &request.page_token, scope, &mut reading.violations);
    reading.finish(Some(Gaps { unit, slot, paging }))
}

fn filtered(parent: &str, filter: Option<pb::EventFilter>, county: &Code) -> Result<Filter, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(parent);
    let filter = read_filter(&mut reading, filter);
    reading.finish(Some(filter))
}

/// What is wrong is noted, and nothing is asked by it.
fn read_filter(reading: &mut Reading<'_>, filter: Option<pb::EventFilter>) -> Filter {
    let filter = filter.unwrap_or_default();
    Filter {
        stage: reading.optional_word("filter.stage", filter.stage),
        unit: reading.optional_code("filter.unit", &filter.unit),
        grid: optional_grid(reading, "filter.grid", &filter.grid),
        town: reading.optional_place("filter.town", &filter.town),
        class: optional_class(reading, "filter.class_code", &filter.class_code),
        source: reading.optional_word("filter.source", filter.source),
        level: reading.optional_word("filter.level", filter.level),
        due_before: reading.optional_time("filter.due_before", filter.due_before),
        from: reading.optional_time("filter.report_time_from", filter.report_time_from),
        before: reading.optional_time("filter.report_time_before", filter.report_time_before),
    }
}

/// A page token goes with everything that decides which events it passes over.
fn scope(request: &pb::ListEventsRequest, county: &Code) -> Scope {
    let filter = request.filter.clone().unwrap_or_default();
    let time = |at: Option<prost_types::Timestamp>| at.map(|at| format!("{}.{:09}", at.seconds, at.nanos)).unwrap_or_default();
    Scope::of(&[
        EVENTS,
        county.as_str(),
        &filter.stage.to_string(),
        &filter.unit,
        &filter.grid,
        &filter.town,
        &filter.class_code,
        &filter.source.to_string(),
        &filter.level.to_string(),
        &time(filter.due_before),
        &time(filter.report_time_from),
        &time(filter.report_time_before),
        &request.order.to_string(),
    ])
}
