//! The law of a petition matter (信访工作条例): stages, commands, events, refusals and clocks. Pure: no I/O, no wall clock.

mod clocks;
pub mod command;
pub mod course;
mod decide;
mod event;
mod evolve;
mod petition;
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
pub use command::Command;
pub use course::Course;
pub use event::{Event, Registered, What};
pub use petition::{Accused, Number, Petition, PrivacyNotice, Submission};
pub use refusal::Refusal;
pub use sitting::{PETITION_OFFICE, is_petition_office};
pub use stage::{End, Ending, Stage, StageName};
pub use terms::{
    AccountabilityGround, Adoption, Category, Channel, Classification, Closing, Decision, DeliveryMethod, Destination, Fault, Filing,
    IdentityField, NotACategory, NotAccepted, Party, PartyRole, Rating, ReliefPath, Remedy, Ruling,
};
pub use verb::Verb;

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

    fn other(command: &Command) -> Option<Uuid> {
        command.other()
    }

    fn join(other: Option<&Self>, first: &Filed<Self>, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::join(other, first, command, context)
    }
}
