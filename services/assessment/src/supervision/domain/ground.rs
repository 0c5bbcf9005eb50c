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

/// How far after its limit a supervision climbs: so many per cent of the limit, rising (domain.md S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// To the notice.
    pub notice: u32,
    /// To the interview.
    pub interview: u32,
    /// To the list.
    pub list: u32,
}

impl Default for Shares {
    fn default() -> Self {
        Self {
            notice: 25,
            interview: 50,
            list: 100,
        }
    }
}

impl Shares {
    /// Whether each rung is above the one before it.
    #[must_use]
    pub const fn rise(self) -> bool {
        self.notice < self.interview && self.interview < self.list
    }
}

impl Limit {
    /// Whether the law sets it, and not we.
    #[must_use]
    pub fn is_law(&self) -> bool {
        !self.basis.is_empty() && ![OURS, "local rule"].iter().any(|ours| self.basis.starts_with(ours))
    }
}
