//! How an event came to be known, and what its reporter thinks of the result.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 网格巡查.
    Patrol,
    /// 群众上报: verified on the spot before it is accepted.
    Citizen,
    /// 志愿者.
    Volunteer,
    /// 12345 热线.
    Hotline,
    /// 部门交办: only items of the admission list (网格准入).
    Department,
    /// 邻县移交: handed over by a neighbour county or designated by the city.
    Neighbour,
    /// 信访交办: offered by the petition service, which hears what becomes of it.
    Petition,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 7] = [
        Self::Patrol,
        Self::Citizen,
        Self::Volunteer,
        Self::Hotline,
        Self::Department,
        Self::Neighbour,
        Self::Petition,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patrol => "patrol",
            Self::Citizen => "citizen",
            Self::Volunteer => "volunteer",
            Self::Hotline => "hotline",
            Self::Department => "department",
            Self::Neighbour => "neighbour",
            Self::Petition => "petition",
        }
    }

    /// Whether a citizen stands behind it, who follows it with a code, rates it and may be rewarded: not where staff or volunteers
    /// report.
    #[must_use]
    pub fn has_a_code(self) -> bool {
        match self {
            Self::Citizen | Self::Hotline => true,
            Self::Patrol | Self::Volunteer | Self::Department | Self::Neighbour | Self::Petition => false,
        }
    }

    /// Whether somebody from outside says so, and it is verified before it is accepted.
    #[must_use]
    pub fn needs_verifying(self) -> bool {
        match self {
            Self::Citizen | Self::Volunteer | Self::Hotline => true,
            Self::Patrol | Self::Department | Self::Neighbour | Self::Petition => false,
        }
    }
}

/// As what somebody stands in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Who reported it.
    Reporter,
    /// A side of a dispute, named for a referral with consent.
    Side,
}

/// Somebody in an event: an id of the party vault, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The id under which the vault keeps the identity.
    pub id: Uuid,
    /// As what.
    pub role: PartyRole,
}

/// Why a report is not accepted; the reporter is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// What was reported is not so.
    NotFound,
    /// It is no public matter.
    NotPublic,
    /// It has a procedure of its own, elsewhere; the reporter is told where.
    OtherProcedure,
    /// Too little is said to find it, and nobody can be asked.
    TooVague,
}

/// Who comes when seconds count. The system hands over and records; it is no incident command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyLine {
    /// 110.
    Police,
    /// 119.
    Fire,
    /// 120.
    Medical,
    /// 122.
    Traffic,
}

/// What a reporter thinks of the result (满意度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// 非常满意.
    VerySatisfied,
    /// 满意.
    Satisfied,
    /// 基本满意.
    BasicallySatisfied,
    /// 一般.
    Average,
    /// 不满意.
    Dissatisfied,
}
