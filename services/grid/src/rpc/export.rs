//! The list as a file, page by page, as fast as the caller takes it.

use std::pin::Pin;

use futures::{Stream, StreamExt};
use sea_orm::DatabaseConnection;
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::Filed;
use shiyu_kit::listing::{file, time};
use shiyu_kit::party::masked_text;
use shiyu_kit::table::Row;
use shiyu_proto::grid::v1 as pb;
use tonic::Status;

use crate::domain::Incident;
use crate::wire;
use crate::wire::listing::Filter;

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportEventsResponse, Status>> + Send>>;

const HEADER: [&str; 14] = [
    "name",
    "title",
    "stage",
    "level",
    "unit",
    "receiver",
    "class_code",
    "source",
    "grid",
    "village",
    "town",
    "report_time",
    "due_time",
    "end_time",
];

pub(super) fn pieces(db: DatabaseConnection, viewer: Viewer, filter: Filter) -> Pieces {
    let pieces = file::<Incident>(db, (viewer, filter), &HEADER, row);
    Box::pin(pieces.map(|piece| piece.map(|data| pb::ExportEventsResponse { data })))
}

fn row(filed: &Filed<Incident>) -> Row {
    let (incident, place) = (&filed.case, &filed.case.place);
    vec![
        wire::event_name(&incident.county, filed.id),
        masked_text(&incident.report.title),
        incident.stage.name().as_str().to_owned(),
        incident.level.as_str().to_owned(),
        incident.unit.to_string(),
        incident.receiver.to_string(),
        incident.class.code.to_string(),
        incident.report.source.as_str().to_owned(),
        place.grid.to_string(),
        place.village.to_string(),
        place.town.to_string(),
        time(Some(incident.reported_at)),
        time(incident.legal_due()),
        time(incident.stage.ending().map(|ending| ending.at)),
    ]
}
