//! `shiyu backlogs`: campaigns about old cases (化解积案). Nothing here moves a case.

mod list;
mod order;
mod words;

use clap::Subcommand;

pub use list::ListOptions;
pub use order::{OneOptions, OpenOptions, ReachOptions, ReleaseOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with backlog campaigns.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, the latest opened first.
    List(ListOptions),
    /// Show one with its milestones and cases.
    Show(OneOptions),
    /// Open one: every case that is still open and was opened before a day.
    Open(OpenOptions),
    /// A milestone is reached.
    Reach(ReachOptions),
    /// Let a case go from it.
    Release(ReleaseOptions),
    /// It is over: every case in it came to its end.
    Close(OneOptions),
}

/// `shiyu backlogs`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let one = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Show(options) => order::get(desk, options).await?,
        Order::Open(options) => order::open(desk, options).await?,
        Order::Reach(options) => order::reach(desk, options).await?,
        Order::Release(options) => order::release(desk, options).await?,
        Order::Close(options) => order::close(desk, options).await?,
    };
    list::show(out, &one);
    Ok(Ending::Clean)
}
