//! The list as a file, page by page, as fast as the caller takes it.

use std::pin::Pin;

use futures::{Stream, StreamExt};
use sea_orm::DatabaseConnection;
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::Filed;
use shiyu_kit::listing::{file, time};
use shiyu_kit::table::Row;
use shiyu_proto::petition::v1 as pb;
use tonic::Status;

use crate::domain::Petition;
use crate::wire::listing::Filter;

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportPetitionsResponse, Status>> + Send>>;

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
    let pieces = file::<Petition>(db, (viewer, filter), &HEADER, row);
    Box::pin(pieces.map(|piece| piece.map(|data| pb::ExportPetitionsResponse { data })))
}

fn row(filed: &Filed<Petition>) -> Row {
    let (petition, submission) = (&filed.case, &filed.case.submission);
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
