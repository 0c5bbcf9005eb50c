//! What is wrong with the items of an edition, all of it at once.

use std::collections::BTreeSet;

use super::{Item, Range};
use crate::domain::terms::PenaltyKind;

/// Where something is wrong; rows are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// An item.
    Item(usize),
    /// An item, and one of its holdings.
    Holding(usize, usize),
}

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub at: Where,
    /// `DUPLICATE` or `REGION_TAKEN`.
    pub reason: &'static str,
}

/// Everything that is wrong.
#[must_use]
pub fn flaws(items: &[Item]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut codes = BTreeSet::new();
    for (row, item) in items.iter().enumerate() {
        note(&mut flaws, codes.insert(&item.code), Where::Item(row), "DUPLICATE");
        let mut regions = BTreeSet::new();
        for (index, holding) in item.holdings.iter().enumerate() {
            let free = regions.insert(&holding.region);
            note(&mut flaws, free, Where::Holding(row, index), "REGION_TAKEN");
        }
    }
    flaws
}

/// What is wrong with a range: a fine has one, and what is no money has none. `RANGE_MISSING`, `RANGE_UNFIT` or `RANGE_REVERSED`.
#[must_use]
pub fn unfit(range: &Range) -> Option<&'static str> {
    let given = range.fen.is_some() || range.multiple.is_some();
    if range.kind == PenaltyKind::Fine && !given {
        return Some("RANGE_MISSING");
    }
    if range.kind != PenaltyKind::Fine && given {
        return Some("RANGE_UNFIT");
    }
    let fen = range.fen.is_some_and(|(least, most)| least > most);
    let multiple = range.multiple.is_some_and(|multiple| multiple.least > multiple.most);
    (fen || multiple).then_some("RANGE_REVERSED")
}

fn note(flaws: &mut Vec<Flaw>, right: bool, at: Where, reason: &'static str) {
    if !right {
        flaws.push(Flaw { at, reason });
    }
}
