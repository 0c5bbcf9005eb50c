//! The list as a file, page by page, as fast as the caller takes it.

use futures::{Stream, stream};
use sea_orm::DatabaseConnection;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};
use tonic::Status;

use super::{Key, Listed, Order, Question, list};
use crate::audience::Viewer;
use crate::case::Filed;
use crate::fault::Fault;
use crate::table::{self, Row};

/// Rows of one look into the database.
const PAGE: u64 = 500;

/// The pieces of a file of all that answer the question, newest first: `header`, and a `row` for each case.
pub fn file<C: Listed>(
    db: DatabaseConnection,
    (viewer, filter): (Viewer, C::Filter),
    header: &[&str],
    row: fn(&Filed<C>) -> Row,
) -> impl Stream<Item = Result<Vec<u8>, Status>> + Send + use<C> {
    let pages = stream::try_unfold(Some(None), move |after: Option<Option<Key>>| {
        let (db, viewer, filter) = (db.clone(), viewer.clone(), filter.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let question = Question {
                viewer: &viewer,
                filter: &filter,
                order: Order::Newest,
            };
            let found = list::<C>(&db, &question, after.as_ref(), PAGE).await;
            let found = found.map_err(|error| Status::from(Fault::<C::Refusal>::from(error)))?;
            let next = found.last().map(|filed| Some(Order::Newest.key(filed)));
            let rows: Vec<Row> = found.iter().map(row).collect();
            Ok::<_, Status>((!rows.is_empty()).then_some((rows, next)))
        }
    });
    table::stream(header, pages)
}

/// A time in a cell: RFC 3339, UTC; empty for none.
#[must_use]
pub fn time(at: Option<OffsetDateTime>) -> String {
    let written = at.and_then(|at| at.to_offset(UtcOffset::UTC).format(&Rfc3339).ok());
    written.unwrap_or_default()
}
