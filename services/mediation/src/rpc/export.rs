//! The list as a file, page by page, as fast as the caller takes it. Nobody is in it, and nothing that was said.

use std::pin::Pin;

use futures::{Stream, StreamExt};
use sea_orm::DatabaseConnection;
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::Filed;
use shiyu_kit::listing::{file, time};
use shiyu_kit::table::Row;
use shiyu_proto::mediation::v1 as pb;
use tonic::Status;

use crate::domain::Dispute;
use crate::wire;
use crate::wire::listing::Filter;

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportDisputesResponse, Status>> + Send>>;

const HEADER: [&str; 17] = [
    "name",
    "number",
    "title",
    "stage",
    "procedure",
    "category",
    "source",
    "unit",
    "receiver",
    "place",
    "cross_boundary",
    "people",
    "open_time",
    "accept_time",
    "effective_time",
    "due_time",
    "end_time",
];

pub(super) fn pieces(db: DatabaseConnection, viewer: Viewer, filter: Filter) -> Pieces {
    let pieces = file::<Dispute>(db, (viewer, filter), &HEADER, row);
    Box::pin(pieces.map(|piece| piece.map(|data| pb::ExportDisputesResponse { data })))
}

fn row(filed: &Filed<Dispute>) -> Row {
    let (dispute, submission) = (&filed.case, &filed.case.submission);
    let effective = dispute.in_force().last().and_then(|agreement| agreement.effective_at);
    vec![
        wire::dispute_name(&dispute.county, filed.id),
        dispute.number.text.clone(),
        submission.title.clone(),
        dispute.stage.name().as_str().to_owned(),
        dispute.procedure.as_str().to_owned(),
        submission.category.as_str().to_owned(),
        submission.source.as_str().to_owned(),
        dispute.unit.to_string(),
        dispute.receiver.to_string(),
        submission.place.to_string(),
        submission.is_cross_boundary().to_string(),
        submission.people.to_string(),
        time(Some(dispute.opened_at)),
        time(dispute.course.acceptance.as_ref().map(|acceptance| acceptance.at)),
        time(effective),
        time(dispute.legal_due()),
        time(dispute.stage.ending().map(|ending| ending.at)),
    ]
}
