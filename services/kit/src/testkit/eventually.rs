//! Waits for a fact instead of guessing how long it takes.

use std::panic::Location;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, timeout};

/// Asks again and again until the answer is yes.
///
/// # Panics
/// When the answer is not yes within the time given; the message names the caller.
#[track_caller]
pub fn eventually<F, Fut>(within: Duration, mut probe: F) -> impl Future<Output = ()>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = bool>,
{
    let caller = Location::caller();
    async move {
        let asking = async {
            let mut ticks = interval(Duration::from_millis(20));
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                if probe().await {
                    return;
                }
            }
        };
        let heard = timeout(within, asking).await;
        assert!(heard.is_ok(), "{caller}: not within {within:?}");
    }
}
