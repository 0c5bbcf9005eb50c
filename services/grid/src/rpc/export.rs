//! The list as a file, page by page, as fast as the caller takes it.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use sea_orm::DatabaseConnection;
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::party::masked_text;
use shiyu_kit::table::{self, Row};
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use tonic::Status;

use crate::domain::{Incident, Refusal};
use crate::store::{self, Question};
use crate::wire;
use crate::wire::listing::{Filter, Key, Order};

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportEventsResponse, Status>> + Send>>;

/// Rows of one look into the database.
const PAGE: u64 = 500;

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
    let pages = stream::try_unfold(Some(None), move |after: Option<Option<Key>>| {
        let (db, viewer, filter) = (db.clone(), viewer.clone(), filter.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let question = Question {
                viewer: &viewer,
                filter: &filter,
                order: Order::Newest,
            };
            let found = store::list(&db, &question, after.as_ref(), PAGE).await;
            let found = found.map_err(|error| Status::from(Fault::<Refusal>::from(error)))?;
            let next = found.last().map(|filed| Some(Order::Newest.key(filed)));
            let rows: Vec<Row> = found.iter().map(row).collect();
            Ok::<_, Status>((!rows.is_empty()).then_some((rows, next)))
        }
    });
    let pieces = table::stream(&HEADER, pages);
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

fn time(at: Option<OffsetDateTime>) -> String {
    let rfc3339 = |at: OffsetDateTime| {
        at.to_offset(time::UtcOffset::UTC)
            .format(&time::format_description::well_known::Rfc3339)
            .unwrap_or_default()
    };
    at.map(rfc3339).unwrap_or_default()
}
