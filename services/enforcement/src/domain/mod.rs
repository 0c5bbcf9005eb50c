//! The law of an enforcement case (行政处罚法, 行政强制法): stages, commands, events, refusals and clocks. Pure: no I/O, no wall clock.

pub mod account;
pub mod answer;
pub mod case_file;
mod clocks;
pub mod command;
pub mod course;
mod decide;
mod event;
mod evolve;
mod refusal;
mod sitting;
pub mod stage;
pub mod terms;
#[cfg(test)]
pub(crate) mod tests;
mod verb;

use shiyu_kit::case::{Case, Context};

pub use answer::Answer;
pub use case_file::{CaseFile, Clue, Discovery, Number};
pub use clocks::*;
pub use command::{Command, Known, Order};
pub use course::Course;
pub(crate) use decide::is_heard;
pub use event::{Event, Received, SpotDecided, What};
pub use refusal::Refusal;
pub use stage::{End, Ending, Stage, StageName};
pub use verb::Verb;

impl Case for CaseFile {
    type Command = Order;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(case: Option<&Self>, order: &Order, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::decide(case, order, context)
    }

    fn evolve(case: Option<Self>, event: &Event) -> Option<Self> {
        evolve::evolve(case, event)
    }
}
