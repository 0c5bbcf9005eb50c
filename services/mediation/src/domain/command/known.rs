//! What the door looked up before an order is decided upon: the registers of mediators, rooms, matters and packs of limits. A
//! decision never asks a table itself, so that it can be tested and repeated.

use shiyu_kit::calendar::TimeUnit;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use crate::domain::terms::{Category, MediatorKind};

/// What was known. What an order does not need stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The unit that receives what another service offers.
    pub intake: Option<Code>,
    /// The mediators of the dispute and those that the order names, as far as the register has them.
    pub mediators: Vec<Mediator>,
    /// Of these, those that a session is planned with, as they are on its day.
    pub then: Vec<Mediator>,
    /// Whether a committee of people's mediation, in its term, is of the unit that has the dispute, receives it, or is to have it.
    pub committee: bool,
    /// The room that the order names, on the day it is wanted.
    pub room: Option<Room>,
    /// How long the mediation may take, by the pack in force; none: the built-in one.
    pub limit: Option<Limit>,
    /// The item of the catalogue of administrative mediation that the order names, if it is in force.
    pub matter: Option<Matter>,
    /// The finding of a screening round that the order names.
    pub finding: Option<Finding>,
    /// Whether whoever joins has the document of somebody on the other side.
    pub opposed: bool,
    /// Whether agreements of administrative mediation are taken to the court for confirmation here (domain.md I 9).
    pub administrative_confirmation: bool,
}

impl Known {
    /// A mediator whom the order names.
    #[must_use]
    pub fn mediator(&self, id: Uuid) -> Option<&Mediator> {
        self.mediators.iter().find(|mediator| mediator.id == id)
    }
}

/// A mediator, as the register has them on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mediator {
    /// Id in the register.
    pub id: Uuid,
    /// Subject of their token.
    pub subject: String,
    /// The unit of their committee or agency.
    pub unit: Code,
    /// Their committee, if they belong to one.
    pub committee: Option<Uuid>,
    /// What kind.
    pub kind: MediatorKind,
    /// Whether their term runs.
    pub in_term: bool,
    /// Whether they have the certificate that their kind needs.
    pub certified: bool,
}

/// A room, as the register has it on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Id in the register.
    pub id: Uuid,
    /// Whose it is.
    pub unit: Code,
    /// Whether it is in use.
    pub open: bool,
}

/// How long a mediation may take (M-19).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub amount: u32,
    /// Counted in what.
    pub unit: TimeUnit,
    /// By how many days it may be extended in all; 0: not at all.
    pub extend_days: u32,
    /// The pack's name.
    pub pack: String,
    /// The pack's version.
    pub version: i64,
}

/// An item of the catalogue of administrative mediation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Id in the catalogue.
    pub id: Uuid,
    /// The agency that mediates it.
    pub unit: Code,
    /// What disputes it is about.
    pub category: Category,
}

/// A finding of a screening round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id in the ledger.
    pub id: Uuid,
    /// The unit that screened.
    pub unit: Code,
    /// Where it was found.
    pub place: Code,
    /// What it is about.
    pub category: Category,
    /// The dispute that came of it.
    pub dispute: Option<Uuid>,
}
