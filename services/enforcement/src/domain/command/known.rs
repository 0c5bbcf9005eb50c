//! What the door looked up before an order is decided upon. A decision never asks a table itself, so that it can be tested and repeated.

use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::course::{Mark, Turn};
use crate::domain::terms::{Benchmark, EvidenceKind, Fen, FineLaw, Officer, PenaltyRange, Power, Reckoning};

/// What was known. What an order does not need stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is the answer of another table")]
pub struct Known {
    /// The power item, as the case's unit holds it at the place on the day.
    pub power: Option<Power>,
    /// The other items that the order names, as far as the unit holds them.
    pub others: Vec<Power>,
    /// Of a case whose act breaks several norms, what each item says of fines, by the list of the day of the filing.
    pub fines: Vec<FineLaw>,
    /// What the item allowed on the day of the act, and allows today, where the lists of those days have it (从旧兼从轻).
    pub laws: Vec<Vec<PenaltyRange>>,
    /// What the item says in multiples against this subject, by the lists of those days and of the filing.
    pub reckonings: Vec<Reckoning>,
    /// Those of the people the order names who have a valid certificate today; an auxiliary's is told too.
    pub officers: Vec<Officer>,
    /// Those who act in the unit's name for the item of the case today (委托, 行政处罚法 art. 20).
    pub agents: Vec<Code>,
    /// The certificate of the one who orders, where they have one.
    pub caller: Option<Officer>,
    /// Whether the unit to which a case is to go has two officers with valid certificates.
    pub enforcing: bool,
    /// The item's benchmark.
    pub benchmark: Option<Benchmark>,
    /// Kinds of evidence that the item's checklist asks for.
    pub checklist: Vec<EvidenceKind>,
    /// Keyed index of the suspect, place and day of the act: the same act is filed once (一事不二罚).
    pub act_key: Option<String>,
    /// The turn that this filing takes, after the last one that was seen when it was asked whether the act is filed already; or that a
    /// decision takes which lets a first time pass, among those.
    pub turn: Option<Turn>,
    /// Whether the suspect, as their identity says, is a person: nobody of flesh and blood is punished as an organisation.
    pub person: bool,
    /// Whether the suspect, as their identity says, is an organisation, and no business of one person.
    pub organisation: bool,
    /// The day on which the suspect was born, where the number of their identity card tells it.
    pub born: Option<Date>,
    /// By what whoever complained to another service will be known again, where that was just read.
    pub kept: Vec<Mark>,
    /// Whether a text that goes to the suspect names somebody who is kept from them (S2).
    pub names_the_kept: bool,
    /// Whether the item lets the first time pass when slight and corrected (首违不罚).
    pub waives_first: bool,
    /// Whether a penalty of the suspect stands, served or not yet, or a decision that let a first time pass: it is not their first time.
    pub punished: bool,
    /// Whether the hash that is published is that of the decision, masked.
    pub masked: bool,
    /// From what on a fine or confiscation gives this suspect the right to a hearing.
    pub hearing_from: Fen,
}
