//! The order of a grid event (domain.md C4): stages, commands, events, refusals and clocks. Pure: no I/O, no wall clock.

mod clocks;
pub mod command;
pub mod course;
mod decide;
mod event;
mod evolve;
pub mod incident;
mod refusal;
mod sitting;
pub mod stage;
pub mod terms;
#[cfg(test)]
pub(crate) mod tests;
mod verb;

use shiyu_kit::case::{Case, Context, Filed};
use uuid::Uuid;

pub use clocks::*;
pub use command::{Command, Covered, Known, Linked, Order, Route};
pub use course::Course;
pub use event::{Event, Reported, What};
pub use incident::Incident;
pub use refusal::{NoPenalty, NoReward, Refusal};
pub use stage::{End, Ending, Stage, StageName};
pub use verb::Verb;

impl Case for Incident {
    type Command = Order;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(case: Option<&Self>, order: &Order, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::decide(case, order, context)
    }

    fn evolve(case: Option<Self>, event: &Event) -> Option<Self> {
        evolve::evolve(case, event)
    }

    fn other(order: &Order) -> Option<Uuid> {
        order.other()
    }

    fn join(other: Option<&Self>, first: &Filed<Self>, order: &Order, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::join(other, first, order, context)
    }
}
