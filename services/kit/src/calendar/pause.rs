//! Pauses: stretches of time that do not count. Only a pause that has ended shifts anything.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};

use super::local_date;
use super::rule::Bound;

/// A stretch in which a clock stood still. Pauses of one clock are in order and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The clock stands still from here.
    #[serde(with = "time::serde::rfc3339")]
    pub from: OffsetDateTime,
    /// The first instant it runs again; `None` while it still stands.
    #[serde(with = "time::serde::rfc3339::option")]
    pub until: Option<OffsetDateTime>,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
}

impl Pause {
    /// Whether a day is lost to this pause, for periods counted in days.
    ///
    /// For an authority a day is lost when the clock stands at its 24:00: the day the pause begins
    /// is lost, the day the clock resumes counts, and a period can never end inside a pause. For a
    /// citizen every day the pause touches is lost.
    pub(super) fn takes(&self, day: Date, bound: Bound) -> bool {
        let Some(until) = self.until.filter(|until| self.from < *until) else {
            return false;
        };
        let resumed = match bound {
            Bound::Citizen => local_date(until.saturating_sub(Duration::NANOSECOND)),
            Bound::Agency | Bound::Court => match local_date(until).previous_day() {
                Some(last) => last,
                None => return false,
            },
        };
        local_date(self.from) <= day && day <= resumed
    }
}

fn closed(pauses: &[Pause]) -> impl Iterator<Item = (OffsetDateTime, OffsetDateTime)> {
    pauses.iter().filter_map(|pause| Some((pause.from, pause.until?)))
}

/// The stretches between two instants in which the clock ran.
pub(super) fn running(pauses: &[Pause], from: OffsetDateTime, until: OffsetDateTime) -> Vec<(OffsetDateTime, OffsetDateTime)> {
    let mut stretches = Vec::new();
    let mut start = from;
    for (paused, resumed) in closed(pauses) {
        stretches.push((start, paused.min(until)));
        start = start.max(resumed);
    }
    stretches.push((start, until));
    stretches.retain(|(start, end)| start < end);
    stretches
}

/// The instant at which a clock has run for `length` since `from`.
pub(super) fn advance(pauses: &[Pause], from: OffsetDateTime, length: Duration) -> OffsetDateTime {
    closed(pauses).fold(from.saturating_add(length), |end, (paused, resumed)| {
        if paused < end { end.saturating_add(resumed - paused) } else { end }
    })
}
