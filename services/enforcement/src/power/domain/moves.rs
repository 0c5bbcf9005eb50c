//! What changes hands between one edition and the next (S15).

use std::collections::BTreeSet;

use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Content, InFlight, Item, PowerCode, PowerList};

/// What became of the cases in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// When that was seen to.
    pub at: OffsetDateTime,
    /// How many stayed.
    pub kept: i32,
    /// How many were handed over.
    pub handed_over: i32,
}

/// An item that changes hands in a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its id, which follows from the edition, the item and the region.
    pub id: Uuid,
    /// The edition.
    pub list: Uuid,
    /// The item.
    pub code: PowerCode,
    /// The region.
    pub region: Code,
    /// Who held it before.
    pub from: Option<Code>,
    /// Who holds it then.
    pub to: Option<Code>,
    /// From which day on.
    pub cut_over: Date,
    /// What becomes of cases in flight.
    pub in_flight: InFlight,
    /// What became of them.
    pub settled: Option<Settled>,
}

/// Everything that changes hands with an edition, by item and region: where a holding begins, ends or has another holder, and in the
/// county where an item is new or repealed.
#[must_use]
pub fn moves(list: &PowerList, before: &Content, after: &Content, county: &Code) -> Vec<Move> {
    let codes: BTreeSet<_> = before.items().iter().chain(after.items()).map(|item| &item.code).collect();
    let of = |code: &PowerCode| {
        let (old, new) = (before.item(code), after.item(code));
        let found = regions(old, new, county).into_iter().filter_map(|region| {
            let holder = |item: Option<&Item>| item.map(|item| item.holder(&region).clone());
            let (from, to) = (holder(old), holder(new));
            (from != to).then(|| Move {
                id: Uuid::new_v5(&list.id, format!("{code}|{region}").as_bytes()),
                list: list.id,
                code: code.clone(),
                region,
                from,
                to,
                cut_over: list.cut_over,
                in_flight: list.in_flight,
                settled: None,
            })
        });
        found.collect::<Vec<_>>()
    };
    codes.into_iter().flat_map(of).collect()
}

fn regions(old: Option<&Item>, new: Option<&Item>, county: &Code) -> BTreeSet<Code> {
    let holdings = old.into_iter().chain(new).flat_map(|item| &item.holdings);
    let named = holdings.map(|holding| holding.region.clone());
    named.chain([county.clone()]).collect()
}
