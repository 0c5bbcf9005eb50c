//! `shiyu events`: events of the grids. Lists and counts of them, one of them, and where it would go.

mod explain;
mod filter;
mod list;
mod show;
pub mod words;

use clap::Subcommand;
use shiyu_proto::grid::v1::CountEventsRequest;

pub use explain::ExplainOptions;
pub use filter::Filter;
pub use list::ListOptions;
pub use show::ShowOptions;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pages;

/// What to do with events.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, reported last first.
    List(ListOptions),
    /// Count them.
    Count(Filter),
    /// Show one with its five hands, its clocks and its timeline.
    Show(ShowOptions),
    /// Tell where one would go now, and why: every rule tried.
    Explain(ExplainOptions),
}

/// `shiyu events`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list::list(desk, out, options).await,
        Order::Count(filter) => count(desk, out, filter).await,
        Order::Show(options) => show::show(desk, out, options).await,
        Order::Explain(options) => explain::explain(desk, out, options).await,
    }
}

async fn count(desk: &Desk, out: Printer, filter: &Filter) -> Result<Ending, Failure> {
    let request = CountEventsRequest {
        parent: desk.parent(),
        filter: Some(filter.wire()),
    };
    let answer = desk.events().count_events(request).await?.into_inner();
    pages::counted(out, (answer.count, answer.more));
    Ok(Ending::Clean)
}
