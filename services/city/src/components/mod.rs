//! `shiyu components`: the register of what stands in the grids (部件), and who answers for it.

mod import;
mod list;
mod show;

use clap::Subcommand;
use shiyu_proto::grid::v1::ComponentState;

pub use import::{ImportOptions, send};
pub use list::ListOptions;
pub use show::ShowOptions;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::words::words;

/// What to do with components.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Put every row of a CSV file on the register, or tell why not; running it again puts nothing there twice.
    Import(ImportOptions),
    /// List those that stand on a day.
    List(ListOptions),
    /// Show one, also one that is gone.
    Show(ShowOptions),
}

words! {
    /// `intact`.
    state ComponentState "COMPONENT_STATE_",
}

/// `shiyu components`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`] for the file.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::Import(options) => import::import(desk, out, options).await,
        Order::List(options) => list::list(desk, out, options).await,
        Order::Show(options) => show::show(desk, out, options).await,
    }
}
