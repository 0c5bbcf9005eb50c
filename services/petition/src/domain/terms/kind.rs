//! What kind of matter it is, and which procedure the law foresees for it.

use serde::{Deserialize, Serialize};

/// What kind of matter it is (arts. 28 to 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "path")]
pub enum Classification {
    /// 建议意见 (art. 29).
    Suggestion,
    /// 检举控告 (art. 30).
    Accusation,
    /// 申诉求决 (art. 31), on one of its paths.
    AppealForRelief(ReliefPath),
}

/// The six statutory paths of an appeal for relief (依法分类处理, art. 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliefPath {
    /// Item 1: litigation, prosecution, police procedure.
    Litigation,
    /// Item 2: arbitration.
    Arbitration,
    /// Item 3: appeal of a party member or organisation.
    PartyAppeal,
    /// Item 4: reconsideration, ruling, confirmation, licence, penalty.
    AdministrativeProcedure,
    /// Item 5: investigate an illegality or perform a protective duty.
    ProtectiveDuty,
    /// Item 6: everything else: investigate and issue a handling opinion.
    HandlingOpinion,
}

impl Classification {
    /// Whether the law ends this kind of matter with a handling opinion (art. 32: items 5 and 6 of art. 31).
    #[must_use]
    pub fn has_opinion(self) -> bool {
        match self {
            Self::AppealForRelief(ReliefPath::ProtectiveDuty | ReliefPath::HandlingOpinion) => true,
            Self::Suggestion
            | Self::Accusation
            | Self::AppealForRelief(
                ReliefPath::Litigation | ReliefPath::Arbitration | ReliefPath::PartyAppeal | ReliefPath::AdministrativeProcedure,
            ) => false,
        }
    }

    /// Whether one answer of the unit that has it ends it, as the fast track needs (简易办理).
    #[must_use]
    pub fn is_answered_here(self) -> bool {
        match self {
            Self::Suggestion | Self::AppealForRelief(ReliefPath::HandlingOpinion) => true,
            Self::Accusation
            | Self::AppealForRelief(
                ReliefPath::Litigation
                | ReliefPath::Arbitration
                | ReliefPath::PartyAppeal
                | ReliefPath::AdministrativeProcedure
                | ReliefPath::ProtectiveDuty,
            ) => false,
        }
    }
}

/// What a unit makes of a suggestion (art. 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// 采纳.
    Adopted,
    /// 部分采纳.
    PartlyAdopted,
    /// 不予采纳.
    NotAdopted,
}

/// Why a matter is not accepted; there are no other grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAccepted {
    /// The same matter is being handled within its time (art. 19).
    UnderHandling,
    /// The same facts and reasons have a final answer (arts. 35, 36).
    Finalised,
}
