//! Objects as a file, page by page, as fast as the caller takes it.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use sea_orm::DatabaseConnection;
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Fault;
use shiyu_kit::table::{self, Row};
use shiyu_proto::enforcement::v1 as pb;
use tonic::Status;

use super::domain::{Object, Refusal};
use super::store::object::{self, Filter, Key};

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportRegulatedObjectsResponse, Status>> + Send>>;

/// Rows of one look into the database.
const PAGE: u64 = 500;

const HEADER: [&str; 11] = [
    "id",
    "kind",
    "credit_code",
    "title",
    "place",
    "grid",
    "whereabouts",
    "category",
    "unit",
    "visited_on",
    "due_on",
];

/// The objects within a reach that pass a filter, as a file.
pub(super) fn pieces(db: DatabaseConnection, filter: Filter, reach: Reach) -> Pieces {
    let pages = stream::try_unfold(Some(None), move |after: Option<Option<Key>>| {
        let (db, filter, reach) = (db.clone(), filter.clone(), reach.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let found = object::list(&db, (&filter, &reach), after.as_ref(), PAGE).await;
            let found = found.map_err(|error| Status::from(Fault::<Refusal>::from(error)))?;
            let next = found.last().map(|last| Some(object::key(last)));
            let rows: Vec<Row> = found.iter().map(row).collect();
            Ok::<_, Status>((!rows.is_empty()).then_some((rows, next)))
        }
    });
    let pieces = table::stream(&HEADER, pages);
    Box::pin(pieces.map(|piece| piece.map(|data| pb::ExportRegulatedObjectsResponse { data })))
}

fn row(object: &Object) -> Row {
    let draft = &object.draft;
    let day = |day: Option<time::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        draft.id.to_string(),
        draft.kind.as_str().to_owned(),
        draft.credit_code.clone().unwrap_or_default(),
        draft.title.clone(),
        draft.place.to_string(),
        draft.grid.clone().unwrap_or_default(),
        draft.whereabouts.clone(),
        draft.category.clone(),
        draft.unit.to_string(),
        day(object.visited_on),
        day(object.due_on()),
    ]
}
