//! The list as a file, page by page, as fast as the caller takes it.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use sea_orm::DatabaseConnection;
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::table::{self, Row};
use shiyu_proto::petition::v1 as pb;
use tonic::Status;

use crate::domain::{Petition, Refusal};
use crate::store::{self, Question};
use crate::wire::listing::{Filter, Key, Order};

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportPetitionsResponse, Status>> + Send>>;

/// Rows of one look into the database.
const PAGE: u64 = 500;

const HEADER: [&str; 12] = [
    "name",
    "number",
    "title",
    "stage",
    "unit",
    "receiver",
    "category",
    "channel",
    "place",
    "received_time",
    "legal_due_time",
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
    Box::pin(pieces.map(|piece| piece.map(|data| pb::ExportPetitionsResponse { data })))
}

fn row(filed: &Filed<Petition>) -> Row {
    let (petition, submission) = (&filed.case, &filed.case.submission);
    let time = |at: Option<time::OffsetDateTime>| {
        let rfc3339 = |at: time::OffsetDateTime| {
            at.to_offset(time::UtcOffset::UTC)
                .format(&time::format_description::well_known::Rfc3339)
                .unwrap_or_default()
        };
        at.map(rfc3339).unwrap_or_default()
    };
    vec![
        format!("counties/{}/petitions/{}", petition.county, filed.id),
        petition.number.text.clone(),
        submission.title.clone(),
        petition.stage.name().as_str().to_owned(),
        petition.unit.to_string(),
        petition.receiver.to_string(),
        submission.category.to_string(),
        submission.channel.as_str().to_owned(),
        submission.place.to_string(),
        time(Some(petition.received_at)),
        time(petition.legal_due()),
        time(petition.stage.ending().map(|ending| ending.at)),
    ]
}
