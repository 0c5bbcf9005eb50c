//! Why these registers say no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::{Code, NotCompetent};
use uuid::Uuid;

use crate::power::domain as power;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// What a finding falls under is nobody's power there, or another's.
    #[error(transparent)]
    Power(#[from] power::Refusal),
    /// There is no such object.
    #[error("there is no such object")]
    ObjectUnknown,
    /// It is no more.
    #[error("the object is no more")]
    ObjectClosed,
    /// A unit visits what lies in its own area.
    #[error("{0} lies in no area of unit {1}")]
    ObjectElsewhere(Code, Code),
    /// Officers of a unit beside it.
    #[error("unit {0} is of another area than unit {1}")]
    OfficersElsewhere(Code, Code),
    /// An object stays what it is.
    #[error("an object keeps its kind and its credit code")]
    ObjectFixed,
    /// Another has the credit code.
    #[error("another object has this credit code")]
    CreditCodeTaken,
    /// Nothing is planned for a day that has passed.
    #[error("a visit is planned for today or later")]
    PlannedPast,
    /// One visit for all.
    #[error("visit {0} to the object is planned: it is to be joined")]
    VisitToBeJoined(Uuid),
    /// It was visited lately.
    #[error("the object was visited lately")]
    VisitedLately,
    /// There is no such visit.
    #[error("there is no such inspection")]
    InspectionUnknown,
    /// It was made or called off.
    #[error("the inspection was made or called off")]
    InspectionOver,
    /// It was not made.
    #[error("the inspection was not made")]
    InspectionNotDone,
    /// The unit takes part already.
    #[error("unit {0} takes part already")]
    UnitTakesPart(Code),
    /// The unit takes no part.
    #[error("unit {0} takes no part")]
    UnitTakesNoPart(Code),
    /// Nobody has visited on a day to come.
    #[error("a visit is put on record on its day or later")]
    VisitedInFuture,
    /// A unit was not there with two officers.
    #[error("unit {0} was not there with two officers whose certificates were valid")]
    TwoOfficersNeeded(Code),
    /// Others were drawn.
    #[error("others than those drawn were there for unit {0}")]
    OfficerNotDrawn(Code),
    /// There is no such draw.
    #[error("there is no such draw")]
    DrawUnknown,
    /// It was made.
    #[error("the draw was made")]
    DrawDone,
    /// It was not made.
    #[error("the draw was not made")]
    DrawNotDone,
    /// There is too little to draw from.
    #[error("{0} objects and {1} officers are too few to draw from")]
    PoolTooSmall(usize, usize),
    /// There is too much to draw from.
    #[error("there are too many objects or officers to draw from")]
    PoolTooLarge,
    /// It was published.
    #[error("it was published already")]
    PublishedAlready,
    /// Nothing is published on a day to come.
    #[error("it is published today or before")]
    PublishedInFuture,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Power(why) => why.reason(),
            Self::ObjectUnknown => "OBJECT_UNKNOWN",
            Self::ObjectClosed => "OBJECT_CLOSED",
            Self::ObjectElsewhere(..) => "OBJECT_OUTSIDE_AREA",
            Self::OfficersElsewhere(..) => "OFFICERS_OUTSIDE_AREA",
            Self::ObjectFixed => "OBJECT_FIXED",
            Self::CreditCodeTaken => "CREDIT_CODE_TAKEN",
            Self::PlannedPast => "PLANNED_PAST",
            Self::VisitToBeJoined(_) => "VISIT_TO_BE_JOINED",
            Self::VisitedLately => "VISITED_LATELY",
            Self::InspectionUnknown => "INSPECTION_UNKNOWN",
            Self::InspectionOver => "INSPECTION_OVER",
            Self::InspectionNotDone => "INSPECTION_NOT_DONE",
            Self::UnitTakesPart(_) => "UNIT_TAKES_PART",
            Self::UnitTakesNoPart(_) => "UNIT_TAKES_NO_PART",
            Self::VisitedInFuture => "VISITED_IN_FUTURE",
            Self::TwoOfficersNeeded(_) => "TWO_OFFICERS_NEEDED",
            Self::OfficerNotDrawn(_) => "OFFICER_NOT_DRAWN",
            Self::DrawUnknown => "DRAW_UNKNOWN",
            Self::DrawDone => "DRAW_DONE",
            Self::DrawNotDone => "DRAW_NOT_DONE",
            Self::PoolTooSmall(..) => "POOL_TOO_SMALL",
            Self::PoolTooLarge => "POOL_TOO_LARGE",
            Self::PublishedAlready => "PUBLISHED_ALREADY",
            Self::PublishedInFuture => "PUBLISHED_IN_FUTURE",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Power(why) => why.class(),
            Self::ObjectUnknown | Self::InspectionUnknown | Self::DrawUnknown => RefusalClass::NotFound,
            Self::CreditCodeTaken => RefusalClass::AlreadyExists,
            Self::ObjectClosed
            | Self::ObjectElsewhere(..)
            | Self::OfficersElsewhere(..)
            | Self::ObjectFixed
            | Self::PlannedPast
            | Self::VisitToBeJoined(_)
            | Self::VisitedLately
            | Self::InspectionOver
            | Self::InspectionNotDone
            | Self::UnitTakesPart(_)
            | Self::UnitTakesNoPart(_)
            | Self::VisitedInFuture
            | Self::TwoOfficersNeeded(_)
            | Self::OfficerNotDrawn(_)
            | Self::DrawDone
            | Self::DrawNotDone
            | Self::PoolTooSmall(..)
            | Self::PoolTooLarge
            | Self::PublishedAlready
            | Self::PublishedInFuture => RefusalClass::Precondition,
        }
    }
}
