//! Up to which position the journal is whole and told.
//!
//! On PostgreSQL a position is drawn before it is committed, so that a smaller one may come after a larger one was read. Whoever has
//! drawn one holds a lock upon the table until the transaction ends: once all have gone who were there when the newest row was read, no
//! smaller position can come any more. SQLite has one writer. Of what is there, only what the bus has is told.

use std::collections::BTreeSet;
use std::time::Duration;

use sea_orm::{DatabaseConnection, DbErr};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::page;

/// How often it is looked, however many streams ask.
const PACE: Duration = Duration::from_millis(100);

/// The end of what is told, as all streams of a process know it.
#[derive(Debug)]
pub(super) struct Told {
    db: DatabaseConnection,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    at: Option<Instant>,
    upto: Option<i64>,
    whole: Whole,
}

impl Told {
    /// The end of what is told of a journal.
    pub fn new(db: DatabaseConnection) -> Self {
        Self {
            db,
            seen: Mutex::default(),
        }
    }

    /// The last position up to which no row can come any more, and the bus has every fact, as it was a moment ago; none as long as that is
    /// not known.
    ///
    /// # Errors
    /// The database's.
    pub async fn upto(&self) -> Result<Option<i64>, DbErr> {
        let mut seen = self.seen.lock().await;
        if seen.at.is_some_and(|at| at.elapsed() < PACE) {
            return Ok(seen.upto);
        }
        self.look(&mut seen).await
    }

    /// The same, as it is now.
    ///
    /// # Errors
    /// The database's.
    pub async fn upto_now(&self) -> Result<Option<i64>, DbErr> {
        let mut seen = self.seen.lock().await;
        self.look(&mut seen).await
    }

    async fn look(&self, seen: &mut Seen) -> Result<Option<i64>, DbErr> {
        // The order matters: whoever drew a position up to the newest one is among the writers, or has committed.
        let newest = page::newest(&self.db).await?;
        if seen.whole.upto.is_none_or(|upto| newest > upto) {
            let writers = page::writers(&self.db).await?;
            seen.whole.look(newest, &writers);
        }
        let pending = page::pending(&self.db).await?;
        let told = pending.map_or(i64::MAX, |first| first.saturating_sub(1));
        seen.upto = seen.whole.upto.map(|whole| whole.min(told));
        seen.at = Some(Instant::now());
        Ok(seen.upto)
    }
}

/// Up to where no row is missing any more.
#[derive(Debug, Default)]
struct Whole {
    upto: Option<i64>,
    /// Up to where none is missing once these writers have gone.
    awaited: Option<(i64, BTreeSet<String>)>,
}

impl Whole {
    /// The newest row, and who was writing after it was read.
    fn look(&mut self, newest: i64, writers: &BTreeSet<String>) {
        if let Some((upto, awaited)) = self.awaited.take() {
            if awaited.is_disjoint(writers) {
                self.upto = self.upto.max(Some(upto));
            } else {
                let left = awaited.intersection(writers).cloned().collect();
                self.awaited = Some((upto, left));
            }
        }
        if writers.is_empty() {
            self.upto = self.upto.max(Some(newest));
            self.awaited = None;
        } else if self.awaited.is_none() && self.upto < Some(newest) {
            self.awaited = Some((newest, writers.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Up to where the journal is whole after each look; 0 as long as that is not known.
    fn looked(steps: &[(i64, &[&str])]) -> Vec<i64> {
        let mut whole = Whole::default();
        let look = |(newest, writers): &(i64, &[&str])| {
            whole.look(*newest, &writers.iter().map(|writer| (*writer).to_owned()).collect());
            whole.upto.unwrap_or_default()
        };
        steps.iter().map(look).collect()
    }

    #[test]
    fn at_first_nothing_is_known() {
        let mut whole = Whole::default();
        whole.look(0, &["3/1".to_owned()].into());
        assert_eq!(whole.upto, None, "somebody may have written the first row");
        whole.look(0, &BTreeSet::new());
        assert_eq!(whole.upto, Some(0), "there is none");
    }

    #[test]
    fn where_nobody_writes_everything_is_there() {
        assert_eq!(looked(&[(3, &[]), (7, &[])]), [3, 7]);
    }

    #[test]
    fn whoever_wrote_when_the_newest_row_was_read_is_waited_for_and_nobody_who_came_later() {
        assert_eq!(
            looked(&[(5, &["3/1", "4/9"]), (8, &["4/9", "5/2"]), (9, &["5/2", "6/1"]), (9, &["7/1"])]),
            [0, 0, 5, 9]
        );
    }

    #[test]
    fn one_who_writes_for_long_holds_up_what_came_after_and_no_more() {
        assert_eq!(
            looked(&[(4, &[]), (6, &["3/1"]), (8, &["3/1"]), (9, &["3/1"]), (9, &[])]),
            [4, 4, 4, 4, 9]
        );
    }
}
