//! Whose turn it is within a case: the earliest message that is still out goes first.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

/// What to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is its turn.
    Run,
    /// An earlier message of the case is out and must be read back from the stream first.
    ReadBack(u64),
    /// An earlier message of the case comes back in this time; it goes first.
    Wait(Duration),
}

/// A message that is out.
#[derive(Debug, Clone, Copy, Default)]
struct Out {
    /// When it comes again. `None`: nobody here has seen it, it was out before this session began and may be done.
    back: Option<Instant>,
    /// How often its handling failed here.
    troubles: u32,
}

/// The messages that are out, by case.
#[derive(Debug)]
pub(super) struct Order {
    out: HashMap<Uuid, BTreeMap<u64, Out>>,
    /// How long after its time a message may come before it is read back instead.
    grace: Duration,
}

impl Order {
    /// Room for the message that goes first to arrive first.
    const BEHIND: Duration = Duration::from_millis(100);

    /// Starts with the messages that may be out from before.
    pub(super) fn new(unseen: HashMap<Uuid, Vec<u64>>, grace: Duration) -> Self {
        let out = unseen
            .into_iter()
            .map(|(case, sequences)| (case, sequences.into_iter().map(|sequence| (sequence, Out::default())).collect()))
            .collect();
        Self { out, grace }
    }

    /// A message arrived: may it run?
    pub(super) fn turn(&mut self, case: Uuid, sequence: u64, now: Instant) -> Turn {
        let out = self.out.entry(case).or_default();
        out.entry(sequence).or_default().back = Some(now);
        match out.first_key_value() {
            Some((&first, earlier)) if first < sequence => match earlier.back {
                Some(back) if now < back + self.grace => Turn::Wait(back.saturating_duration_since(now) + Self::BEHIND),
                Some(_) | None => Turn::ReadBack(first),
            },
            Some(_) | None => Turn::Run,
        }
    }

    /// A message was put back and comes again at a time.
    pub(super) fn put_back(&mut self, case: Uuid, sequence: u64, until: Instant) {
        self.out.entry(case).or_default().entry(sequence).or_default().back = Some(until);
    }

    /// Handling a message failed: how often it has by now. Waiting for its turn does not count.
    pub(super) fn trouble(&mut self, case: Uuid, sequence: u64) -> u32 {
        let out = self.out.entry(case).or_default().entry(sequence).or_default();
        out.troubles = out.troubles.saturating_add(1);
        out.troubles
    }

    /// A message is finished.
    pub(super) fn finished(&mut self, case: Uuid, sequence: u64) {
        if let Some(out) = self.out.get_mut(&case) {
            out.remove(&sequence);
            if out.is_empty() {
                self.out.remove(&case);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);
    const GRACE: Duration = Duration::from_secs(30);

    fn order(unseen: &[u64]) -> Order {
        Order::new(HashMap::from([(CASE, unseen.to_vec())]), GRACE)
    }

    #[test]
    fn messages_run_in_order_while_nothing_is_put_back() {
        let (mut order, now) = (order(&[]), Instant::now());
        for sequence in [5, 6] {
            assert_eq!(order.turn(CASE, sequence, now), Turn::Run);
            order.finished(CASE, sequence);
        }
        assert!(order.out.is_empty());
    }

    #[test]
    fn a_message_that_was_put_back_holds_up_its_case_and_no_other() {
        let (mut order, now) = (order(&[]), Instant::now());
        assert_eq!(order.turn(CASE, 5, now), Turn::Run);
        order.put_back(CASE, 5, now + Duration::from_secs(4));
        assert_eq!(order.turn(CASE, 6, now), Turn::Wait(Duration::from_millis(4_100)));
        assert_eq!(order.turn(OTHER, 7, now), Turn::Run);
        let later = now + Duration::from_secs(5);
        assert_eq!(order.turn(CASE, 6, later), Turn::Wait(Order::BEHIND));
        assert_eq!(order.turn(CASE, 5, later), Turn::Run);
        order.finished(CASE, 5);
        assert_eq!(order.turn(CASE, 6, later), Turn::Run);
    }

    #[test]
    fn a_message_that_does_not_come_back_is_read_back() {
        let (mut order, now) = (order(&[]), Instant::now());
        order.put_back(CASE, 5, now);
        assert_eq!(order.turn(CASE, 6, now + GRACE), Turn::ReadBack(5));
    }

    #[test]
    fn what_was_out_before_is_read_back_earliest_first() {
        let (mut order, now) = (order(&[3, 4, 9]), Instant::now());
        assert_eq!(order.turn(CASE, 8, now), Turn::ReadBack(3));
        order.finished(CASE, 3);
        assert_eq!(order.turn(CASE, 8, now), Turn::ReadBack(4));
        order.finished(CASE, 4);
        assert_eq!(order.turn(CASE, 8, now), Turn::Run);
    }

    #[test]
    fn waiting_is_no_trouble_and_trouble_is_forgotten_with_the_message() {
        let (mut order, now) = (order(&[]), Instant::now());
        order.put_back(CASE, 5, now + GRACE);
        for _ in 0..3 {
            order.turn(CASE, 6, now);
        }
        assert_eq!([order.trouble(CASE, 6), order.trouble(CASE, 6)], [1, 2]);
        order.finished(CASE, 6);
        assert_eq!(order.trouble(CASE, 6), 1);
    }
}
