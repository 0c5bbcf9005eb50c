//! The numbers of this process, in memory.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::row::State;
use super::{Series, Settings, account};
use crate::clock::new_id;

/// A block that follows the one before it within this is larger.
const RUSH: Duration = Duration::seconds(1);

/// A block this process has. What is neither free nor out is used.
#[derive(Debug)]
pub(super) struct Block {
    /// Its row.
    pub id: Uuid,
    pub numbers: RangeInclusive<i64>,
    pub leased_until: OffsetDateTime,
    /// This holding of the row: a number that comes back after the row was lost and adopted anew is not taken for one of these.
    tenure: Uuid,
    free: BTreeSet<i64>,
    out: BTreeSet<i64>,
}

impl Block {
    /// A block as it begins: what is not used is free.
    pub fn of(id: Uuid, numbers: RangeInclusive<i64>, used: &[i64], leased_until: OffsetDateTime) -> Self {
        let mut free: BTreeSet<i64> = numbers.clone().collect();
        for number in used {
            free.remove(number);
        }
        Self {
            id,
            numbers,
            leased_until,
            tenure: new_id(),
            free,
            out: BTreeSet::new(),
        }
    }

    /// What became of its numbers, in runs.
    pub fn parts(&self) -> Vec<account::Span> {
        let mut parts = Vec::new();
        for number in self.numbers.clone() {
            let state = if self.free.contains(&number) {
                State::Free
            } else if self.out.contains(&number) {
                State::Held
            } else {
                State::Used
            };
            account::enter(&mut parts, number..=number, Vec::new(), state);
        }
        parts
    }
}

/// The blocks of this process by unit and year.
#[derive(Debug, Default)]
pub(super) struct Pools(Mutex<HashMap<Series, Pool>>);

#[derive(Debug, Default)]
struct Pool {
    blocks: Vec<Block>,
    /// When the newest block was taken, and how large it was.
    newest: Option<(OffsetDateTime, u32)>,
    /// Whose turn it is to ask the database.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Pools {
    fn lock(&self) -> MutexGuard<'_, HashMap<Series, Pool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn turn(&self, series: &Series) -> Arc<tokio::sync::Mutex<()>> {
        self.lock().entry(series.clone()).or_default().turn.clone()
    }

    /// The lowest free number of the blocks that are surely ours.
    pub fn give(&self, series: &Series, now: OffsetDateTime) -> Option<(Uuid, i64)> {
        let mut pools = self.lock();
        let ours = pools.get_mut(series)?.blocks.iter_mut().filter(|block| block.leased_until > now);
        let block = ours
            .filter(|block| !block.free.is_empty())
            .min_by_key(|block| block.free.first().copied())?;
        let number = block.free.pop_first()?;
        block.out.insert(number);
        Some((block.tenure, number))
    }

    /// A number that is out comes back.
    pub fn give_back(&self, series: &Series, tenure: Uuid, number: i64) {
        self.with(series, tenure, |block| {
            if block.out.remove(&number) {
                block.free.insert(number);
            }
        });
    }

    /// A number that is out has become a case's.
    pub fn used(&self, series: &Series, tenure: Uuid, number: i64) {
        self.with(series, tenure, |block| {
            block.out.remove(&number);
        });
    }

    fn with(&self, series: &Series, tenure: Uuid, change: impl FnOnce(&mut Block)) {
        let mut pools = self.lock();
        let blocks = pools.get_mut(series).map(|pool| pool.blocks.iter_mut());
        if let Some(block) = blocks.into_iter().flatten().find(|block| block.tenure == tenure) {
            change(block);
        }
    }

    /// Takes out the rows of the blocks all of whose numbers are used.
    pub fn exhausted(&self, series: &Series) -> Vec<Uuid> {
        let mut pools = self.lock();
        let Some(pool) = pools.get_mut(series) else { return Vec::new() };
        let exhausted = pool.blocks.extract_if(.., |block| block.free.is_empty() && block.out.is_empty());
        exhausted.map(|block| block.id).collect()
    }

    /// The rows of the blocks that have numbers, but whose lease is over.
    pub fn lapsed(&self, series: &Series, now: OffsetDateTime) -> Vec<Uuid> {
        let pools = self.lock();
        let blocks = pools.get(series).map(|pool| pool.blocks.iter()).into_iter().flatten();
        let lapsed = blocks.filter(|block| block.leased_until <= now && !block.free.is_empty());
        lapsed.map(|block| block.id).collect()
    }

    /// The lease of a row goes on until then, or is lost and the block with it.
    pub fn renewed(&self, series: &Series, id: Uuid, until: Option<OffsetDateTime>) {
        let mut pools = self.lock();
        let Some(pool) = pools.get_mut(series) else { return };
        pool.blocks.retain_mut(|block| {
            if let (true, Some(until)) = (block.id == id, until) {
                block.leased_until = until;
            }
            block.id != id || until.is_some()
        });
    }

    /// How many numbers the next block is to have.
    pub fn size(&self, series: &Series, settings: &Settings, now: OffsetDateTime) -> u32 {
        let newest = self.lock().get(series).and_then(|pool| pool.newest);
        newest
            .filter(|(taken, _)| (now - *taken).abs() < RUSH)
            .map_or(settings.block, |(_, size)| size.saturating_mul(2).min(settings.most))
    }

    /// A block of so many numbers was taken.
    pub fn took(&self, series: &Series, size: u32, now: OffsetDateTime) {
        self.lock().entry(series.clone()).or_default().newest = Some((now, size));
    }

    /// A block taken or adopted. One of the same row was lost.
    pub fn add(&self, series: &Series, block: Block) {
        let mut pools = self.lock();
        let pool = pools.entry(series.clone()).or_default();
        pool.blocks.retain(|other| other.id != block.id);
        pool.blocks.push(block);
    }

    /// Takes out every block, each with its unit and year.
    pub fn drain(&self) -> Vec<(Series, Block)> {
        let pools = std::mem::take(&mut *self.lock());
        let each = |(series, pool): (Series, Pool)| pool.blocks.into_iter().map(move |block| (series.clone(), block));
        pools.into_iter().flat_map(each).collect()
    }
}
