//! The desk's day: take what waits, load, decide, write, answer.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::batch::{Loaded, Open, Outcome, Writing};
use super::{Done, Job, replay, write};
use crate::case::{Context, Record};
use crate::clock::WallClock;
use crate::database::{Database, is_away, is_lost_race};
use crate::fault::{Corrupt, Fault};
use crate::reference::Reference;
use crate::relay::Wake;
use crate::{inbox, journal};

pub(super) struct Desk {
    pub(super) db: Database,
    pub(super) reference: Reference,
    pub(super) clock: WallClock,
    pub(super) wake: Wake,
}

/// Acts of one transaction. Larger batches gain nothing and make the first caller wait.
const BATCH: usize = 64;

/// How often a race may be lost before the caller is asked to come again.
const RACES: u32 = 16;

impl Desk {
    pub(super) async fn serve<C: Record>(self, mut arriving: mpsc::Receiver<Job<C>>) {
        let mut jobs = Vec::with_capacity(BATCH);
        while arriving.recv_many(&mut jobs, BATCH).await > 0 {
            self.batch(std::mem::take(&mut jobs)).await;
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
        let fault = loop {
            match self.attempt(jobs).await {
                Ok(outcomes) => return self.answer(vec![job], outcomes).await,
                Err(failed) if failed.is_lost_race() && races < RACES => races += 1,
                Err(failed) => break failed.into_fault(),
            }
        };
        // A caller that has gone away needs no answer.
        let _ = job.reply.send(Err(fault));
    }

    async fn attempt<C: Record>(&self, jobs: &[Job<C>]) -> Result<Vec<Outcome<C>>, Failed> {
        let mut loaded = self.load(jobs).await?;
        let (now, calendar, units) = (self.clock.now(), self.reference.calendar(), self.reference.units());
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
                    },
                    &mut writing,
                )
            })
            .collect();
        if !writing.journal.is_empty() {
            write::commit(&self.db, writing, &loaded).await?;
            self.wake.ring();
        }
        Ok(outcomes)
    }

    async fn load<C: Record>(&self, jobs: &[Job<C>]) -> Result<Loaded<C>, Failed> {
        // The writer's view: a reader of SQLite may still see the state before the last commit.
        let db = &self.db.writer;
        let acts: Vec<Uuid> = jobs.iter().map(|job| job.act.id).collect();
        let ids: Vec<Uuid> = jobs.iter().map(|job| job.act.case).collect();
        let (heads, rows) = tokio::try_join!(
            journal::head::Entity::find()
                .filter(journal::head::Column::CaseId.is_in(ids.clone()))
                .all(db),
            C::Entity::find().filter(C::ID.is_in(ids)).all(db),
        )?;
        // After the cases: an act that another replica did in between is then seen as done, and not refused as too late.
        let done = inbox::Entity::find().filter(inbox::Column::ActId.is_in(acts)).all(db).await?;
        let mut cases: HashMap<Uuid, Open<C>> = heads
            .into_iter()
            .map(|head| {
                (
                    head.case_id,
                    Open {
                        version: head.version,
                        hash: head.hash,
                        ..Open::default()
                    },
                )
            })
            .collect();
        for row in rows {
            let filed = C::read(row)?;
            let open = cases.entry(filed.id).or_default();
            if open.version != filed.version {
                // A commit fell between the two reads, or the row and its journal disagree: read again.
                return Err(Failed::Torn(filed.id));
            }
            open.filed = Some(filed);
        }
        if let Some((&id, _)) = cases.iter().find(|(_, open)| open.filed.is_none()) {
            return Err(Failed::Torn(id));
        }
        Ok(Loaded {
            done: done.into_iter().map(|done| (done.act_id, done)).collect(),
            cases,
        })
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

    fn into_fault<R: crate::fault::Refusal>(self) -> Fault<R> {
        match self {
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
