//! Items as a file with the columns that an import takes: a row for each item, penalties and holdings in cells of their own.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use shiyu_kit::table::{self, Row};
use shiyu_proto::enforcement::v1 as pb;
use tonic::Status;

use super::domain::{Basis, Content, Item, Range};
use crate::domain::terms::SubjectKind;

/// The pieces of a file.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportPowerItemsResponse, Status>> + Send>>;

/// The columns. In cells of several, the parts stand between semicolons.
pub const HEADER: [&str; 9] = [
    "code",
    "title",
    "bases",
    "penalties",
    "origin",
    "holdings",
    "first_offence_waiver",
    "long_limitation",
    "decision_days",
];

/// Rows handed over at once.
const PAGE: usize = 200;

/// The items as a file.
pub(super) fn pieces(content: &Content) -> Pieces {
    let rows: Vec<Row> = content.items().iter().map(row).collect();
    let pages: Vec<_> = rows.chunks(PAGE).map(|page| Ok(page.to_vec())).collect();
    let pieces = table::stream(&HEADER, stream::iter(pages));
    Box::pin(pieces.map(|piece| piece.map(|data| pb::ExportPowerItemsResponse { data })))
}

fn row(item: &Item) -> Row {
    vec![
        item.code.to_string(),
        item.title.clone(),
        joined(item.bases.iter().map(basis)),
        joined(item.penalties.iter().map(range)),
        item.origin.to_string(),
        joined(item.holdings.iter().map(|holding| format!("{}@{}", holding.holder, holding.region))),
        yes(item.first_offence_waiver),
        yes(item.long_limitation),
        item.decision_days.map(|days| days.to_string()).unwrap_or_default(),
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn basis(basis: &Basis) -> String {
    format!("《{}》{}", basis.law, basis.article)
}

/// `fine:organisation:100000-300000` in fen, `fine::1000-5000*illegal_income` in thousandths of what is named, `warning`.
fn range(range: &Range) -> String {
    let subject = range.subject.map(SubjectKind::as_str).unwrap_or_default();
    let fen = range.fen.map(|(least, most)| format!("{}-{}", least.fen(), most.fen()));
    let multiple = range.multiple;
    let multiple = multiple.map(|multiple| format!("{}-{}*{}", multiple.least, multiple.most, multiple.of.as_str()));
    let ends: Vec<_> = fen.into_iter().chain(multiple).collect();
    match (subject, ends.is_empty()) {
        ("", true) => range.kind.as_str().to_owned(),
        (_, true) => format!("{}:{subject}", range.kind.as_str()),
        (_, false) => format!("{}:{subject}:{}", range.kind.as_str(), ends.join("|")),
    }
}

fn yes(flag: bool) -> String {
    if flag { "yes" } else { "" }.to_owned()
}
