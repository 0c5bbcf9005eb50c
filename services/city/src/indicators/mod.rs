//! `shiyu indicators`: what is measured, by which formula, in versions.

mod list;
mod order;
mod sheet;
pub mod words;

use clap::Subcommand;

pub use list::ListOptions;
pub use order::{AdoptOptions, ConsultOptions, PutOptions, ShowOptions, VersionOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with indicators.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List their versions, by code.
    List(ListOptions),
    /// Show one with its formula.
    Show(ShowOptions),
    /// Take over those of the default set of which there is no version yet, active at once.
    Adopt(AdoptOptions),
    /// Put drafts: every indicator of a TOML file, as a new version or its draft anew.
    Put(PutOptions),
    /// Units and the public were heard about a draft.
    Consult(ConsultOptions),
    /// Publish a version that was consulted.
    Publish(VersionOptions),
    /// Let periods use it.
    Activate(VersionOptions),
    /// Let no more periods use it.
    Retire(VersionOptions),
}

/// `shiyu indicators`.
///
/// # Errors
/// [`Failure::Refused`]; of `put` also [`Failure::File`] and [`Failure::Usage`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let one = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Adopt(options) => {
            list::adopted(out, &order::adopt(desk, options).await?);
            return Ok(Ending::Clean);
        }
        Order::Put(options) => {
            list::several(out, &order::put(desk, options).await?);
            return Ok(Ending::Clean);
        }
        Order::Show(options) => order::get(desk, options).await?,
        Order::Consult(options) => order::consult(desk, options).await?,
        Order::Publish(options) => order::publish(desk, options).await?,
        Order::Activate(options) => order::activate(desk, options).await?,
        Order::Retire(options) => order::retire(desk, options).await?,
    };
    list::show(out, &one);
    Ok(Ending::Clean)
}
