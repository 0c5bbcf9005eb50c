//! `shiyu supervision`: what is overdue is put to the unit that is late. Lists and counts, one of them, and every step of it.

mod list;
mod order;
mod show;
pub mod words;

use clap::Subcommand;

pub use list::{CountOptions, CountyOptions, ListOptions, ReminderOptions, counted};
pub use order::{DocumentOptions, OneOptions, OpenOptions, VerifyOptions, WordsOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with supervisions.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, issued last first.
    List(ListOptions),
    /// List those of the city's counties, at the city's desk.
    Counties(CountyOptions),
    /// List what the clocks warned of: due soonest first.
    Reminders(ReminderOptions),
    /// Count them by county, rung and stage.
    Count(CountOptions),
    /// Show one with its steps and receipts, its clocks and what may be ordered now.
    Show(OneOptions),
    /// Urge a unit about a case (催办).
    Urge(OpenOptions),
    /// Order a unit to put a case right (督办).
    Order(OpenOptions),
    /// Urge again.
    UrgeAgain(OneOptions),
    /// The unit acknowledges it: add --as-unit and --as-role `rated_unit`.
    Acknowledge(OneOptions),
    /// The unit says what it does.
    Begin(WordsOptions),
    /// The unit says what came of it.
    Report(WordsOptions),
    /// Whether it is put right.
    Verify(VerifyOptions),
    /// It is over.
    Close(OneOptions),
    /// Take it back by a decision.
    Withdraw(DocumentOptions),
}

/// `shiyu supervision`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let done = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Counties(options) => return list::counties(desk, out, options).await,
        Order::Reminders(options) => return list::reminders(desk, out, options).await,
        Order::Count(options) => return list::count(desk, out, options).await,
        Order::Show(options) => order::get(desk, options).await?,
        Order::Urge(options) => order::urge(desk, options).await?,
        Order::Order(options) => order::supervise(desk, options).await?,
        Order::UrgeAgain(options) => order::urge_again(desk, options).await?,
        Order::Acknowledge(options) => order::acknowledge(desk, options).await?,
        Order::Begin(options) => order::begin(desk, options).await?,
        Order::Report(options) => order::report(desk, options).await?,
        Order::Verify(options) => order::verify(desk, options).await?,
        Order::Close(options) => order::close(desk, options).await?,
        Order::Withdraw(options) => order::withdraw(desk, options).await?,
    };
    show::show(out, &done);
    Ok(Ending::Clean)
}
