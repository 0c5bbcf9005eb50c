//! From when to when something stands.

use serde::{Deserialize, Serialize};
use time::Date;

/// The days on which something stands, the first and the last among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last; none while it has no end.
    pub to: Option<Date>,
}

impl Days {
    /// Whether a day is among them.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether some day is among both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let begun = |one: Self, last: Option<Date>| last.is_none_or(|last| one.from <= last);
        begun(self, other.to) && begun(other, self.to)
    }

    /// The same, and no longer than to a day; one that would begin later has no day left.
    #[must_use]
    pub fn until(self, last: Date) -> Self {
        let to = self.to.map_or(last, |to| to.min(last));
        Self { to: Some(to), ..self }
    }
}
