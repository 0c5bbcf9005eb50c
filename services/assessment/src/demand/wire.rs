//! Protobuf ↔ weeks, and nothing else.

use shiyu_kit::demand::Week;
use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use time::OffsetDateTime;

use super::{HeatCell, HeatMap, Take, id_of};
use crate::shelf::Key;

const MAPS: &str = "heatMaps";

/// Reads `TakeDemand`.
///
/// # Errors
/// All that is wrong with the request.
pub fn take(request: &pb::TakeDemandRequest, county: &Code) -> Result<(Week, Wanted<Take>), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let week = reading.week("week", &request.week);
    let id = reading.request_id(&request.request_id);
    let wanted = week.zip(id).map(|(week, id)| {
        let order = Take {
            week: week.to_string(),
            counted: None,
        };
        (week, Wanted { id, order })
    });
    reading.finish(wanted)
}

/// Reads which week is asked for.
///
/// # Errors
/// All that is wrong with the name.
pub fn week(name: &str, county: &Code) -> Result<Week, Violations> {
    let mut reading = Reading::new(county);
    let week = name::child("name", name, county.as_str(), MAPS, &mut reading.violations);
    let week = week.and_then(|week| reading.week("name", week));
    reading.finish(week)
}

/// Reads `ListHeatMaps`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListHeatMapsRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[MAPS], ())
}

/// A week as it travels, under the name it has here.
#[must_use]
pub fn map(map: &HeatMap, county: &Code) -> pb::HeatMap {
    pb::HeatMap {
        name: format!("counties/{county}/{MAPS}/{}", map.week),
        county: map.county.clone(),
        week: map.week.clone(),
        take_time: Some(timestamp(map.at)),
        cells: map.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &HeatCell) -> pb::HeatCell {
    pb::HeatCell {
        service: cell.service.clone(),
        category: cell.category.clone(),
        place: cell.place.clone(),
        cases: cell.cases,
    }
}

/// What is told of a week.
#[must_use]
pub fn taken(map: &HeatMap) -> pb::DemandTaken {
    pb::DemandTaken {
        week: map.week.clone(),
        take_time: Some(timestamp(map.at)),
        cells: map.cells.iter().map(cell).collect(),
    }
}

/// What a county told, of its own places.
#[must_use]
pub fn heard(told: pb::DemandTaken, county: &str, at: OffsetDateTime) -> HeatMap {
    let own = told.cells.into_iter().filter(|cell| cell.place.starts_with(county));
    let cells = own.map(|cell| HeatCell {
        service: cell.service,
        category: cell.category,
        place: cell.place,
        cases: cell.cases,
    });
    HeatMap {
        id: id_of(county, &told.week),
        county: county.to_owned(),
        at,
        cells: cells.collect(),
        week: told.week,
    }
}
