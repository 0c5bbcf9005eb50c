//! What is wrong with the content of an edition, all of it at once.

use std::collections::BTreeSet;

use shiyu_kit::calendar::TimeUnit;

use super::{Content, LimitStage, Subclass};
use crate::domain::terms::AreaClass;

/// Where something is wrong; rows are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// A row of the classes.
    Heading(usize),
    /// A row of the subclasses.
    Subclass(usize),
    /// A row of the subclasses, and of its limits.
    Limit(usize, usize),
}

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub at: Where,
    /// `DUPLICATE`, `CLASS_MISSING`, `LIMIT_MISSING` or `UNKNOWN_VALUE`.
    pub reason: &'static str,
}

/// Everything that is wrong: what is there twice, a subclass without its class, an area without a limit for the handling, a limit
/// in months.
#[must_use]
pub fn flaws(content: &Content) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut classes = BTreeSet::new();
    for (row, heading) in content.headings.iter().enumerate() {
        let new = classes.insert((heading.kind, heading.number));
        note(&mut flaws, new, Where::Heading(row), "DUPLICATE");
    }
    let mut codes = BTreeSet::new();
    for (row, subclass) in content.subclasses.iter().enumerate() {
        let code = subclass.code;
        let at = Where::Subclass(row);
        note(&mut flaws, codes.insert(code), at, "DUPLICATE");
        note(&mut flaws, classes.contains(&(code.kind, code.class)), at, "CLASS_MISSING");
        note(&mut flaws, covers_every_area(subclass), at, "LIMIT_MISSING");
        limits(&mut flaws, row, subclass);
    }
    flaws
}

fn limits(flaws: &mut Vec<Flaw>, row: usize, subclass: &Subclass) {
    let mut seen = BTreeSet::new();
    for (index, limit) in subclass.limits.iter().enumerate() {
        let at = Where::Limit(row, index);
        note(flaws, seen.insert((limit.stage, limit.area)), at, "DUPLICATE");
        note(flaws, limit.unit != TimeUnit::Month, at, "UNKNOWN_VALUE");
    }
}

fn covers_every_area(subclass: &Subclass) -> bool {
    [AreaClass::A, AreaClass::B, AreaClass::C]
        .into_iter()
        .all(|area| subclass.limit(LimitStage::Handle, area).is_some())
}

fn note(flaws: &mut Vec<Flaw>, right: bool, at: Where, reason: &'static str) {
    if !right {
        flaws.push(Flaw { at, reason });
    }
}
