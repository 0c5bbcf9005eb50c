//! `shiyu cases`: enforcement cases. Lists, counts and exports of them, one of them, and its documents.

mod document;
mod export;
mod filter;
mod list;
mod show;
pub mod words;

use clap::Subcommand;
use shiyu_proto::enforcement::v1::CountCasesRequest;

pub use document::DocumentOptions;
pub use export::ExportOptions;
pub use filter::Filter;
pub use list::ListOptions;
pub use show::ShowOptions;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::ImportOptions;
use crate::output::Printer;
use crate::pages;
use crate::registers::take_in;

/// What to do with cases.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, received last first.
    List(ListOptions),
    /// Count them.
    Count(Filter),
    /// Show one with its course, its money, its clocks and its timeline.
    Show(ShowOptions),
    /// Write the list of them to a CSV file; no identities and no amounts.
    Export(ExportOptions),
    /// Receive every row of a CSV file as a clue; running it again receives none twice.
    Import(ImportOptions),
    /// Set a document of one, as PDF or HTML; what was set goes on its record.
    Document(DocumentOptions),
}

/// `shiyu cases`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`] for a file.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list::list(desk, out, options).await,
        Order::Count(filter) => count(desk, out, filter).await,
        Order::Show(options) => show::show(desk, out, options).await,
        Order::Export(options) => export::export(desk, out, options).await,
        Order::Import(options) => take_in(desk, out, (options, &["clue"])).await,
        Order::Document(options) => document::document(desk, out, options).await,
    }
}

async fn count(desk: &Desk, out: Printer, filter: &Filter) -> Result<Ending, Failure> {
    let request = CountCasesRequest {
        parent: desk.parent(),
        filter: Some(filter.wire()),
    };
    let answer = desk.cases().count_cases(request).await?.into_inner();
    pages::counted(out, (answer.count, answer.more));
    Ok(Ending::Clean)
}
