//! What the doors look up before an order is decided: powers, officers, benchmarks. A decision itself never asks a table.

use std::fmt;

use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::terms::{Benchmark, EvidenceKind, Officer, PenaltyRange, Power, Reckoning, SubjectKind};

/// The registers of one county, as the doors ask them. All of it is held in memory.
pub trait Tables: fmt::Debug + Send + Sync {
    /// The power item of this code as `holder` has it on a day at a place; none if another has it, or nobody.
    fn power(&self, code: &str, holder: &Code, place: &Code, on: Date) -> Option<Power>;

    /// What the item allows against this kind of subject on a day, whoever has it; none if the list of that day does not have it.
    fn ranges(&self, code: &str, subject: SubjectKind, on: Date) -> Option<Vec<PenaltyRange>>;

    /// What it says in multiples against this kind of subject; none if it says nothing so.
    fn reckoning(&self, code: &str, subject: SubjectKind, on: Date) -> Option<Reckoning>;

    /// Whether it lets the first time pass when slight and corrected (首违不罚, 行政处罚法 art. 33).
    fn waives_first(&self, code: &str, on: Date) -> bool;

    /// The unit that has the item at a place on a day, for whoever has to be told who is competent.
    fn holder(&self, code: &str, place: &Code, on: Date) -> Option<Code>;

    /// The unit of a town that has items handed to it at a place on a day: to it goes what names no item. None where no town has any.
    fn of_place(&self, place: &Code, on: Date) -> Option<Code>;

    /// Somebody with a certificate that is valid on a day; of an auxiliary too, which says so itself.
    fn officer(&self, subject: &str, on: Date) -> Option<Officer>;

    /// Those who act in a unit's name for an item on a day (委托, 行政处罚法 art. 20).
    fn agents(&self, principal: &Code, code: &str, on: Date) -> Vec<Code>;

    /// Whether a unit has two officers with valid certificates on a day: without them nobody there can investigate.
    fn enforces(&self, unit: &Code, on: Date) -> bool;

    /// The benchmark of an item in force on a day.
    fn benchmark(&self, code: &str, on: Date) -> Option<Benchmark>;

    /// Kinds of evidence that the checklist of an item asks for on a day.
    fn checklist(&self, code: &str, on: Date) -> Vec<EvidenceKind>;

    /// How the agency is reached, as its documents say it on a day.
    fn contacts(&self, on: Date) -> Vec<String>;
}

/// Tables with nothing in them.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Tables for Nothing {
    fn power(&self, _: &str, _: &Code, _: &Code, _: Date) -> Option<Power> {
        None
    }

    fn ranges(&self, _: &str, _: SubjectKind, _: Date) -> Option<Vec<PenaltyRange>> {
        None
    }

    fn reckoning(&self, _: &str, _: SubjectKind, _: Date) -> Option<Reckoning> {
        None
    }

    fn waives_first(&self, _: &str, _: Date) -> bool {
        false
    }

    fn holder(&self, _: &str, _: &Code, _: Date) -> Option<Code> {
        None
    }

    fn of_place(&self, _: &Code, _: Date) -> Option<Code> {
        None
    }

    fn officer(&self, _: &str, _: Date) -> Option<Officer> {
        None
    }

    fn agents(&self, _: &Code, _: &str, _: Date) -> Vec<Code> {
        Vec::new()
    }

    fn enforces(&self, _: &Code, _: Date) -> bool {
        false
    }

    fn benchmark(&self, _: &str, _: Date) -> Option<Benchmark> {
        None
    }

    fn checklist(&self, _: &str, _: Date) -> Vec<EvidenceKind> {
        Vec::new()
    }

    fn contacts(&self, _: Date) -> Vec<String> {
        Vec::new()
    }
}
