//! The desk's day: take what waits, load, decide, write, answer.

use std::time::Duration;

use sea_orm::{DbErr, EntityName};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::batch::{Loaded, Outcome, Writing};
use super::load::Found;
use super::postgres::Texts;
use super::{Done, Job, replay, write};
use crate::case::{Context, Record};
use crate::clock::WallClock;
use crate::database::{Database, is_away, is_lost_race, is_taken};
use crate::fail::{self, Point};
use crate::fault::{Corrupt, Fault};
use crate::reference::Reference;
use crate::relay::Wake;
use crate::{booking, party};

pub(super) struct Desk {
    pub(super) db: Database,
    pub(super) reference: Reference,
    pub(super) clock: WallClock,
    pub(super) wake: Wake,
    /// The short way, where the database is PostgreSQL.
    pub(super) postgres: Option<Texts>,
}

/// Acts of one transaction. Larger batches gain nothing and make the first caller wait.
const BATCH: usize = 64;

/// How often a race may be lost before the caller is asked to come again.
const RACES: u32 = 16;

/// How long a batch waits for callers who were just answered.
const RETURN: Duration = Duration::from_millis(1);

/// Those who were just answered often ask again at once. Going without them would leave two halves of the callers that wait
/// for each other's commits for ever after. A lone caller still waits for nobody.
async fn gather<T>(arriving: &mut mpsc::Receiver<T>, jobs: &mut Vec<T>, expected: usize) {
    let expected = expected.min(BATCH);
    let gathering = async { while jobs.len() < expected && arriving.recv_many(jobs, expected - jobs.len()).await > 0 {} };
    // Elapsing only means that they have other things to do.
    let _ = tokio::time::timeout(RETURN, gathering).await;
}

impl Desk {
    pub(super) async fn serve<C: Record>(self, mut arriving: mpsc::Receiver<Job<C>>) {
        let mut jobs = Vec::with_capacity(BATCH);
        let mut expected = 0;
        while arriving.recv_many(&mut jobs, BATCH).await > 0 {
            gather(&mut arriving, &mut jobs, expected).await;
            let answered = jobs.len();
            self.batch(std::mem::take(&mut jobs)).await;
            expected = answered + arriving.len();
        }
    }

    /// One transaction for all; if it fails, one for each, so that no act suffers from its neighbour.
    async fn batch<C: Record>(&self, jobs: Vec<Job<C>>) {
        match self.attempt(&jobs).await {
            Ok(outcomes) => self.answer(jobs, outcomes).await,
            Err(_) => {
                for job in jobs {
                    self.single(job).await;
                }
            }
        }
    }

    async fn single<C: Record>(&self, job: Job<C>) {
        let jobs = std::slice::from_ref(&job);
        let mut races = 0;
        let mut taken = false;
        let fault = loop {
            match self.attempt(jobs).await {
                Ok(outcomes) => return self.answer(vec![job], outcomes).await,
                // A party that is there already may be this very act's, done by another replica: the second time it is not.
                Err(failed) if failed.is_lost_race() && races < RACES && !(taken && failed.is_taken()) => {
                    races += 1;
                    taken = failed.is_taken();
                }
                Err(failed) => break failed.into_fault(),
            }
        };
        // A caller that has gone away needs no answer.
        let _ = job.reply.send(Err(fault));
    }

    async fn attempt<C: Record>(&self, jobs: &[Job<C>]) -> Result<Vec<Outcome<C>>, Failed> {
        let mut loaded = self.load(jobs).await?;
        let (now, calendar, units) = (self.clock.now(), self.reference.calendar(), self.reference.units());
        let limits = self.reference.limits();
        let mut writing = Writing::default();
        let outcomes = jobs
            .iter()
            .map(|job| {
                loaded.settle(
                    job,
                    &Context {
                        now,
                        by: &job.act.by,
                        calendar: &calendar,
                        units: &units,
                        limits,
                    },
                    &mut writing,
                )
            })
            .collect();
        if !writing.journal.is_empty() {
            self.write(writing, &loaded).await?;
        }
        Ok(outcomes)
    }

    async fn load<C: Record>(&self, jobs: &[Job<C>]) -> Result<Loaded<C>, Failed> {
        // The writer's view: a reader of SQLite may still see the state before the last commit.
        let db = &self.db.writer;
        let found = match &self.postgres {
            Some(texts) => texts.load(db, jobs).await?,
            None => Found::load(db, jobs).await?,
        };
        found.opened()
    }

    async fn write<C: Record>(&self, writing: Writing, loaded: &Loaded<C>) -> Result<(), Failed> {
        let db = &self.db.writer;
        match &self.postgres {
            Some(texts) => texts.write(db, writing, loaded).await?,
            None => write::commit(db, writing, loaded).await?,
        }
        fail::at(Point::AfterCommit);
        self.wake.ring();
        Ok(())
    }

    async fn answer<C: Record>(&self, jobs: Vec<Job<C>>, outcomes: Vec<Outcome<C>>) {
        for (job, outcome) in jobs.into_iter().zip(outcomes) {
            let answer = match outcome {
                Outcome::Answer(answer) => answer,
                Outcome::AsOf(case, version) => self.as_of(case, version).await,
            };
            // A caller that has gone away needs no answer.
            let _ = job.reply.send(answer);
        }
    }

    async fn as_of<C: Record>(&self, case: Uuid, version: i64) -> super::Answer<C> {
        let filed = replay(&self.db.writer, case, version).await?;
        let filed = filed.ok_or_else(|| Corrupt {
            table: "journal",
            id: case.to_string(),
            what: "the inbox knows an act that the journal does not".to_owned(),
        })?;
        Ok(Done { filed, repeated: true })
    }
}

/// Why a batch failed as a whole.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    #[error("database")]
    Database(#[from] DbErr),
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
    /// A row and its journal were read at different versions: a commit fell between, or one of them was tampered with.
    #[error("{0}: the row and the journal are at different versions")]
    Torn(Uuid),
}

impl Failed {
    fn is_lost_race(&self) -> bool {
        match self {
            Self::Database(error) => is_lost_race(error),
            Self::Torn(_) => true,
            Self::Corrupt(_) => false,
        }
    }

    /// Whether the id of a new party is another party's, or what is booked is booked.
    fn is_taken(&self) -> bool {
        self.takes(party::row::Entity.table_name()) || self.takes(booking::Entity.table_name())
    }

    fn takes(&self, table: &str) -> bool {
        matches!(self, Self::Database(error) if is_taken(error, table))
    }

    fn into_fault<R: crate::fault::Refusal>(self) -> Fault<R> {
        match self {
            _ if self.takes(booking::Entity.table_name()) => Fault::BookedAlready,
            _ if self.is_taken() => Fault::PartyTaken,
            Self::Database(error) if is_away(&error) => Fault::Unavailable,
            Self::Database(error) if is_lost_race(&error) => Fault::Busy,
            Self::Database(error) => Fault::Database(error),
            Self::Corrupt(corrupt) => Fault::Corrupt(corrupt),
            Self::Torn(id) => Fault::Corrupt(Corrupt {
                table: "journal_head",
                id: id.to_string(),
                what: "the row and the journal are at different versions".to_owned(),
            }),
        }
    }
}
