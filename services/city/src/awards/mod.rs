//! `shiyu awards`: safety awards (平安鼎) by years in a row, and the veto (一票否决) with its hearing.

mod list;
mod order;
pub mod words;

use clap::Subcommand;

pub use list::{ListOptions, ObjectionsOptions, StreakOptions};
pub use order::{
    AnswerOptions, DecideOptions, DecideVetoOptions, HearOptions, NominateOptions, ObjectOptions, ProposeOptions, YearOptions,
};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with awards and vetoes.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List the years of units, newest first.
    List(ListOptions),
    /// Show how many years in a row a unit was granted, and what that comes to.
    Streak(StreakOptions),
    /// List vetoes, newest first.
    Vetoes(ListOptions),
    /// Nominate a unit for a year that is over.
    Nominate(NominateOptions),
    /// Decide whether the year qualifies.
    Decide(DecideOptions),
    /// Publicise it (公示).
    Publicise(YearOptions),
    /// Object to it while it is publicised: for a unit, or of what somebody brought the office.
    Object(ObjectOptions),
    /// Answer an objection.
    Answer(AnswerOptions),
    /// Show who objected, and what.
    Objections(ObjectionsOptions),
    /// Grant it once the publicity is over and every objection is answered.
    Grant(YearOptions),
    /// Propose a veto upon an event.
    Propose(ProposeOptions),
    /// The unit was heard.
    Hear(HearOptions),
    /// Decide about the veto, with a panel of other units.
    DecideVeto(DecideVetoOptions),
}

/// `shiyu awards`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => return list::years(desk, out, options).await,
        Order::Streak(options) => return list::streak(desk, out, options).await,
        Order::Vetoes(options) => return list::vetoes(desk, out, options).await,
        Order::Objections(options) => return list::objections(desk, out, options).await,
        Order::Nominate(options) => list::year(out, &order::nominate(desk, options).await?),
        Order::Decide(options) => list::year(out, &order::decide(desk, options).await?),
        Order::Publicise(options) => list::year(out, &order::publicise(desk, options).await?),
        Order::Object(options) => list::year(out, &order::object(desk, options).await?),
        Order::Answer(options) => list::year(out, &order::answer(desk, options).await?),
        Order::Grant(options) => list::year(out, &order::grant(desk, options).await?),
        Order::Propose(options) => list::veto(out, &order::propose(desk, options).await?),
        Order::Hear(options) => list::veto(out, &order::hear(desk, options).await?),
        Order::DecideVeto(options) => list::veto(out, &order::decide_veto(desk, options).await?),
    }
    Ok(Ending::Clean)
}
