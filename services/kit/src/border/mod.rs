//! The desk of matters that may be another county's (属地争议, 指定管辖, S7), in the city and in every county that is named in one: how each
//! stands, the counties' answers, and the city's word, which binds. A county tells the city by its facts, the city its counties by the
//! facts of its desk. A service says what is its own ([`Matter`]); the messages it has like every other are made by
//! [`border_contract!`](crate::border_contract).

mod boundary;
mod contract;
mod desk;
mod order;
mod outside;
mod refusal;
pub mod request;
mod store;
#[cfg(test)]
mod tests;

use std::fmt::Debug;

use prost::Message;
use serde::Serialize;
use uuid::Uuid;

use crate::consumer::Outcome;
use crate::fault::Corrupt;
use crate::nats::Fact;
use crate::register::{Row, Sitting};
use crate::unit::NotCompetent;

pub use boundary::{Boundary, CountyAnswer, CountyWord, Settlement, State, word_of};
pub use contract::{Contract, codes, told};
pub use desk::Desk;
pub use order::{HandOver, Order};
pub use outside::Outside;
pub use refusal::Refusal;
pub use store::{Filter, Key};

/// What cannot be read waits among the dead letters.
pub const UNREADABLE: Outcome = Outcome::Unreadable("DATA_UNREADABLE");

/// A boundary of these matters.
pub type Known<M> = Boundary<<M as Matter>::About>;

/// An order about a boundary of these matters.
pub type OrderOf<M> = Order<<M as Matter>::About, <M as Matter>::Bundle>;

/// What a service says of the matters whose boundaries lie at its desk.
pub trait Matter: Debug + Clone + Send + Sync + Sized + 'static {
    /// What a boundary is about, as far as another county may know it: codes, never a person and nobody's words.
    type About: Debug + Clone + PartialEq + Eq + Serialize + Send + Sync + 'static;

    /// What goes with a matter that is handed over, beside its name.
    type Bundle: Debug + Clone + PartialEq + Eq + Serialize + Send + Sync + 'static;

    /// A boundary as the contract shows it.
    type Case: Message + Default;

    /// `desk.handed_over` of the contract.
    type HandedOver: Message;

    /// The service's name, as in `petition`: first part of every subject, and who acts upon what is heard.
    const SERVICE: &'static str;

    /// Chains of facts about boundaries are named under this. It never changes.
    const CHAINS: Uuid;

    /// The column of the matter's name.
    const NAME: &'static str;

    /// The columns of what a boundary is about; each holds a text.
    const COLUMNS: &'static [&'static str];

    /// What stands in [`Matter::COLUMNS`], in their order.
    fn words(about: &Self::About) -> Vec<String>;

    /// What a boundary is about, from [`Matter::words`].
    ///
    /// # Errors
    /// The words are none of this version's.
    fn read(words: Vec<String>, row: &Row) -> Result<Self::About, Corrupt>;

    /// That somebody speaks for the county, or the city, whose desk it is.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN` of the caller, `UNIT_NOT_YOURS`.
    fn speaks(sitting: &Sitting<'_>) -> Result<(), NotCompetent>;

    /// What a boundary is about, in a case of the contract that says nothing else.
    fn told(about: &Self::About) -> Self::Case;

    /// The same read back; none if it cannot be read.
    fn learnt(told: &Self::Case) -> Option<Self::About>;

    /// `desk.handed_over`, for the county that has it now.
    fn handed_over(over: &HandOver<Self::Bundle>) -> Self::HandedOver;

    /// What a county told the city of a matter of its own, as an order: where a boundary stands, or that it handed the matter over.
    ///
    /// # Errors
    /// It is nobody's here, or cannot be read.
    fn heard(fact: &Fact) -> Result<OrderOf<Self>, Outcome>;
}
