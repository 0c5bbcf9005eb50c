//! The lists as every case looks into them, held in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use sea_orm::DatabaseConnection;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;
use shiyu_kit::unit::Code;
use time::Date;

use super::domain::{Content, Entrustment, Item, PowerCode, PowerList, Refusal};
use super::store;

/// An edition with its items.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What stands above the items.
    pub list: PowerList,
    /// The items.
    pub content: Content,
}

/// The published editions, the latest cut-over day first, and the entrustments. A county decides on one or two editions a year, each of
/// a few hundred kilobytes.
#[derive(Debug, Clone, Default)]
pub struct Powers {
    editions: Vec<Arc<Edition>>,
    entrustments: Vec<Entrustment>,
}

impl Powers {
    /// The powers of these editions and entrustments.
    #[must_use]
    pub fn of(editions: impl IntoIterator<Item = Edition>, entrustments: Vec<Entrustment>) -> Self {
        let mut editions: Vec<_> = editions.into_iter().map(Arc::new).collect();
        editions.sort_by_key(|edition| std::cmp::Reverse((edition.list.cut_over, edition.list.version)));
        Self { editions, entrustments }
    }

    /// The edition in force on a day.
    #[must_use]
    pub fn edition(&self, on: Date) -> Option<&Arc<Edition>> {
        self.editions.iter().find(|edition| edition.list.has_begun(on))
    }

    /// The edition in force on a day.
    ///
    /// # Errors
    /// `NO_POWER_LIST`.
    pub fn in_force(&self, on: Date) -> Result<&Arc<Edition>, Refusal> {
        self.edition(on).ok_or(Refusal::NoPowerList(on))
    }

    /// An item as it stood on a day.
    ///
    /// # Errors
    /// `NO_POWER_LIST`, `POWER_UNKNOWN`.
    pub fn item(&self, code: &PowerCode, on: Date) -> Result<(&Edition, &Item), Refusal> {
        let edition = self.in_force(on)?;
        let item = edition.content.item(code);
        let item = item.ok_or_else(|| Refusal::PowerUnknown(code.clone()))?;
        Ok((edition, item))
    }

    /// Who may penalise for an item at a place on a day (E-02): the holder of the smallest region around it, or else the department it
    /// comes from.
    ///
    /// # Errors
    /// `NO_POWER_LIST`, `POWER_UNKNOWN`.
    pub fn holder(&self, code: &PowerCode, place: &Code, on: Date) -> Result<&Code, Refusal> {
        Ok(self.item(code, on)?.1.holder(place))
    }

    /// Whose a matter of which only the place is known is on a day: that of the town, or of less, to which most items are handed there;
    /// none, where nothing is handed below the county.
    #[must_use]
    pub fn of_place(&self, place: &Code, on: Date) -> Option<&Code> {
        let mut items: BTreeMap<&Code, usize> = BTreeMap::new();
        for holder in self.edition(on)?.content.items().iter().filter_map(|item| item.town_holder(place)) {
            let held = items.entry(holder).or_default();
            *held = held.saturating_add(1);
        }
        let most = items.into_iter().min_by_key(|(_, held)| std::cmp::Reverse(*held));
        most.map(|(holder, _)| holder)
    }

    /// That a unit may penalise for an item at a place on a day.
    ///
    /// # Errors
    /// `NO_POWER_LIST`, `POWER_UNKNOWN`, `POWER_HELD_BY_ANOTHER`.
    pub fn held(&self, code: &PowerCode, (unit, place): (&Code, &Code), on: Date) -> Result<(&Edition, &Item), Refusal> {
        let (edition, item) = self.item(code, on)?;
        let holder = item.holder(place);
        if holder == unit {
            Ok((edition, item))
        } else {
            Err(Refusal::PowerHeldByAnother(code.clone(), holder.clone()))
        }
    }

    /// Those who may act in somebody's name for an item on a day.
    pub fn agents<'a>(&'a self, principal: &'a Code, code: &'a PowerCode, on: Date) -> impl Iterator<Item = &'a Code> {
        let named = self.entrustments.iter().filter(move |entrustment| {
            &entrustment.principal == principal && (entrustment.from..=entrustment.to).contains(&on) && entrustment.codes.contains(code)
        });
        named.map(|entrustment| &entrustment.agent)
    }
}

impl Held for Powers {
    const NAME: &'static str = "powers";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        let editions = store::list::published(db).await?;
        let entrustments = store::entrustment::all(db).await?;
        Ok(Self::of(editions, entrustments))
    }
}
