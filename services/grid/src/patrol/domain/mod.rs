//! What a patrol, a hazard, a campaign and a screening round are, and what the office says to an order about them. Pure.

mod campaign;
mod checkpoint;
mod hazard;
mod order;
mod plan;
mod refusal;
mod round;
mod schedule;
mod screening;
mod sitting;
mod template;
#[cfg(test)]
mod tests;
mod words;

pub use campaign::{Area, Campaign, Ended, Tally};
pub use checkpoint::{Checkpoint, metres};
pub use hazard::{EventState, Hazard, LONGEST_REVIEW, Standpoint, Where};
pub use order::{Accept, Check, CheckIn, Draft, Order, Remove, Report, Sketch, Spot};
pub use plan::Plan;
pub use refusal::Refusal;
pub use round::{Round, Stop};
pub use schedule::{Frequency, Period};
pub use screening::{Answer, Entry, Item, Screening};
pub use sitting::Sitting;
pub use template::{BadTemplate, Template, TemplateItem, builtin, read};
pub use words::{Danger, HazardState, Outcome, RoundState, ScreeningState};
