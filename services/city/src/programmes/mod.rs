//! `shiyu programmes`: programmes (三年行动方案) with their objectives, the tasks of units, and the catalogue they are planned from.

mod catalogue;
mod plan;
mod task;
pub mod words;

use clap::Subcommand;

pub use catalogue::{CatalogueOptions, ImportOptions};
pub use plan::{ListOptions, ObjectiveOptions, OneOptions, PlanOptions, PutOptions};
pub use task::{ReturnOptions, SubmitOptions, TaskOptions, TasksOptions};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with programmes and their tasks.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List programmes, newest first.
    List(ListOptions),
    /// Show one with its objectives, and how many of their tasks stand where.
    Show(OneOptions),
    /// Put down a programme.
    Put(PutOptions),
    /// Put down an objective of a programme.
    Objective(ObjectiveOptions),
    /// Show a catalogue of basic tasks: the built-in one of 16 classes and 82 items, or another edition.
    Catalogue(CatalogueOptions),
    /// Import an edition of the catalogue: a sheet, or without one the built-in catalogue.
    Import(ImportOptions),
    /// Plan a task for each item of an edition and each unit; what is planned already is not planned again.
    Plan(PlanOptions),
    /// List tasks, newest first.
    Tasks(TasksOptions),
    /// Issue a planned task to its unit.
    Issue(TaskOptions),
    /// The unit begins: add --as-unit and --as-role `rated_unit`.
    Begin(TaskOptions),
    /// The unit submits what shows that it was done.
    Submit(SubmitOptions),
    /// Accept what was submitted.
    Accept(TaskOptions),
    /// Give it back, saying what is lacking.
    Return(ReturnOptions),
    /// Archive an accepted task.
    Archive(TaskOptions),
}

/// `shiyu programmes`.
///
/// # Errors
/// [`Failure::Refused`], [`Failure::File`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let task = match order {
        Order::List(options) => return plan::list(desk, out, options).await,
        Order::Show(options) => return plan::show(desk, out, options).await,
        Order::Put(options) => return plan::put(desk, out, options).await,
        Order::Objective(options) => return plan::objective(desk, out, options).await,
        Order::Catalogue(options) => return catalogue::show(desk, out, options).await,
        Order::Import(options) => return catalogue::import(desk, out, options).await,
        Order::Plan(options) => return plan::plan(desk, out, options).await,
        Order::Tasks(options) => return task::list(desk, out, options).await,
        Order::Issue(options) => task::issue(desk, options).await?,
        Order::Begin(options) => task::begin(desk, options).await?,
        Order::Submit(options) => task::submit(desk, options).await?,
        Order::Accept(options) => task::accept(desk, options).await?,
        Order::Return(options) => task::give_back(desk, options).await?,
        Order::Archive(options) => task::archive(desk, options).await?,
    };
    task::show(out, &task);
    Ok(Ending::Clean)
}
