//! Case numbers in office style (案号), by unit and civil year, without a hole that is not accounted for.
//!
//! A process takes numbers in blocks, in a short transaction of its own, and gives them out from memory: a case costs no write more.
//! What was given out and not used comes back and is the next to be given out.

mod account;
mod block;
mod issued;
mod pool;
pub(crate) mod row;

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::DbErr;
use time::OffsetDateTime;

pub use account::Span;
pub use issued::Issued;
pub use row::State;

use crate::calendar::local_date;
use crate::clock::{self, WallClock};
use crate::database::Database;
use block::Blocks;
use pool::{Block, Pools};

/// Where the numbers in use stand: the service's table of cases.
pub trait Register: Send + Sync {
    /// Those of these numbers that a case has, in any order.
    ///
    /// # Errors
    /// The database's.
    fn used(&self, unit: &str, year: i32, numbers: RangeInclusive<i64>) -> impl Future<Output = Result<Vec<i64>, DbErr>> + Send;
}

/// How numbers are taken from the database.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Numbers taken at a time.
    pub block: u32,
    /// The most taken at a time: each block that follows another within a second is twice as large, up to this.
    pub most: u32,
    /// How long a block is kept without a word. A process that lives renews it when it needs a number of it.
    pub lease: Duration,
    /// How long after that nobody else touches it: longer than any request may take, and than replicas' clocks differ.
    pub grace: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            block: 50,
            most: 800,
            lease: Duration::from_mins(10),
            grace: Duration::from_mins(2),
        }
    }
}

/// The numbers of a unit in a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Series {
    pub unit: String,
    pub year: i32,
}

/// The numbers of one process. Any number of processes may share a database.
#[derive(Debug)]
pub struct Numbers<R> {
    blocks: Blocks,
    pools: Arc<Pools>,
    clock: WallClock,
    register: R,
    settings: Settings,
}

/// Lost races for a block after which the database is taken to be in trouble.
const RACES: usize = 100;

impl<R: Register> Numbers<R> {
    /// No numbers yet. The register is asked before a number of a process that died is given out again.
    #[must_use]
    pub fn new(db: Database, clock: WallClock, register: R, settings: Settings) -> Self {
        Self {
            blocks: Blocks::new(db, clock::new_id(), settings),
            pools: Arc::default(),
            clock,
            register,
            settings,
        }
    }

    /// The lowest number this process has. Not to be called within a transaction: on SQLite there is one writer.
    ///
    /// # Errors
    /// The database's, when a block has to be taken; then no number was given out.
    pub async fn take(&self, unit: &str, year: i32) -> Result<Issued, DbErr> {
        let series = Series {
            unit: unit.to_owned(),
            year,
        };
        if let Some(issued) = self.give(&series) {
            return Ok(issued);
        }
        let turn = self.pools.turn(&series);
        let _turn = turn.lock().await;
        for _ in 0..RACES {
            if let Some(issued) = self.give(&series) {
                return Ok(issued);
            }
            self.refill(&series).await?;
        }
        Err(DbErr::Custom(
            "no block of numbers could be taken: others were always faster".to_owned(),
        ))
    }

    fn give(&self, series: &Series) -> Option<Issued> {
        let (tenure, number) = self.pools.give(series, self.clock.now())?;
        Some(Issued::new(self.pools.clone(), tenure, series.clone(), number))
    }

    /// One step towards a number: a block renewed, adopted or taken, or another process was faster.
    async fn refill(&self, series: &Series) -> Result<(), DbErr> {
        let now = self.clock.now();
        self.blocks.settle(self.pools.exhausted(series)).await?;
        if self.renew(series, now).await? {
            return Ok(());
        }
        if let Some(row) = self.blocks.abandoned(series, now).await? {
            return self.adopt(series, &row, now).await;
        }
        let size = self.pools.size(series, &self.settings, now);
        if let Some(block) = self.blocks.take(series, size, now).await? {
            self.pools.took(series, size, now);
            self.pools.add(series, block);
        }
        Ok(())
    }

    /// Whether a block whose lease was over is still ours.
    async fn renew(&self, series: &Series, now: OffsetDateTime) -> Result<bool, DbErr> {
        let mut renewed = false;
        for id in self.pools.lapsed(series, now) {
            let until = self.blocks.renew(id, now).await?;
            self.pools.renewed(series, id, until);
            renewed |= until.is_some();
        }
        Ok(renewed)
    }

    /// Numbers that others left, but for those that cases have. The register is asked when nobody else can use one any more.
    async fn adopt(&self, series: &Series, row: &row::Model, now: OffsetDateTime) -> Result<(), DbErr> {
        if let Some(leased_until) = self.blocks.adopt(row, now).await? {
            let used = self.register.used(&series.unit, series.year, row.first..=row.last).await?;
            self.pools.add(series, Block::of(row.id, row.first..=row.last, &used, leased_until));
        }
        Ok(())
    }

    /// Gives back what was not used, for the next process to begin with. Called when the doors are shut: numbers still out are
    /// recovered when their lease is over, as after a crash.
    ///
    /// # Errors
    /// The database's; what could not be given back is recovered too.
    pub async fn close(&self) -> Result<(), DbErr> {
        for (series, block) in self.pools.drain() {
            self.blocks.give_back(&series, &block).await?;
        }
        Ok(())
    }

    /// What became of every number of a unit in a year, up to the highest one taken: without a gap, in order.
    ///
    /// # Errors
    /// The database's.
    pub async fn account(&self, unit: &str, year: i32) -> Result<Vec<Span>, DbErr> {
        let series = Series {
            unit: unit.to_owned(),
            year,
        };
        let now = self.clock.now();
        let mut account = Vec::new();
        for row in self.blocks.rows(&series).await? {
            let used = match row.state {
                State::Held => self.register.used(unit, year, row.first..=row.last).await?,
                State::Free | State::Used => Vec::new(),
            };
            let unused = if self.blocks.is_abandoned(&row, now) {
                State::Free
            } else {
                row.state
            };
            account::enter(&mut account, row.first..=row.last, used, unused);
        }
        Ok(account)
    }
}

/// The civil year an instant falls in, in China.
#[must_use]
pub fn civil_year(instant: OffsetDateTime) -> i32 {
    local_date(instant).year()
}

/// A case number as it stands on paper: the office's word (机关代字), the year, the number without leading zeros.
///
/// ```
/// assert_eq!(shiyu_kit::number::text("越信访", 2026, 123), "越信访〔2026〕123号");
/// ```
#[must_use]
pub fn text(word: &str, year: i32, number: i64) -> String {
    format!("{word}〔{year}〕{number}号")
}

/// The word of a unit for which none is configured.
#[must_use]
pub fn default_word(unit: &str) -> String {
    format!("{unit}信访")
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_year_is_that_of_the_county() {
        assert_eq!(civil_year(datetime!(2026-12-31 15:59:59 UTC)), 2026);
        assert_eq!(civil_year(datetime!(2026-12-31 16:00 UTC)), 2027);
    }

    #[test]
    fn a_unit_without_a_word_has_its_code() {
        assert_eq!(text(&default_word("330602-XFJ"), 2026, 1), "330602-XFJ信访〔2026〕1号");
    }
}
