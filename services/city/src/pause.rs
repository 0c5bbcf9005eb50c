//! Waiting between two tries of the same thing.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval, interval_at};

/// Waits before the next try. The fact waited for is on the other side of the wire, where nothing can notify us.
pub async fn pause(wait: Duration) {
    let wait = wait.max(Duration::from_millis(1));
    interval_at(Instant::now() + wait, wait).tick().await;
}

/// Ticks at once and then in this rhythm, without catching up.
#[must_use]
pub fn rhythm(every: Duration) -> tokio::time::Interval {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}
