//! Why the map room says no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;

use crate::place::atlas::NotLocated;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Whoever acts may not, here or for this unit.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such version.
    #[error("there is no such version of the map")]
    MapUnknown,
    /// A published version never changes.
    #[error("a published version of the map never changes")]
    MapPublished,
    /// Nothing was imported.
    #[error("the draft is empty")]
    MapEmpty,
    /// Somebody else changed it meanwhile.
    #[error("the draft was changed meanwhile")]
    MapChanged,
    /// It was not checked, or changed since.
    #[error("the draft was not checked as it stands")]
    MapNotLinted,
    /// The linter found so many errors.
    #[error("the linter found {0} errors")]
    MapHasFindings(i32),
    /// Too many drafts at once.
    #[error("too many drafts: publish or discard one first")]
    TooManyDrafts,
    /// What was located stays where it was.
    #[error("{0} is past")]
    DateInPast(Date),
    /// A map takes effect with the villages that are there.
    #[error("on {day} there is no village {villages}", day = .0, villages = .1.join(", "))]
    VillageNotThere(Date, Vec<String>),
    /// Which of two versions holds is said, not guessed.
    #[error("version {0} is published for that day")]
    DayTaken(i64),
    /// There is no such grid on that day.
    #[error("there is no such grid on that day")]
    GridUnknown,
    /// There is no such micro-unit.
    #[error("there is no such micro-unit")]
    MicroUnitUnknown,
    /// The micro-unit above is not there.
    #[error("the micro-unit above is not there")]
    ParentUnknown,
    /// The micro-unit above lies in another grid.
    #[error("the micro-unit above lies in another grid")]
    ParentElsewhere,
    /// More levels than there can be, or within itself.
    #[error("more than five levels, or within itself")]
    ParentTooDeep,
    /// There is no such address.
    #[error("there is no such address")]
    AddressUnknown,
    /// There is no map of that day, or no grid at that point.
    #[error(transparent)]
    NotLocated(#[from] NotLocated),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::MapUnknown => "MAP_UNKNOWN",
            Self::MapPublished => "MAP_PUBLISHED",
            Self::MapEmpty => "MAP_EMPTY",
            Self::MapChanged => "MAP_CHANGED",
            Self::MapNotLinted => "MAP_NOT_LINTED",
            Self::MapHasFindings(_) => "MAP_HAS_FINDINGS",
            Self::TooManyDrafts => "TOO_MANY_DRAFTS",
            Self::DateInPast(_) => "DATE_IN_PAST",
            Self::VillageNotThere(..) => "VILLAGE_NOT_THERE",
            Self::DayTaken(_) => "DAY_TAKEN",
            Self::GridUnknown => "GRID_UNKNOWN",
            Self::MicroUnitUnknown => "MICRO_UNIT_UNKNOWN",
            Self::ParentUnknown => "PARENT_UNKNOWN",
            Self::ParentElsewhere => "PARENT_ELSEWHERE",
            Self::ParentTooDeep => "PARENT_TOO_DEEP",
            Self::AddressUnknown => "ADDRESS_UNKNOWN",
            Self::NotLocated(why) => why.reason(),
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::MapUnknown | Self::GridUnknown | Self::MicroUnitUnknown | Self::ParentUnknown | Self::AddressUnknown => {
                RefusalClass::NotFound
            }
            Self::MapPublished
            | Self::MapEmpty
            | Self::MapChanged
            | Self::MapNotLinted
            | Self::MapHasFindings(_)
            | Self::TooManyDrafts
            | Self::DateInPast(_)
            | Self::VillageNotThere(..)
            | Self::DayTaken(_)
            | Self::ParentElsewhere
            | Self::ParentTooDeep
            | Self::NotLocated(_) => RefusalClass::Precondition,
        }
    }
}
