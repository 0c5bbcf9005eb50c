//! Why these registers say no, one variant a reason.

use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::NotCompetent;
use time::Date;

use crate::domain::terms::{ClassCode, GridCode};

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// The map of the day has no such grid.
    #[error("there is no grid {0} on the map of the day")]
    GridUnknown(GridCode),
    /// There is no such standard address.
    #[error("there is no such standard address")]
    AddressUnknown,
    /// A point lies in another grid.
    #[error("a point does not lie in the grid: {0}")]
    PointOutsideGrid(String),
    /// The catalogue has no such subclass.
    #[error("there is no subclass {0}")]
    ClassUnknown(ClassCode),
    /// There is no such event.
    #[error("there is no such event")]
    EventUnknown,
    /// What is found is of the item's class.
    #[error("the event is about {0}, which is not the item's class")]
    EventOfAnotherClass(ClassCode),
    /// There is no such plan.
    #[error("there is no such plan")]
    PlanUnknown,
    /// A plan keeps its grid.
    #[error("a plan keeps its grid")]
    PlanOfAnotherGrid,
    /// Nothing of it is to come.
    #[error("no day of the plan is still to come")]
    PlanPast,
    /// There is no such round.
    #[error("there is no such round")]
    RoundUnknown,
    /// Its first day has not come.
    #[error("the round begins on {0}")]
    RoundAhead(Date),
    /// It is finished, missed or due.
    #[error("the round is over")]
    RoundOver,
    /// The caller does not have the plan's role in the grid.
    #[error("the round is for another role in the grid")]
    RoleNotAssigned,
    /// The round has no such checkpoint.
    #[error("the round has no such checkpoint")]
    CheckpointUnknown,
    /// It was visited.
    #[error("the checkpoint was visited already")]
    CheckpointVisited,
    /// The caller is not there.
    #[error("the checkpoint is more than {0} m away")]
    CheckpointTooFar(u32),
    /// There is no such hazard.
    #[error("there is no such hazard")]
    HazardUnknown,
    /// It stands otherwise.
    #[error("the hazard is not open")]
    HazardNotOpen,
    /// It is gone when its event is verified.
    #[error("the hazard is removed when its event is verified")]
    HazardUnderEvent,
    /// Nothing is found on a day to come.
    #[error("a hazard is found today or before")]
    FoundInFuture,
    /// The review is after today, within a year.
    #[error("a danger is looked at again after today, within 366 days")]
    ReviewDateInvalid,
    /// There is no such campaign.
    #[error("there is no such campaign")]
    CampaignUnknown,
    /// What has begun stays.
    #[error("the campaign has begun")]
    CampaignBegun,
    /// Its first day has not come.
    #[error("the campaign has not begun")]
    CampaignAhead,
    /// It has ended.
    #[error("the campaign is over")]
    CampaignOver,
    /// The grid is not in its area.
    #[error("the grid is not in the campaign's area")]
    CampaignElsewhere,
    /// It looks for other classes.
    #[error("the campaign looks for other classes")]
    CampaignOfOtherClasses,
    /// There is no such screening round.
    #[error("there is no such screening round")]
    ScreeningUnknown,
    /// It was reported.
    #[error("the screening round was reported already")]
    ScreeningReported,
    /// Items without an answer.
    #[error("items without an answer: {}", .0.join(", "))]
    ItemsUnanswered(Vec<String>),
    /// Answers to what is not on the checklist.
    #[error("not on the checklist: {}", .0.join(", "))]
    ItemsUnknown(Vec<String>),
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::GridUnknown(_) => "GRID_UNKNOWN",
            Self::AddressUnknown => "ADDRESS_UNKNOWN",
            Self::PointOutsideGrid(_) => "POINT_OUTSIDE_GRID",
            Self::ClassUnknown(_) => "CLASS_UNKNOWN",
            Self::EventUnknown => "EVENT_UNKNOWN",
            Self::EventOfAnotherClass(_) => "EVENT_OF_ANOTHER_CLASS",
            Self::PlanUnknown => "PLAN_UNKNOWN",
            Self::PlanOfAnotherGrid => "PLAN_OF_ANOTHER_GRID",
            Self::PlanPast => "PLAN_PAST",
            Self::RoundUnknown => "ROUND_UNKNOWN",
            Self::RoundAhead(_) => "ROUND_AHEAD",
            Self::RoundOver => "ROUND_OVER",
            Self::RoleNotAssigned => "ROLE_NOT_ASSIGNED",
            Self::CheckpointUnknown => "CHECKPOINT_UNKNOWN",
            Self::CheckpointVisited => "CHECKPOINT_VISITED",
            Self::CheckpointTooFar(_) => "CHECKPOINT_TOO_FAR",
            Self::HazardUnknown => "HAZARD_UNKNOWN",
            Self::HazardNotOpen => "HAZARD_NOT_OPEN",
            Self::HazardUnderEvent => "HAZARD_UNDER_EVENT",
            Self::FoundInFuture => "FOUND_IN_FUTURE",
            Self::ReviewDateInvalid => "REVIEW_DATE_INVALID",
            Self::CampaignUnknown => "CAMPAIGN_UNKNOWN",
            Self::CampaignBegun => "CAMPAIGN_BEGUN",
            Self::CampaignAhead => "CAMPAIGN_AHEAD",
            Self::CampaignOver => "CAMPAIGN_OVER",
            Self::CampaignElsewhere => "CAMPAIGN_ELSEWHERE",
            Self::CampaignOfOtherClasses => "CAMPAIGN_OF_OTHER_CLASSES",
            Self::ScreeningUnknown => "SCREENING_UNKNOWN",
            Self::ScreeningReported => "SCREENING_REPORTED",
            Self::ItemsUnanswered(_) => "ITEMS_UNANSWERED",
            Self::ItemsUnknown(_) => "ITEMS_UNKNOWN",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::RoleNotAssigned => RefusalClass::Forbidden,
            Self::GridUnknown(_)
            | Self::AddressUnknown
            | Self::ClassUnknown(_)
            | Self::EventUnknown
            | Self::PlanUnknown
            | Self::RoundUnknown
            | Self::CheckpointUnknown
            | Self::HazardUnknown
            | Self::CampaignUnknown
            | Self::ScreeningUnknown => RefusalClass::NotFound,
            Self::PointOutsideGrid(_)
            | Self::EventOfAnotherClass(_)
            | Self::PlanOfAnotherGrid
            | Self::PlanPast
            | Self::RoundAhead(_)
            | Self::RoundOver
            | Self::CheckpointVisited
            | Self::CheckpointTooFar(_)
            | Self::HazardNotOpen
            | Self::HazardUnderEvent
            | Self::FoundInFuture
            | Self::ReviewDateInvalid
            | Self::CampaignBegun
            | Self::CampaignAhead
            | Self::CampaignOver
            | Self::CampaignElsewhere
            | Self::CampaignOfOtherClasses
            | Self::ScreeningReported
            | Self::ItemsUnanswered(_)
            | Self::ItemsUnknown(_) => RefusalClass::Precondition,
        }
    }
}
