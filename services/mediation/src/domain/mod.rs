//! The law of a dispute in mediation (人民调解法; domain.md C2): stages, commands, events, refusals and clocks. Pure: no I/O, no wall
//! clock. There is no fee anywhere in it (art. 4).

mod agreed;
mod clocks;
pub mod command;
pub mod course;
mod decide;
pub mod dispute;
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

pub use clocks::*;
pub use command::{Command, Finding, Known, Limit, Matter, Mediator, Order, Room};
pub use course::Course;
pub use dispute::{Dispute, Number, Submission};
pub use event::{Event, Opened, What};
pub use refusal::{NoConfirmation, Refusal};
pub use sitting::CLERKS;
pub use stage::{End, Ending, Stage, StageName};
pub use verb::Verb;

impl Case for Dispute {
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
