//! `shiyu risks`: the gate of the stability risk assessment (社会稳定风险评估). What is to be assessed is not approved before it was.

mod list;
mod order;
pub mod words;

use clap::Subcommand;

pub use list::{CoverageOptions, ListOptions};
pub use order::{ConsultOptions, DecideOptions, DocumentOptions, ExemptOptions, OneOptions, RecordOptions, ReportOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with decisions that have to pass the gate. What the unit itself does is ordered with --as-unit and --as-role `rated_unit`.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List decisions, newest first.
    List(ListOptions),
    /// Show how many of the decisions of these days were assessed (应评尽评).
    Coverage(CoverageOptions),
    /// Show one.
    Show(OneOptions),
    /// The unit puts down what it is to decide.
    Record(RecordOptions),
    /// It need not be assessed.
    Exempt(ExemptOptions),
    /// The unit begins the assessment.
    Begin(OneOptions),
    /// The unit has heard who is concerned.
    Consult(ConsultOptions),
    /// The unit reports.
    Report(ReportOptions),
    /// Decide what the assessment comes to.
    Decide(DecideOptions),
    /// The unit has carried out what was to be mitigated.
    Mitigate(DocumentOptions),
    /// The gate: the unit approves its decision.
    Approve(DocumentOptions),
    /// Look at what came after the approval.
    FollowUp(OneOptions),
    /// The unit has looked at its decision again.
    Review(DocumentOptions),
}

/// `shiyu risks`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let one = match order {
        Order::List(options) => return list::list(desk, out, options).await,
        Order::Coverage(options) => return list::coverage(desk, out, options).await,
        Order::Show(options) => order::get(desk, options).await?,
        Order::Record(options) => order::record(desk, options).await?,
        Order::Exempt(options) => order::exempt(desk, options).await?,
        Order::Begin(options) => order::begin(desk, options).await?,
        Order::Consult(options) => order::consult(desk, options).await?,
        Order::Report(options) => order::report(desk, options).await?,
        Order::Decide(options) => order::decide(desk, options).await?,
        Order::Mitigate(options) => order::mitigate(desk, options).await?,
        Order::Approve(options) => order::approve(desk, options).await?,
        Order::FollowUp(options) => order::follow_up(desk, options).await?,
        Order::Review(options) => order::review(desk, options).await?,
    };
    list::show(out, &one);
    Ok(Ending::Clean)
}
