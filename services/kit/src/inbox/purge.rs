//! The slow loop that forgets acts done long ago. Any number of replicas may run it.
//!
//! What it forgets is of cases that ended so long ago that whoever asked then has the answer. Streams keep facts for good, and a bus
//! that lost its streams is told everything again: what of that is about an ended case, the case itself refuses. The acts of open cases
//! and of registers stay, however old: of them the inbox alone can tell.

use std::marker::PhantomData;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityName, EntityTrait, QueryFilter, TransactionTrait};
use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::cursor::Model as Cursor;
use super::{Column, Entity};
use crate::case::Record;
use crate::clock::WallClock;
use crate::journal;
use crate::telemetry::{INBOX_OVERDUE, Level, Origin};

/// Time between two looks.
const PACE: std::time::Duration = std::time::Duration::from_hours(1);

/// Cases of one look at most.
const BATCH: u64 = 500;

/// The loop over the acts on one kind of case.
#[derive(Debug)]
pub struct Purge<C: Record> {
    db: DatabaseConnection,
    clock: WallClock,
    keep: Duration,
    batch: u64,
    overdue: Level,
    record: PhantomData<C>,
}

/// What one look did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// The cases it was about.
    pub cases: usize,
    /// How many of their acts it forgot.
    pub acts: u64,
    /// How far past their time the acts are that it left to the next look; zero if it left none.
    pub behind: Duration,
}

impl<C: Record> Purge<C> {
    /// Forgets the acts of cases that ended longer ago than `keep`.
    #[must_use]
    pub fn new(db: DatabaseConnection, clock: WallClock, keep: Duration) -> Self {
        Self {
            db,
            clock,
            keep,
            batch: BATCH,
            overdue: Level::default(),
            record: PhantomData,
        }
    }

    /// So many cases in one look at most, and in one transaction.
    #[must_use]
    pub fn in_batches_of(mut self, cases: u64) -> Self {
        self.batch = Ord::max(cases, 1);
        self
    }

    /// And how far it is behind is told. Telemetry must have been started before.
    #[must_use]
    pub fn told(mut self, origin: &Origin) -> Self {
        self.overdue = INBOX_OVERDUE.level(origin, &[("shiyu.cases", Self::table())]);
        self
    }

    /// Runs until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        let mut pace = tokio::time::interval(PACE);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while stop.run_until_cancelled(pace.tick()).await.is_some() {
            while !stop.is_cancelled() && self.look().await {}
        }
    }

    /// One look; whether it left something to the next.
    async fn look(&self) -> bool {
        match self.round().await {
            Ok(round) => {
                self.overdue.set(round.behind.as_seconds_f64());
                if round.acts > 0 {
                    tracing::info!(
                        table = Self::table(),
                        cases = round.cases,
                        acts = round.acts,
                        "acts on cases that ended long ago were forgotten"
                    );
                }
                round.behind.is_positive()
            }
            Err(error) => {
                self.overdue.know(None);
                tracing::warn!(table = Self::table(), error = %error, "acts done long ago could not be forgotten; it will be tried again");
                false
            }
        }
    }

    /// Forgets the acts of the next cases, in one transaction with the mark of how far it came.
    ///
    /// # Errors
    /// The database's; then nothing was forgotten.
    pub async fn round(&self) -> Result<Round, DbErr> {
        let before = self.clock.now() - self.keep;
        let cursor = Cursor::of(&self.db, Self::table()).await?;
        let ended = self.ended(&cursor, before).await?;
        let Some(last) = ended.last().copied() else {
            return Ok(Round::default());
        };
        let transaction = self.db.begin().await?;
        let acts = forget(&transaction, &ended).await?;
        if !cursor.advance(&transaction, last, acts).await? {
            // Another replica did the same.
            transaction.rollback().await?;
            return Ok(Round::default());
        }
        transaction.commit().await?;
        let full = ended.len() as u64 >= self.batch;
        Ok(Round {
            cases: ended.len(),
            acts,
            behind: if full { before - last.1 } else { Duration::ZERO },
        })
    }

    /// The next cases that ended before, in the order of the cursor.
    async fn ended(&self, cursor: &Cursor, before: OffsetDateTime) -> Result<Vec<(Uuid, OffsetDateTime)>, DbErr> {
        let (id, closed_at) = (|| Expr::col(Alias::new("id")), || Expr::col(Alias::new("closed_at")));
        let same_moment = closed_at().eq(cursor.closed_at).and(id().gt(cursor.case_id));
        let found = Query::select()
            .columns([Alias::new("id"), Alias::new("closed_at")])
            .from(Alias::new(Self::table()))
            .and_where(closed_at().gte(cursor.closed_at))
            .and_where(closed_at().lte(before))
            .and_where(closed_at().gt(cursor.closed_at).or(same_moment))
            .order_by(Alias::new("closed_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(self.batch)
            .to_owned();
        let rows = self.db.query_all(&found).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "id")?, row.try_get("", "closed_at")?)))
            .collect()
    }

    fn table() -> &'static str {
        C::Entity::default().table_name()
    }
}

/// Only an act that led to an event is in the inbox, so that the journal names every one of a case.
async fn forget(db: &impl ConnectionTrait, ended: &[(Uuid, OffsetDateTime)]) -> Result<u64, DbErr> {
    let cases = ended.iter().map(|(case, _)| *case);
    let acts = Query::select()
        .column(journal::Column::ActId)
        .from(journal::Entity)
        .and_where(journal::Column::CaseId.is_in(cases.clone()))
        .to_owned();
    let gone = Entity::delete_many()
        .filter(Column::CaseId.is_in(cases))
        .filter(Column::ActId.in_subquery(acts))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}
