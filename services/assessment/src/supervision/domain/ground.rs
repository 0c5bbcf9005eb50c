//! Why a unit is supervised, and the limit that has passed.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::OURS;

/// Why a unit is supervised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A limit has passed.
    Overdue,
    /// Brought again and again, and unsolved.
    Unsolved,
    /// 拖延 (信访工作条例 art. 40).
    Delay,
    /// 推诿.
    Evasion,
    /// 弄虚作假.
    FalseReport,
    /// 拒不执行.
    RefusalToExecute,
    /// Major or urgent.
    Major,
}

/// A limit of the case that has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Its clock.
    pub clock: String,
    /// Its article.
    pub basis: String,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    pub start: OffsetDateTime,
    /// When it passed.
    #[serde(with = "time::serde::rfc3339")]
    pub due: OffsetDateTime,
}

impl Limit {
    /// Whether the law sets it, and not we.
    #[must_use]
    pub fn is_law(&self) -> bool {
        !self.basis.is_empty() && ![OURS, "local rule"].iter().any(|ours| self.basis.starts_with(ours))
    }
}
