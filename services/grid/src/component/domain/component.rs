//! A component: what stands somewhere, on some days, and who answers for it.

use serde::Serialize;
use shiyu_kit::unit::{Code, Units};
use time::Date;

use crate::domain::terms::{ComponentCode, Point, Thing};

/// A component (部件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Component {
    /// Its code, which tells its subclass.
    pub code: ComponentCode,
    /// What it is called.
    pub title: String,
    /// Its make or model; empty if that is not known.
    pub make: String,
    /// Where it stands.
    pub point: Point,
    /// Who owns it (属主); none: nobody that is known.
    pub owner: Option<Owner>,
    /// The unit that maintains it (养护单位).
    pub maintainer: Option<Code>,
    /// First day.
    pub from: Date,
    /// Last day; none while it has no end.
    pub to: Option<Date>,
    /// How it is.
    pub state: State,
    /// Where it is registered elsewhere; may be empty.
    pub reference: String,
}

/// Who owns a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Owner {
    /// A unit of the county: what is the matter with it is dispatched there.
    Unit(Code),
    /// Another organisation, by its unified social credit code: whoever maintains it, or the territory, is dispatched to.
    Organisation(String),
}

/// How a component is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum State {
    /// 完好.
    Intact,
    /// 破损.
    Damaged,
    /// 丢失.
    Lost,
    /// 废弃: still there, and in no use.
    Abandoned,
    /// 移除: taken away.
    Removed,
}

/// What became of a row of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Inserted,
    /// It was there as it is.
    Unchanged,
    /// It was there otherwise.
    Updated,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Intact, Self::Damaged, Self::Lost, Self::Abandoned, Self::Removed];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Damaged => "damaged",
            Self::Lost => "lost",
            Self::Abandoned => "abandoned",
            Self::Removed => "removed",
        }
    }
}

impl Component {
    /// Whether it stands on a day; what was removed did so until then.
    #[must_use]
    pub fn stands_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// As an event keeps it: who answers for it on a day. A unit that is no more answers for nothing.
    #[must_use]
    pub fn thing(&self, units: &Units, on: Date) -> Thing {
        let there = |unit: &&Code| units.get(unit, on).is_some();
        let owner = match &self.owner {
            Some(Owner::Unit(unit)) => Some(unit).filter(there),
            Some(Owner::Organisation(_)) | None => None,
        };
        let maintainer = self.maintainer.as_ref().filter(there).filter(|unit| owner != Some(*unit));
        Thing {
            code: self.code.clone(),
            owner: owner.cloned(),
            maintainer: maintainer.cloned(),
        }
    }

    /// What became of it, when `before` is what was there of the same code.
    #[must_use]
    pub fn against(&self, before: Option<&Self>) -> Outcome {
        match before {
            None => Outcome::Inserted,
            Some(before) if before == self => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
        }
    }
}
