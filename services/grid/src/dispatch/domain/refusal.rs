//! Why routing and command say no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::{Code, NotCompetent};

use crate::domain::terms::{ClassCode, GridCode};

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent, or a unit is not of the county.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is no such table.
    #[error("there is no such routing table")]
    RoutingUnknown,
    /// It was activated once; the next table takes its place.
    #[error("the table is no draft any more")]
    RoutingNotDraft,
    /// Nobody looked what it would do.
    #[error("what the draft says was not simulated")]
    RoutingNotSimulated,
    /// It is simulated on what happened, and the window ends later than now.
    #[error("the window ends in the future")]
    WindowAhead,
    /// Nothing was reported in the window, though something was before: that shows nothing.
    #[error("no event was reported in the window")]
    SimulationEmpty,
    /// The draft was changed while it was simulated.
    #[error("the draft was changed meanwhile")]
    RoutingChanged,
    /// It sends to units that do not exist, or that nothing can be dispatched to.
    #[error("nothing can be dispatched to {0} of its destinations")]
    RoutingHasFaults(usize),
    /// Nothing comes in force yesterday.
    #[error("the time it would come in force is past")]
    EffectiveInPast,
    /// There is no such subclass on that day.
    #[error("there is no subclass {0}")]
    ClassUnknown(ClassCode),
    /// There is no such room or centre.
    #[error("there is no such command room or centre")]
    CentreUnknown,
    /// It is not there on that day.
    #[error("the command room or centre is not there on that day")]
    CentreClosed,
    /// A county has one centre.
    #[error("the county has its command centre")]
    CentreStands,
    /// Another of the same kind covers the town.
    #[error("another covers town {0}")]
    TownCovered(Code),
    /// A sub-centre belongs to the county's centre.
    #[error("its parent is no centre on all of its days")]
    ParentNotACentre,
    /// There is no such town.
    #[error("there is no town {0}")]
    TownUnknown(Code),
    /// There is no such shift.
    #[error("there is no such shift")]
    ShiftUnknown,
    /// The shift was cancelled.
    #[error("the shift was cancelled")]
    ShiftCancelled,
    /// Nobody is on duty in two places.
    #[error("the person is on duty elsewhere then")]
    DutyOverlaps,
    /// No map has such a grid.
    #[error("there is no grid {0} on any map")]
    GridUnknown(GridCode),
    /// No map was published yet.
    #[error("no map is published")]
    MapMissing,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::RoutingUnknown => "ROUTING_UNKNOWN",
            Self::RoutingNotDraft => "ROUTING_NOT_DRAFT",
            Self::RoutingNotSimulated => "ROUTING_NOT_SIMULATED",
            Self::WindowAhead => "WINDOW_AHEAD",
            Self::SimulationEmpty => "SIMULATION_EMPTY",
            Self::RoutingChanged => "ROUTING_CHANGED",
            Self::RoutingHasFaults(_) => "ROUTING_HAS_FAULTS",
            Self::EffectiveInPast => "EFFECTIVE_IN_PAST",
            Self::ClassUnknown(_) => "CLASS_UNKNOWN",
            Self::CentreUnknown => "CENTRE_UNKNOWN",
            Self::CentreClosed => "CENTRE_CLOSED",
            Self::CentreStands => "CENTRE_STANDS",
            Self::TownCovered(_) => "TOWN_COVERED",
            Self::ParentNotACentre => "PARENT_NOT_A_CENTRE",
            Self::TownUnknown(_) => "TOWN_UNKNOWN",
            Self::ShiftUnknown => "SHIFT_UNKNOWN",
            Self::ShiftCancelled => "SHIFT_CANCELLED",
            Self::DutyOverlaps => "DUTY_OVERLAPS",
            Self::GridUnknown(_) => "GRID_UNKNOWN",
            Self::MapMissing => "MAP_MISSING",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::RoutingUnknown
            | Self::ClassUnknown(_)
            | Self::CentreUnknown
            | Self::TownUnknown(_)
            | Self::ShiftUnknown
            | Self::GridUnknown(_) => RefusalClass::NotFound,
            Self::RoutingNotDraft
            | Self::RoutingNotSimulated
            | Self::WindowAhead
            | Self::SimulationEmpty
            | Self::RoutingChanged
            | Self::RoutingHasFaults(_)
            | Self::EffectiveInPast
            | Self::CentreClosed
            | Self::CentreStands
            | Self::TownCovered(_)
            | Self::ParentNotACentre
            | Self::ShiftCancelled
            | Self::DutyOverlaps
            | Self::MapMissing => RefusalClass::Precondition,
        }
    }
}
