//! The catalogue as every report looks into it, held in memory.

use sea_orm::DatabaseConnection;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;
use time::Date;

use super::domain::{Edition, NotReadable, builtin};
use super::store;
use crate::domain::terms::{AreaClass, Class, ClassCode};

/// All editions, the newest first, the built-in one last. A county decides on one or two a year, a few hundred kilobytes each.
#[derive(Debug, Clone)]
pub struct Catalogue {
    editions: Vec<Edition>,
    builtin: Edition,
}

impl Catalogue {
    /// The catalogue of these editions.
    ///
    /// # Errors
    /// When the built-in one cannot be read.
    pub fn of(mut editions: Vec<Edition>) -> Result<Self, NotReadable> {
        editions.sort_by_key(|edition| std::cmp::Reverse((edition.valid_from, edition.version)));
        let builtin = builtin()?;
        Ok(Self { editions, builtin })
    }

    /// The edition in force on a day: of those begun the one that began last, of several of the same day the newest.
    #[must_use]
    pub fn edition(&self, on: Date) -> &Edition {
        let begun = self.editions.iter().find(|edition| edition.has_begun(on));
        begun.unwrap_or(&self.builtin)
    }

    /// A subclass on a day, with the limit of its handling in an area.
    #[must_use]
    pub fn class(&self, code: ClassCode, area: AreaClass, on: Date) -> Option<Class> {
        self.edition(on).class(code, area)
    }
}

impl Held for Catalogue {
    const NAME: &'static str = "catalogue";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        let editions = store::all(db).await?;
        let unreadable = |error: NotReadable| Corrupt {
            table: "catalogue",
            id: "0".to_owned(),
            what: error.to_string(),
        };
        Ok(Self::of(editions).map_err(unreadable)?)
    }
}
