//! A number in somebody's hand.

use std::sync::Arc;

use uuid::Uuid;

use super::pool::Pools;
use super::{Series, text};
use crate::fault::{Fault, Refusal};
use crate::ledger::Done;

/// A number given out. Dropped, it is given back and is the next one given out; so what was refused, or done before, leaves no hole.
#[derive(Debug)]
#[must_use = "a number that is dropped is given back"]
pub struct Issued {
    pools: Arc<Pools>,
    tenure: Uuid,
    series: Series,
    number: i64,
    kept: bool,
}

impl Issued {
    pub(super) fn new(pools: Arc<Pools>, tenure: Uuid, series: Series, number: i64) -> Self {
        Self {
            pools,
            tenure,
            series,
            number,
            kept: false,
        }
    }

    /// The running number, from 1.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.number
    }

    /// The unit's code.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.series.unit
    }

    /// The civil year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.series.year
    }

    /// The case number in office style; `word` tells the word (机关代字) of a unit by its code.
    #[must_use]
    pub fn text(&self, word: impl FnOnce(&str) -> String) -> String {
        text(&word(self.unit()), self.series.year, self.number)
    }

    /// What the act that was to use it came to: used once its case is written, given back where nothing was, and out of use for now
    /// where nobody knows.
    pub fn settle<C, R: Refusal>(self, outcome: &Result<Done<C>, Fault<R>>) {
        match outcome {
            Ok(done) if done.repeated => drop(self),
            Ok(_) => self.used(),
            Err(Fault::Unavailable | Fault::Database(_) | Fault::Corrupt(_)) => self.unsure(),
            Err(Fault::Refused(_) | Fault::Stale { .. } | Fault::Reused | Fault::PartyTaken | Fault::BookedAlready | Fault::Busy) => {
                drop(self);
            }
        }
    }

    /// A case has it now: the commit was answered.
    pub fn used(mut self) {
        self.kept = true;
        self.pools.used(&self.series, self.tenure, self.number);
    }

    /// Nobody knows whether a case has it: the commit was not answered. It stays out until its lease is over and the register is
    /// asked.
    pub fn unsure(mut self) {
        self.kept = true;
    }
}

impl Drop for Issued {
    fn drop(&mut self) {
        if !self.kept {
            self.pools.give_back(&self.series, self.tenure, self.number);
        }
    }
}
