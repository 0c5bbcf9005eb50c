//! `shiyu powers`: who may penalise what. Lists and counts of power items, one of them, who has it where, and lists taken in from a
//! file.

mod explain;
mod export;
mod filter;
mod import;
mod list;
pub mod sample;
pub mod sheet;
pub mod words;

use clap::Subcommand;
use serde_json::json;
use shiyu_proto::enforcement::v1::CountPowerItemsRequest;

pub use explain::{ExplainOptions, ShowOptions};
pub use export::ExportOptions;
pub use filter::Filter;
pub use import::{ImportOptions, publish, take};
pub use list::{EditionsOptions, ListOptions};
pub use sample::SampleOptions;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with power items.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List those in force on a day, by code.
    List(ListOptions),
    /// Count them, the departments they come from, and the units that were given any.
    Count(Filter),
    /// Show one with its law and its range.
    Show(ShowOptions),
    /// Tell who may penalise at a place, and why.
    Explain(ExplainOptions),
    /// Write them to a CSV file, with the columns that an import takes.
    Export(ExportOptions),
    /// Draft a list from a CSV file, and publish it if that was asked for.
    Import(ImportOptions),
    /// List the editions, the newest first.
    Editions(EditionsOptions),
    /// Write a made-up list of 485 items with real law names, the same each time, for trying things out.
    Sample(SampleOptions),
}

/// `shiyu powers`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`] for a file; [`Failure::Usage`] for what stands in it.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list::list(desk, out, options).await,
        Order::Count(filter) => count(desk, out, filter).await,
        Order::Show(options) => explain::show(desk, out, options).await,
        Order::Explain(options) => explain::explain(desk, out, options).await,
        Order::Export(options) => export::export(desk, out, options).await,
        Order::Import(options) => import::import(desk, out, options).await,
        Order::Editions(options) => list::editions(desk, out, options).await,
        Order::Sample(options) => sample::write(desk.county(), out, options),
    }
}

async fn count(desk: &Desk, out: Printer, filter: &Filter) -> Result<Ending, Failure> {
    let request = CountPowerItemsRequest {
        parent: desk.parent(),
        filter: Some(filter.wire()),
    };
    let answer = desk.powers().count_power_items(request).await?.into_inner();
    let value = json!({ "count": answer.count, "origins": answer.origin_count, "holders": answer.holder_count });
    out.show(&value, || {
        format!(
            "{} items, from {} departments, given to {} units",
            answer.count, answer.origin_count, answer.holder_count
        )
    });
    Ok(Ending::Clean)
}
