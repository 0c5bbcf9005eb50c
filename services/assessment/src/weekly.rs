//! What is due every week without anybody's asking: a week of the heat map is taken when it may be counted, and the week that is over is
//! tested for rises; and what came after a decision that passed the gate is looked at. Each is done once, by whichever replica comes first; a person may have done it before.

use std::time::Duration;

use shiyu_kit::demand::Week;
use tonic::Status;

use crate::demand::DemandDesk;
use crate::risk::RiskDesk;
use crate::signal::SignalDesk;

/// How many weeks that were missed are caught up in one sweep, as after an outage; the next sweep goes on.
pub const CATCH_UP: usize = 4;

/// How many weeks back it is looked for what was missed.
const LOOKED_BACK: i64 = 104;

/// The weeks among which something may have been missed, the newest first.
#[must_use]
pub fn looked_at(newest: Week) -> Vec<Week> {
    (0..LOOKED_BACK).map(|back| newest.before(back)).collect()
}

/// Which of these weeks, given newest first, are to be done now, oldest first: those since the first that was done, some in one sweep; of a
/// county in which none was, so many of the newest.
#[must_use]
pub fn missed(weeks: &[Week], done: impl Fn(Week) -> bool, fresh: usize) -> Vec<Week> {
    let first = weeks.iter().rposition(|week| done(*week));
    let since = first.unwrap_or_else(|| fresh.min(weeks.len()));
    let missed = weeks.iter().take(since).rev().copied().filter(|week| !done(*week));
    missed.take(CATCH_UP).collect()
}

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Weeks of the heat map taken.
    pub taken: usize,
    /// Weeks tested for rises.
    pub tested: usize,
    /// Decisions of which it was looked at what came after.
    pub followed: usize,
}

/// Whoever looks after the weeks of one county.
#[derive(Debug, Clone)]
pub struct Weekly {
    demand: DemandDesk,
    signals: SignalDesk,
    risks: RiskDesk,
}

impl Weekly {
    /// Over the desks of a county.
    #[must_use]
    pub const fn new(demand: DemandDesk, signals: SignalDesk, risks: RiskDesk) -> Self {
        Self { demand, signals, risks }
    }

    /// Sweeps at this pace for ever; a sweep that fails is tried again.
    pub async fn run(self, pace: Duration) {
        let mut pace = tokio::time::interval(pace);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            pace.tick().await;
            if let Err(error) = self.sweep().await {
                tracing::warn!(error = %error, "what is due of the weeks could not all be done; it will be tried again");
            }
        }
    }

    /// Does all that is due now. Doing it again changes nothing, and what fails of the one keeps nothing of the other back.
    ///
    /// # Errors
    /// The first trouble; what was done stays.
    pub async fn sweep(&self) -> Result<Swept, Status> {
        let (taken, tested) = (self.demand.take_due().await, self.signals.test_due().await);
        let followed = self.risks.follow_due().await;
        Ok(Swept {
            taken: taken?,
            tested: tested?,
            followed: followed?,
        })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    /// The weeks that are due, as weeks back, when these were done.
    fn due(done: &[i64], fresh: usize) -> Vec<i64> {
        let newest = Week::of(date!(2026 - 05 - 04));
        let weeks = looked_at(newest);
        let back = |week: &Week| (0..LOOKED_BACK).find(|back| newest.before(*back) == *week);
        let due = missed(&weeks, |week| done.iter().any(|back| newest.before(*back) == week), fresh);
        due.iter().filter_map(back).collect()
    }

    #[test]
    fn all_that_was_missed_is_caught_up_some_at_a_time_the_oldest_first() {
        assert_eq!(due(&[0], 1), [0_i64; 0]);
        assert_eq!(due(&[2], 1), [1, 0]);
        assert_eq!(due(&[9], 1), [8, 7, 6, 5]);
        assert_eq!(due(&[9, 8, 7, 6, 5], 1), [4, 3, 2, 1]);
        assert_eq!(
            due(&[9, 3, 0], 1),
            [8, 7, 6, 5],
            "what was done between does not hide what was missed before"
        );
    }

    #[test]
    fn a_county_that_is_new_begins_with_the_newest() {
        assert_eq!(due(&[], 1), [0]);
        assert_eq!(due(&[], CATCH_UP), [3, 2, 1, 0]);
    }
}
