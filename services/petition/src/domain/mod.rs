//! The law of a petition matter (信访工作条例): stages, commands, events, refusals and clocks. Pure: no I/O, no wall clock.

mod clocks;
mod command;
mod course;
mod decide;
mod event;
mod evolve;
mod petition;
mod refusal;
mod stage;
mod terms;
#[cfg(test)]
pub(crate) mod tests;

use shiyu_kit::case::{Case, Context};

pub use clocks::{ACCEPT, CLASSIFY, FORWARD, HANDLE, REVIEW_WINDOW, RULES, SERVE};
pub use command::{Command, IssueOpinion, Register, ServeOpinion};
pub use course::{Acceptance, Closure, Forwarding, Handling, Issue, Opinion, Service};
pub use event::{Event, Registered};
pub use petition::{Petition, Submission};
pub use refusal::Refusal;
pub use stage::{Stage, StageName};
pub use terms::{Category, Channel, Classification, Closing, Decision, DeliveryMethod, NotACategory, ReliefPath};

impl Case for Petition {
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(case: Option<&Self>, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::decide(case, command, context)
    }

    fn evolve(case: Option<Self>, event: &Event) -> Option<Self> {
        evolve::evolve(case, event)
    }
}
