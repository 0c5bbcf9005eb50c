//! `shiyu mediators`: who mediates, and committees with their mediators taken in from a roster.

mod import;
mod list;
mod roster;

use clap::Subcommand;

pub use import::ImportOptions;
pub use list::ListOptions;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with mediators.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List those in term on a day, by name.
    List(ListOptions),
    /// Put committees and mediators of a CSV file into the register; running it again puts in nothing twice.
    Import(ImportOptions),
}

/// `shiyu mediators`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`] for a file; [`Failure::Usage`] for what stands in it.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list::list(desk, out, options).await,
        Order::Import(options) => import::import(desk, out, options).await,
    }
}
