//! Where a supervision stands.

use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The unit has it.
    Issued,
    /// It says so.
    Acknowledged,
    /// It puts it right.
    Rectifying,
    /// It says that it has.
    Reported,
    /// It has.
    Verified,
    /// Over.
    Closed,
    /// Taken back by decision.
    Withdrawn,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Issued,
        Self::Acknowledged,
        Self::Rectifying,
        Self::Reported,
        Self::Verified,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// As its row says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Acknowledged => "acknowledged",
            Self::Rectifying => "rectifying",
            Self::Reported => "reported",
            Self::Verified => "verified",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing becomes of it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn)
    }
}
