//! What came after an approval, against what was before it.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::local_date;
use shiyu_kit::unit::Level;
use time::{Date, Duration};

use super::Decision;
use crate::figures::Span;

/// So many days before and after an approval are compared.
const LOOK: i64 = 90;

/// How many cases there were before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases {
    /// In so many days before the approval.
    pub before: i64,
    /// In as many after it.
    pub after: i64,
    /// Whether ninety days are over.
    pub whole: bool,
}

impl Cases {
    /// Whether there were more than chance would bring: three times the root of what was before, and five at least.
    #[must_use]
    pub const fn is_more_than_chance(&self) -> bool {
        let more = self.after - self.before;
        let before = if self.before > 1 { self.before } else { 1 };
        more >= 5 && more.saturating_mul(more) > before.saturating_mul(9)
    }
}

/// The days that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Before the approval.
    pub before: Span,
    /// As many after it.
    pub after: Span,
    /// Whether ninety days are over.
    pub whole: bool,
}

impl Look {
    /// As many days before an approval as have passed since, ninety at most; none of one of today.
    #[must_use]
    pub fn of(decision: &Decision, today: Date) -> Option<Self> {
        let approved = decision.approved_at.map(local_date)?;
        let passed = (today - approved).whole_days().min(LOOK);
        (passed > 0).then(|| Self {
            before: Span {
                from: approved - Duration::days(passed),
                to: approved - Duration::DAY,
            },
            after: Span {
                from: approved + Duration::DAY,
                to: approved + Duration::days(passed),
            },
            whole: passed == LOOK,
        })
    }
}

impl Decision {
    /// Whether it is to be looked at by today what came after the approval: every week, and for the last time once ninety days are over.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        let over = self.cases.is_some_and(|cases| cases.whole);
        let Some(approved) = self.approved_at.map(local_date).filter(|_| !over && !self.category.is_empty()) else {
            return false;
        };
        let looked = self.looked_on.unwrap_or(approved);
        today - looked >= Duration::WEEK || (today - approved).whole_days() >= LOOK
    }

    /// Code of the town, or of the county, whose cases are compared.
    #[must_use]
    pub fn division(&self) -> &str {
        if self.unit.level() >= Level::Town {
            self.unit.division().get(..9).unwrap_or_default()
        } else {
            self.unit.county()
        }
    }
}
