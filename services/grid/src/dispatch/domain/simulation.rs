//! What a draft would have done with what happened.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Calendar;
use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Question, Table};
use crate::catalogue::domain::Edition;
use crate::domain::terms::{ClassCode, Level, Place};

/// How many events are asked about at most.
pub const MOST: usize = 100_000;
const BATCH: u64 = 1_000;
const EXAMPLES: usize = 20;
const MOVES: usize = 200;

/// A span of the past; the end is not among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its first moment.
    #[serde(with = "time::serde::rfc3339")]
    pub from: OffsetDateTime,
    /// Its end.
    #[serde(with = "time::serde::rfc3339")]
    pub to: OffsetDateTime,
}

/// An event of the past, as far as a table asks about it: nothing of it is about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastEvent {
    /// Its id.
    pub id: Uuid,
    /// Its subclass.
    pub class: ClassCode,
    /// The level that has or had it.
    pub level: Level,
    /// Where it is.
    pub place: Place,
    /// When it was reported.
    pub at: OffsetDateTime,
    /// The unit that has or had it.
    pub unit: Code,
    /// The units that sent it back.
    pub returned: Vec<Code>,
    /// Whether it was dispatched to a unit at all. What was not went nowhere that a table could change.
    pub dispatched: bool,
}

/// Where an event of the past stands: by the time of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// When it was reported.
    pub at: OffsetDateTime,
    /// Its id.
    pub id: Uuid,
}

/// The events of the past.
pub trait PastEvents: Send + Sync + 'static {
    /// At most `limit` events of a window after the key, by the time of their report.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    fn page(&self, window: Window, after: Option<Key>, limit: u64) -> impl Future<Output = Result<Vec<PastEvent>, Unread>> + Send;
}

/// How often events would have gone from one unit to another; `None`: no rule fits.
pub type Tally = BTreeMap<(Code, Option<Code>), u32>;

/// What came of asking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replay {
    /// How many events were asked about, those that were never dispatched among them.
    pub asked: u32,
    /// How many would have gone where they went.
    pub unmoved: u32,
    /// How many would have gone to another unit.
    pub moved: u32,
    /// For how many no rule fits, or one that sends where the county dispatches nothing.
    pub unrouted: u32,
    /// Whether there were more than are asked about.
    pub truncated: bool,
    /// The moves, and those that found no rule.
    pub tally: Tally,
    /// Some that would have moved.
    pub examples: Vec<Uuid>,
}

impl Replay {
    /// Adds one event and where the draft sends it.
    pub fn count(&mut self, event: &PastEvent, to: Option<Code>) {
        self.asked += 1;
        match &to {
            None => self.unrouted += 1,
            Some(_) if !event.dispatched => return,
            Some(to) if *to == event.unit => {
                self.unmoved += 1;
                return;
            }
            Some(_) => {
                self.moved += 1;
                if self.examples.len() < EXAMPLES {
                    self.examples.push(event.id);
                }
            }
        }
        *self.tally.entry((event.unit.clone(), to)).or_default() += 1;
    }

    /// The most frequent moves.
    #[must_use]
    pub fn moves(&self) -> Vec<(&Code, Option<&Code>, u32)> {
        let mut moves: Vec<_> = self.tally.iter().map(|((from, to), count)| (from, to.as_ref(), *count)).collect();
        moves.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
        moves.truncate(MOVES);
        moves
    }
}

/// Asks a table about the events of a window.
///
/// # Errors
/// As [`PastEvents::page`].
pub async fn replay(
    past: &impl PastEvents,
    window: Window,
    table: &Table,
    (catalogue, calendar): (&Edition, &Calendar),
) -> Result<Replay, Unread> {
    let mut replay = Replay::default();
    let mut after = None;
    loop {
        let page = past.page(window, after, BATCH).await?;
        for event in &page {
            if replay.asked as usize == MOST {
                replay.truncated = true;
                return Ok(replay);
            }
            let platform = catalogue.content.subclass(event.class).and_then(|subclass| subclass.platform);
            let asked = Question::at(event.at, (event.class, platform), event.level, &event.place, calendar);
            let asked = asked.returned_by(&event.returned);
            let to = table.explain(&asked).route.map(|route| route.to);
            // Where a county dispatches nothing, as to the city, nothing would have gone.
            let to = to.filter(|to| to.county() == event.place.village.county());
            replay.count(event, to);
        }
        match page.last() {
            Some(last) if page.len() as u64 == BATCH => after = Some(Key { at: last.at, id: last.id }),
            Some(_) | None => return Ok(replay),
        }
    }
}
