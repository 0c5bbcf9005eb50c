//! Why an order about a team or the admission list is refused, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;

use crate::domain::terms::GridCode;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or for no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// No map is held for the day.
    #[error("no map of {0} is held")]
    MapMissing(Date),
    /// No such grid on the day.
    #[error("grid {0} is not on the map of that day")]
    GridUnknown(GridCode),
    /// There is no such assignment.
    #[error("there is no such assignment")]
    AssignmentUnknown,
    /// It was ended.
    #[error("the assignment was ended")]
    AssignmentEnded,
    /// Another grid, person or role is another assignment.
    #[error("grid, subject and role of an assignment never change")]
    AssignmentFixed,
    /// The same person has the same role in the same grid on some of the days.
    #[error("the same person has that role in that grid already")]
    AssignmentOverlaps,
    /// It ends before that day anyway.
    #[error("the assignment ends on {0} already")]
    EndsBefore(Date),
    /// The day is past.
    #[error("{0} is past")]
    DateInPast(Date),
    /// There is no such item.
    #[error("there is no such item of the admission list")]
    ItemUnknown,
    /// It was decided on, or withdrawn.
    #[error("the item was decided on, or withdrawn")]
    ItemDecided,
    /// It was refused or withdrawn.
    #[error("the item was refused or withdrawn")]
    ItemEnded,
    /// Who asks does not decide.
    #[error("the unit that proposed an item never decides on it")]
    ApproverIsProposer,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::MapMissing(_) => "MAP_MISSING",
            Self::GridUnknown(_) => "GRID_UNKNOWN",
            Self::AssignmentUnknown => "ASSIGNMENT_UNKNOWN",
            Self::AssignmentEnded => "ASSIGNMENT_ENDED",
            Self::AssignmentFixed => "ASSIGNMENT_FIXED",
            Self::AssignmentOverlaps => "ASSIGNMENT_OVERLAPS",
            Self::EndsBefore(_) => "ENDS_BEFORE",
            Self::DateInPast(_) => "DATE_IN_PAST",
            Self::ItemUnknown => "ITEM_UNKNOWN",
            Self::ItemDecided => "ITEM_DECIDED",
            Self::ItemEnded => "ITEM_ENDED",
            Self::ApproverIsProposer => "APPROVER_IS_PROPOSER",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::GridUnknown(_) | Self::AssignmentUnknown | Self::ItemUnknown => RefusalClass::NotFound,
            Self::AssignmentOverlaps => RefusalClass::AlreadyExists,
            Self::ApproverIsProposer => RefusalClass::Forbidden,
            Self::MapMissing(_)
            | Self::AssignmentEnded
            | Self::AssignmentFixed
            | Self::EndsBefore(_)
            | Self::DateInPast(_)
            | Self::ItemDecided
            | Self::ItemEnded => RefusalClass::Precondition,
        }
    }
}
