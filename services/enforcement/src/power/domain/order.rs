//! The orders the lists take.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::Date;
use uuid::Uuid;

use super::{Amendment, Content, Entrustment, Evaluation, InFlight};

/// An edition that is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal<T> {
    /// Its id.
    pub id: Uuid,
    /// The document that decides it.
    pub document: String,
    /// From which day on it is in force.
    pub cut_over: Date,
    /// What becomes of cases in flight.
    pub in_flight: InFlight,
    /// What it says, or what it changes; it has no flaws.
    pub what: T,
}

/// A draft is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publish {
    /// Which.
    pub list: Uuid,
    /// On which day.
    pub on: Date,
    /// Where.
    pub place: String,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Brings an edition.
    Import(Box<Proposal<Content>>),
    /// Drafts one that follows from another.
    Amend(Box<Proposal<Amendment>>),
    /// Publishes one.
    Publish(Publish),
    /// Takes a draft back.
    Discard(Uuid),
    /// Evaluates one.
    Evaluate(Box<Evaluation>),
    /// Puts an entrustment.
    Entrust(Standing, Box<Entrustment>),
}
