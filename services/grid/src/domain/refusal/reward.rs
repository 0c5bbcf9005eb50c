//! Why the report of a hazard is not rewarded, or the reward not paid.

use shiyu_kit::fault::RefusalClass;
use thiserror::Error;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoReward {
    /// A reward is no more than the deployment allows.
    #[error("a reward is at most {0} fen")]
    TooHigh(u32),
    /// A reward is for the report of a hazard that was found true.
    #[error("no reward for this kind of event")]
    NoHazard,
    /// A reward is for the report of a hazard that was found true.
    #[error("the report has not been found true")]
    Unproven,
    /// It was rewarded once.
    #[error("a reward was granted already")]
    GrantedAlready,
    /// No reward was granted.
    #[error("no reward was granted")]
    NotGranted,
    /// The reward was paid.
    #[error("the reward was paid")]
    PaidAlready,
    /// The code presented is not the reporter's.
    #[error("not the reporter's code")]
    CodeWrong,
    /// Whoever put a report on record neither grants nor pays a reward for it.
    #[error("whoever recorded the report has no part in its reward")]
    RecorderRewards,
    /// Who granted a reward does not pay it.
    #[error("who granted the reward does not pay it")]
    GranterPays,
}

impl NoReward {
    pub(super) fn reason(&self) -> &'static str {
        match self {
            Self::TooHigh(_) => "REWARD_TOO_HIGH",
            Self::NoHazard => "NO_HAZARD",
            Self::Unproven => "REWARD_UNPROVEN",
            Self::GrantedAlready => "REWARDED_ALREADY",
            Self::NotGranted => "NO_REWARD",
            Self::PaidAlready => "PAID_ALREADY",
            Self::CodeWrong => "CODE_WRONG",
            Self::RecorderRewards => "RECORDER_REWARDS",
            Self::GranterPays => "GRANTER_PAYS",
        }
    }

    pub(super) fn class(&self) -> RefusalClass {
        match self {
            Self::CodeWrong | Self::RecorderRewards | Self::GranterPays => RefusalClass::Forbidden,
            Self::TooHigh(_) | Self::NoHazard | Self::Unproven | Self::GrantedAlready | Self::NotGranted | Self::PaidAlready => {
                RefusalClass::Precondition
            }
        }
    }
}
