//! `shiyu disputes`: disputes in mediation. Lists, counts and exports of them, one of them, and its documents.

mod document;
mod filter;
mod list;
mod show;
mod sight;
pub mod words;

use clap::{Args, Subcommand};
use shiyu_proto::mediation::v1::{CountDisputesRequest, ExportDisputesRequest};

pub use document::DocumentOptions;
pub use filter::Filter;
pub use list::ListOptions;
pub use show::ShowOptions;
pub use sight::{RevealOptions, SightOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pages;
use crate::pour::{self, Pieces};

/// What to do with disputes.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, opened last first.
    List(ListOptions),
    /// Count them.
    Count(Filter),
    /// Show one with its parties (masked), its mediators, sessions and agreement, its clocks and its timeline.
    Show(ShowOptions),
    /// Tell who may see one.
    WhoCanSee(SightOptions),
    /// Show an identity in the clear; the reason goes on record.
    Reveal(RevealOptions),
    /// Write the list to a CSV file; no identities, nothing of what was said.
    Export(ExportOptions),
    /// Write one of its documents to a file, as HTML or PDF; that goes on its record.
    Document(DocumentOptions),
}

/// Which disputes to export, and where to.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Where to.
    #[command(flatten)]
    pub to: pour::To,
}

/// `shiyu disputes`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`] when a file cannot be written.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list::list(desk, out, options).await,
        Order::Count(filter) => count(desk, out, filter).await,
        Order::Show(options) => show::show(desk, out, options).await,
        Order::WhoCanSee(options) => sight::who_can_see(desk, out, options).await,
        Order::Reveal(options) => sight::reveal(desk, out, options).await,
        Order::Export(options) => export(desk, out, options).await,
        Order::Document(options) => document::document(desk, out, options).await,
    }
}

async fn count(desk: &Desk, out: Printer, filter: &Filter) -> Result<Ending, Failure> {
    let request = CountDisputesRequest {
        parent: desk.parent(),
        filter: Some(filter.wire()),
    };
    let answer = desk.disputes().count_disputes(request).await?.into_inner();
    pages::counted(out, (answer.count, answer.more));
    Ok(Ending::Clean)
}

async fn export(desk: &Desk, out: Printer, options: &ExportOptions) -> Result<Ending, Failure> {
    let request = ExportDisputesRequest {
        parent: desk.parent(),
        filter: Some(options.filter.wire()),
    };
    let pieces = desk.disputes().export_disputes(request).await?.into_inner();
    options.to.pour(out, Pieces::of(pieces, |piece| piece.data)).await
}
