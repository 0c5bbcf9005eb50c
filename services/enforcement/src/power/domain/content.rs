//! What an edition says: its items, by code.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;

use super::{Holding, Item, PowerCode, covers};

/// The items, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Content {
    items: Vec<Item>,
}

impl Content {
    /// These items, in the order of their codes, each one's holdings in the order of their regions.
    #[must_use]
    pub fn of(mut items: Vec<Item>) -> Self {
        items.sort_by(|one, other| one.code.cmp(&other.code));
        for item in &mut items {
            item.holdings.sort_by(|one, other| one.region.cmp(&other.region));
        }
        Self { items }
    }

    /// All of them.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// One of them.
    #[must_use]
    pub fn item(&self, code: &PowerCode) -> Option<&Item> {
        let at = self.items.binary_search_by(|item| item.code.cmp(code)).ok()?;
        self.items.get(at)
    }

    /// Those after a code.
    #[must_use]
    pub fn after(&self, code: Option<&PowerCode>) -> &[Item] {
        let seen = code.map_or(0, |code| self.items.partition_point(|item| &item.code <= code));
        self.items.get(seen..).unwrap_or_default()
    }

    /// The departments the items come from.
    #[must_use]
    pub fn origins(&self) -> BTreeSet<&Code> {
        self.items.iter().map(|item| &item.origin).collect()
    }

    /// Who was given any of them.
    #[must_use]
    pub fn holders(&self) -> BTreeSet<&Code> {
        let holdings = self.items.iter().flat_map(|item| &item.holdings);
        holdings.map(|holding| &holding.holder).collect()
    }

    /// A holding in a region that lies outside of its holder's own division.
    #[must_use]
    pub fn misplaced(&self) -> Option<&Holding> {
        let mut holdings = self.items.iter().flat_map(|item| &item.holdings);
        holdings.find(|holding| !covers(&holding.holder, &holding.region))
    }

    /// Every unit that it names: those that hold, regions, and departments.
    #[must_use]
    pub fn units(&self) -> BTreeSet<&Code> {
        let holdings = self.items.iter().flat_map(|item| &item.holdings);
        let named = holdings.flat_map(|holding| [&holding.holder, &holding.region]);
        named.chain(self.origins()).collect()
    }
}
