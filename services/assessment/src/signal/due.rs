//! The weeks that are tested without anybody's asking.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::demand::Week;
use shiyu_kit::journal;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Wanted;
use time::Duration;
use tonic::Status;
use uuid::Uuid;

use super::{Order, SIGNALS, SignalDesk};
use crate::weekly::CATCH_UP;

/// So long after its end a week is tested: what was reported late in the evening has been heard by then.
const HEARD: Duration = Duration::hours(6);

impl SignalDesk {
    /// Tests the weeks that are over and were not tested by the clock yet; how many that were.
    ///
    /// # Errors
    /// Our own trouble; what was tested before stays.
    pub async fn test_due(&self) -> Result<usize, Status> {
        let now = self.office().clock.now();
        let this = Week::of(local_date(now));
        let mut tested = 0;
        for week in (1..=CATCH_UP).rev().map(|back| this.before(back)) {
            let (_, end) = week.moments();
            let id = Uuid::new_v5(&SIGNALS, format!("{}/{week}/due", self.county).as_bytes());
            if now < end + HEARD || self.was_tested(id).await? {
                continue;
            }
            let order = Order::Detect(id, week.to_string(), week);
            self.register.take_in(self, &Actor::Clock, Wanted { id, order }).await?;
            tested += 1;
        }
        Ok(tested)
    }

    async fn was_tested(&self, id: Uuid) -> Result<bool, Unread> {
        let told = journal::timeline(&self.office().db.reader, self.register.chain(id)).await?;
        Ok(!told.is_empty())
    }
}
