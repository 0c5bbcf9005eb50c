//! What a list of power items is, and what the office says to an order about it. Pure: no database, no wire.

mod amendment;
mod check;
mod code;
mod content;
mod entrustment;
mod evaluation;
mod item;
mod list;
mod moves;
mod order;
mod refusal;
#[cfg(test)]
mod tests;
mod words;

pub use amendment::{Amendment, Change};
pub use check::{Flaw, Where, flaws, unfit};
pub use code::{NotAPowerCode, PowerCode};
pub use content::Content;
pub use entrustment::Entrustment;
pub use evaluation::{Evaluation, Finding};
pub use item::{Basis, Holding, Item, Multiple, Range, covers};
pub use list::{EVALUATION, PowerList, Publication};
pub use moves::{Move, Settled, moves};
pub use order::{Order, Proposal, Publish};
pub use refusal::Refusal;
pub use words::{InFlight, ListState, Verdict};

pub use crate::domain::terms::MultipleOf;
