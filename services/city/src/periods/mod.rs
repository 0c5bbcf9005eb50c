//! `shiyu periods`: figures into rankings of units, from the opening to the publication, with the appeal of the rated between.

mod list;
mod order;
mod standing;
pub mod words;

use clap::Subcommand;

pub use list::ListOptions;
pub use order::{AppealOptions, DecideOptions, ExcludeOptions, OneOptions, OpenOptions};
pub(crate) use standing::as_of;
pub use standing::{RankingOptions, ReportOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with periods of assessment.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, newest first.
    List(ListOptions),
    /// Show one with its calculations, appeals and exclusions, and what may be ordered now.
    Show(OneOptions),
    /// Show how its units stand.
    Ranking(RankingOptions),
    /// Show what one unit came to, with the figures behind it.
    Report(ReportOptions),
    /// Reckon it again from every fact that was heard; exit code 1 when something does not come out the same.
    Verify(OneOptions),
    /// Open one.
    Open(OpenOptions),
    /// Fix its indicators: those that are active.
    Collect(OneOptions),
    /// Freeze its figures.
    Freeze(OneOptions),
    /// Compute it from the frozen figures, or once more.
    Compute(OneOptions),
    /// Show the reports to the rated units, who may appeal from then on.
    OpenAppeals(OneOptions),
    /// The unit appeals against an item of its report: add --as-unit and --as-role `rated_unit`.
    Appeal(AppealOptions),
    /// Decide an appeal, with a panel of other units.
    Decide(DecideOptions),
    /// Leave a case out (剔除), with a panel of other units.
    Exclude(ExcludeOptions),
    /// No more appeals.
    Finalise(OneOptions),
    /// Publish it.
    Publish(OneOptions),
}

/// `shiyu periods`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let one = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Ranking(options) => return standing::ranking(desk, out, options).await,
        Order::Report(options) => return standing::report(desk, out, options).await,
        Order::Verify(options) => return list::verify(desk, out, options).await,
        Order::Show(options) => order::get(desk, options).await?,
        Order::Open(options) => order::open(desk, options).await?,
        Order::Collect(options) => order::collect(desk, options).await?,
        Order::Freeze(options) => order::freeze(desk, options).await?,
        Order::Compute(options) => order::compute(desk, options).await?,
        Order::OpenAppeals(options) => order::open_appeals(desk, options).await?,
        Order::Appeal(options) => order::appeal(desk, options).await?,
        Order::Decide(options) => order::decide(desk, options).await?,
        Order::Exclude(options) => order::exclude(desk, options).await?,
        Order::Finalise(options) => order::finalise(desk, options).await?,
        Order::Publish(options) => order::publish(desk, options).await?,
    };
    list::show(out, &one);
    Ok(Ending::Clean)
}
