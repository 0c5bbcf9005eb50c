//! The words of the teams. A word in a table never changes.

use serde::Serialize;
use shiyu_kit::demand::Week;
use time::{Date, Month};

use crate::domain::terms::GridRole;

/// Every role of a grid.
pub const ROLES: [GridRole; 5] = [
    GridRole::Lead,
    GridRole::Patrol,
    GridRole::Police,
    GridRole::Supervisor,
    GridRole::Volunteer,
];

/// The four roles that every basic grid has somebody in (the 4 of 4+N).
pub const CORE: [GridRole; 4] = [GridRole::Lead, GridRole::Patrol, GridRole::Police, GridRole::Supervisor];

/// A role's word in the table.
#[must_use]
pub const fn role_word(role: GridRole) -> &'static str {
    match role {
        GridRole::Lead => "lead",
        GridRole::Patrol => "patrol",
        GridRole::Police => "police",
        GridRole::Supervisor => "supervisor",
        GridRole::Volunteer => "volunteer",
    }
}

/// The role of a word.
#[must_use]
pub fn read_role(word: &str) -> Option<GridRole> {
    ROLES.into_iter().find(|role| role_word(*role) == word)
}

/// Why an assignment ended before its last day. A word of a list, so that nothing is written about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum AssignmentEnding {
    /// 调岗.
    Transferred,
    /// 辞任.
    Resigned,
    /// 任期届满.
    TermEnded,
    /// It was put down by mistake.
    Mistake,
    /// Another.
    Other,
}

/// How often an item of the admission list comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Frequency {
    /// Once.
    Once,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every year.
    Yearly,
    /// When it is needed.
    OnDemand,
}

/// Where an item of the admission list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum AdmissionState {
    /// A department asks for it.
    Proposed,
    /// Approved; in force on its days.
    Approved,
    /// Refused.
    Refused,
    /// Taken back.
    Withdrawn,
}

impl AssignmentEnding {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Transferred, Self::Resigned, Self::TermEnded, Self::Mistake, Self::Other];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Transferred => "transferred",
            Self::Resigned => "resigned",
            Self::TermEnded => "term_ended",
            Self::Mistake => "mistake",
            Self::Other => "other",
        }
    }
}

impl Frequency {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Once,
        Self::Daily,
        Self::Weekly,
        Self::Monthly,
        Self::Quarterly,
        Self::Yearly,
        Self::OnDemand,
    ];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Yearly => "yearly",
            Self::OnDemand => "on_demand",
        }
    }
}

impl Frequency {
    /// The first day of those with which `day` makes one of an item that is in force from a day: within them it is asked for once in a
    /// grid. `None`: as often as it is needed.
    #[must_use]
    pub fn since(self, from: Date, day: Date) -> Option<Date> {
        let first_of = |month: Month| Date::from_calendar_date(day.year(), month, 1).unwrap_or(day);
        match self {
            Self::Once => Some(from),
            Self::Daily => Some(day),
            Self::Weekly => Some(Week::of(day).monday()),
            Self::Monthly => Some(first_of(day.month())),
            Self::Quarterly => Some(first_of(match day.month() {
                Month::January | Month::February | Month::March => Month::January,
                Month::April | Month::May | Month::June => Month::April,
                Month::July | Month::August | Month::September => Month::July,
                Month::October | Month::November | Month::December => Month::October,
            })),
            Self::Yearly => Some(first_of(Month::January)),
            Self::OnDemand => None,
        }
    }
}

impl AdmissionState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Approved, Self::Refused, Self::Withdrawn];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}
