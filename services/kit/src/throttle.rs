//! How often a stranger may knock at a public door: so many calls at once, then as many again spread over a time, for each key.
//! What is remembered of keys has an upper limit: a flood of new ones makes the quietest be forgotten, never the busiest.

use std::collections::HashMap;
use std::hash::Hash;
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};

/// The calls of each key, counted in this process alone: two replicas let twice as many pass.
#[derive(Debug)]
pub struct Throttle<K: Clone + Eq + Hash, C: Clock = MonotonicClock> {
    limiter: RateLimiter<K, Keys<K>, C, NoOpMiddleware<C::Instant>>,
}

impl<K: Clone + Eq + Hash> Throttle<K> {
    /// `burst` calls at once, and within `per` as many again, evenly. At most `keys` keys are remembered, some hundred bytes each.
    #[must_use]
    pub fn new(burst: NonZeroU32, per: Duration, keys: NonZeroUsize) -> Self {
        Self::with_clock(burst, per, keys, MonotonicClock)
    }
}

impl<K: Clone + Eq + Hash, C: Clock> Throttle<K, C> {
    /// The same by a clock of one's own.
    #[must_use]
    pub fn with_clock(burst: NonZeroU32, per: Duration, keys: NonZeroUsize, clock: C) -> Self {
        let between = (per / burst.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(between).unwrap_or_else(|| Quota::per_second(burst));
        Self {
            limiter: RateLimiter::new(quota.allow_burst(burst), Keys::at_most(keys), clock),
        }
    }

    /// Counts a call of this key. What is refused is not counted.
    ///
    /// # Errors
    /// How long to wait until a call of this key passes; [`rate_limited`](crate::fault::rate_limited) tells the caller.
    pub fn check(&self, key: &K) -> Result<(), Duration> {
        self.limiter
            .check_key(key)
            .map_err(|refused| refused.wait_time_from(self.limiter.clock().now()))
    }
}

/// When the allowance of each key is whole again, since the throttle was built.
#[derive(Debug)]
struct Keys<K> {
    whole_at: Mutex<HashMap<K, Nanos>>,
    at_most: usize,
}

impl<K: Eq + Hash> Keys<K> {
    fn at_most(keys: NonZeroUsize) -> Self {
        Self {
            whole_at: Mutex::default(),
            at_most: keys.get(),
        }
    }
}

impl<K: Clone + Eq + Hash> StateStore for Keys<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut whole_at = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        let (answer, next) = measure(whole_at.get(key).copied())?;
        if whole_at.len() >= self.at_most && !whole_at.contains_key(key) {
            forget_half(&mut whole_at);
        }
        whole_at.insert(key.clone(), next);
        Ok(answer)
    }
}

/// Forgets those whose allowance is whole the soonest, who gain the least by it. Half of them at a time, so that it is cheap.
fn forget_half<K: Eq + Hash>(whole_at: &mut HashMap<K, Nanos>) {
    let mut times: Vec<Nanos> = whole_at.values().copied().collect();
    let middle = times.len().saturating_sub(1) / 2;
    let (_, &mut middle, _) = times.select_nth_unstable(middle);
    whole_at.retain(|_, at| *at > middle);
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn throttle(keys: usize) -> (Throttle<u32, FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with_clock(NonZeroU32::new(6).unwrap(), MINUTE, NonZeroUsize::new(keys).unwrap(), clock.clone());
        (throttle, clock)
    }

    #[test]
    fn who_waits_as_long_as_told_may_call_again() {
        let (throttle, clock) = throttle(100);
        assert!((0..6).all(|_| throttle.check(&1).is_ok()));
        let wait = throttle.check(&1).unwrap_err();
        assert_eq!(wait, MINUTE / 6);
        clock.advance(wait / 2);
        assert_eq!(throttle.check(&1), Err(wait / 2));
        clock.advance(wait / 2);
        assert_eq!(throttle.check(&1), Ok(()));
        assert!(throttle.check(&1).is_err());
    }

    #[test]
    fn a_whole_allowance_comes_back_and_no_more() {
        let (throttle, clock) = throttle(100);
        for _ in 0..2 {
            assert_eq!((0..10).filter(|_| throttle.check(&1).is_ok()).count(), 6);
            clock.advance(10 * MINUTE);
        }
    }

    #[test]
    fn one_key_does_not_pay_for_another() {
        let (throttle, _) = throttle(100);
        assert_eq!((0..10).filter(|_| throttle.check(&1).is_ok()).count(), 6);
        assert_eq!(throttle.check(&2), Ok(()));
    }

    #[test]
    fn a_flood_of_keys_neither_grows_without_end_nor_frees_the_busiest() {
        let (throttle, _) = throttle(100);
        while throttle.check(&0).is_ok() {}
        for stranger in 1..10_000 {
            assert_eq!(throttle.check(&stranger), Ok(()));
        }
        assert!(throttle.check(&0).is_err());
        let remembered = throttle.limiter.into_state_store().whole_at.into_inner().unwrap().len();
        assert!((1..=100).contains(&remembered), "{remembered} keys");
    }

    #[test]
    fn a_throttle_of_one_key_and_no_time_still_works() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with_clock(NonZeroU32::MIN, Duration::ZERO, NonZeroUsize::MIN, clock.clone());
        for key in 0..10 {
            assert_eq!(throttle.check(&key), Ok(()));
            assert_eq!(throttle.check(&key), Err(Duration::from_nanos(1)));
            clock.advance(Duration::from_nanos(1));
            assert_eq!(throttle.check(&key), Ok(()));
        }
    }
}
