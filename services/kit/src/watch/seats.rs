//! How many streams may be open at once in a process, and how many of them one caller's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Streams of all callers.
const ALL: usize = 64;

/// Streams of one caller.
const OWN: usize = 4;

/// Who has how many streams open.
#[derive(Debug, Default)]
pub(super) struct Seats(Mutex<HashMap<String, usize>>);

/// One open stream; it is given back when it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    who: String,
}

impl Seats {
    /// One more stream of this caller's; none, if there are too many.
    pub fn take(self: &Arc<Self>, who: &str) -> Option<Seat> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = taken.values().sum();
        let own = taken.get(who).copied().unwrap_or_default();
        if own >= OWN || all >= ALL {
            return None;
        }
        taken.insert(who.to_owned(), own + 1);
        drop(taken);
        Some(Seat {
            seats: self.clone(),
            who: who.to_owned(),
        })
    }

    fn give_back(&self, who: &str) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = taken.get(who).copied().unwrap_or_default().saturating_sub(1);
        if left == 0 {
            taken.remove(who);
        } else {
            taken.insert(who.to_owned(), left);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.give_back(&self.who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_caller_has_so_many_streams_and_may_open_another_when_one_ends() {
        let seats = Arc::new(Seats::default());
        let mut own: Vec<Seat> = (0..OWN).map(|_| seats.take("officer-1").unwrap()).collect();
        assert!(seats.take("officer-1").is_none());
        assert!(seats.take("officer-2").is_some(), "nobody pays for another");
        own.pop();
        assert!(seats.take("officer-1").is_some());
        drop(own);
        assert!(seats.0.lock().unwrap().is_empty(), "nobody is remembered");
    }

    #[test]
    fn all_callers_together_have_so_many() {
        let seats = Arc::new(Seats::default());
        let all: Vec<Seat> = (0..ALL).map(|number| seats.take(&format!("officer-{number}")).unwrap()).collect();
        assert!(seats.take("one-more").is_none());
        drop(all);
        assert!(seats.take("one-more").is_some());
    }
}
