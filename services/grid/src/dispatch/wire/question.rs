//! What a table is asked, read whole.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::resource::TABLES;
use super::routing::parsed;
use crate::catalogue::subclass_code;
use crate::catalogue::terms::{read_level, read_space};
use crate::domain::terms::{AreaClass, ClassCode, GridCode, Level, Place, Thing};

const FEW: RangeInclusive<usize> = 0..=20;
const ID: usize = 64;

/// What is asked, of which table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The table; none: the one in force.
    pub table: Option<Uuid>,
    /// The subclass.
    pub class: ClassCode,
    /// The level.
    pub level: Level,
    /// The place, as far as a table asks about it.
    pub place: Place,
    /// When.
    pub at: OffsetDateTime,
    /// The units that sent it back.
    pub returned: Vec<Code>,
}

/// Reads `ExplainRouting`.
///
/// # Errors
/// All that is wrong with the request.
pub fn question(request: pb::ExplainRoutingRequest, county: &Code, now: OffsetDateTime) -> Result<Asked, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let table = reading.optional_name("table", &request.table, TABLES);
    let question = reading.part("question", request.question);
    let asked = question.and_then(|mut question| {
        let class = subclass_code(&mut reading, "question.subclass", &question.subclass);
        let level = reading.value("question.level", question.level, read_level);
        let at = reading.optional_time("question.time", question.time);
        let returned = reading.codes("question.returned_by", &FEW, std::mem::take(&mut question.returned_by));
        let place = place(&mut reading, question);
        Some(Asked {
            table,
            class: class?,
            level: level?,
            place: place?,
            at: at.unwrap_or(now),
            returned: returned?,
        })
    });
    reading.finish(asked)
}

fn place(reading: &mut Reading<'_>, question: pb::RoutingQuestion) -> Option<Place> {
    let grid: Option<GridCode> = parsed(reading, "question.grid", &question.grid, "GRID_INVALID");
    let ours = grid
        .as_ref()
        .is_none_or(|grid| grid.as_str().starts_with(reading.county().as_str()));
    reading
        .violations
        .require(ours, "question.grid", "UNKNOWN_COUNTY", "not a grid of this county");
    let space = reading.value("question.space_type", question.space_type, read_space);
    let professional = reading.texts("question.professional_grids", &FEW, question.professional_grids, ID);
    let border_with = reading.codes("question.border_with", &FEW, question.border_with);
    let component = question.component.and_then(|told| thing(reading, &told));
    let grid = grid?;
    let village = grid.village().ok()?;
    let town = village.enclosing()?;
    Some(Place {
        point: None,
        address: None,
        grid,
        map: 0,
        village,
        town,
        space: space?,
        // Limits depend on it, routes do not.
        area: AreaClass::A,
        professional: professional?,
        border_with: border_with?,
        component,
    })
}

fn thing(reading: &mut Reading<'_>, told: &pb::EventComponent) -> Option<Thing> {
    let code = parsed(reading, "question.component.code", &told.code, "COMPONENT_INVALID");
    let owner = reading.optional_code("question.component.owner_unit", &told.owner_unit);
    let maintainer = reading.optional_code("question.component.maintainer_unit", &told.maintainer_unit);
    Some(Thing {
        code: code?,
        owner,
        maintainer,
    })
}

/// Reads `GetActiveRouting`: the time.
///
/// # Errors
/// All that is wrong with the request.
pub fn active(request: &pb::GetActiveRoutingRequest, county: &Code, now: OffsetDateTime) -> Result<OffsetDateTime, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let at = reading.optional_time("time", request.time);
    reading.finish(Some(at.unwrap_or(now)))
}
