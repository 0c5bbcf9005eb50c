//! Rows of a plan of inspections: visits, and random draws.

use shiyu_proto::enforcement::v1::{AnnounceDrawRequest, Draw, InspectionKind, PlanInspectionRequest};

use super::super::draft::{Request, request_id};
use super::Row;
use crate::words::{choose, word};

/// A visit to an object, which is named, or told by the key that it was imported with from another file.
pub(super) fn inspection(row: &mut Row<'_>) -> Request {
    let (object, source) = (row.text("object"), row.text("object_source"));
    let object = if source.is_empty() || object.contains('/') {
        object
    } else {
        let id = request_id(row.county, &source, &object);
        format!("{}/regulatedObjects/{id}", row.parent())
    };
    Request::Inspection(PlanInspectionRequest {
        parent: row.parent(),
        request_id: row.id.to_string(),
        object,
        kind: row.word("kind", InspectionKind::Routine, parse).into(),
        unit: row.text("unit"),
        matters: row.parts("matters"),
        planned_on: row.text("planned_on"),
        document: row.text("document"),
    })
}

fn parse(text: &str) -> Result<InspectionKind, String> {
    let all = [InspectionKind::Routine, InspectionKind::Clue, InspectionKind::Safety];
    choose(text, all.into_iter(), |kind| word(kind.as_str_name(), "INSPECTION_KIND_"))
}

/// A draw, from the officers of its own unit if nothing else is said, two for each object.
pub(super) fn draw(row: &mut Row<'_>) -> Request {
    let unit = row.text("unit");
    let mut officer_units = row.parts("officer_units");
    if officer_units.is_empty() {
        officer_units.push(unit.clone());
    }
    let draw = Draw {
        unit,
        title: row.text("title"),
        document: row.text("document"),
        category: row.text("category"),
        place: row.text("place"),
        officer_units,
        object_count: row.number("object_count", 0),
        officer_count: row.number("officer_count", 2),
        matters: row.parts("matters"),
        planned_on: row.text("planned_on"),
        ..Draw::default()
    };
    Request::Draw(AnnounceDrawRequest {
        parent: row.parent(),
        draw: Some(draw),
        request_id: row.id.to_string(),
    })
}
