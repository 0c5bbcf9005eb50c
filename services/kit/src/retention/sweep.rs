//! The slow loop that destroys what has been kept for its time. Any number of replicas may run it.

use std::marker::PhantomData;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityName, EntityTrait, QueryFilter, TransactionTrait,
};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Column, Entity, Kept, Which, destroy_within, leave, longer};
use crate::case::Record;
use crate::clock::WallClock;
use crate::database::is_illegible;
use crate::file::{Files, holder};
use crate::ledger::Unread;
use crate::party::row;
use crate::process::chain;

/// Time between two looks.
const PACE: std::time::Duration = std::time::Duration::from_hours(1);

/// Cases of one look at most.
const BATCH: u64 = 500;

/// Files of one look at most.
const FILES: u64 = 2_000;

/// The loop over one service's cases.
#[derive(Debug)]
pub struct Sweep<C: Record> {
    db: DatabaseConnection,
    clock: WallClock,
    kept: Kept,
    files: Option<Files<C>>,
    record: PhantomData<C>,
}

impl<C: Record> Sweep<C> {
    /// Destroys the identities of cases that ended longer ago than they are kept, and their words.
    #[must_use]
    pub fn new(db: DatabaseConnection, clock: WallClock, kept: Kept) -> Self {
        Self {
            db,
            clock,
            kept,
            files: None,
            record: PhantomData,
        }
    }

    /// And their files, where the service keeps any.
    #[must_use]
    pub fn and_files(self, files: Option<Files<C>>) -> Self {
        Self { files, ..self }
    }

    /// Runs until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        let mut pace = tokio::time::interval(PACE);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while stop.run_until_cancelled(pace.tick()).await.is_some() {
            match self.round().await {
                Ok(0) => {}
                Ok(cases) => tracing::info!(
                    service = C::SERVICE,
                    cases,
                    "identities and words were destroyed: their time is over"
                ),
                Err(error) => {
                    tracing::warn!(service = C::SERVICE, error = %error, "identities and words whose time is over could not be destroyed; it will be tried again");
                }
            }
        }
    }

    /// One look through all that ended long enough ago; of how many cases something was destroyed. What is major, and kept longer, is
    /// put aside, and looked at again when its own time is over. Files go last, when it is on record that their case is over, as do those
    /// that an earlier look has left; where they cannot, that is in the log, and the next look goes on.
    ///
    /// # Errors
    /// The database's; what was destroyed stays so.
    pub async fn round(&self) -> Result<usize, DbErr> {
        let destroyed = self.cases().await;
        self.leave_files().await;
        destroyed
    }

    async fn leave_files(&self) {
        let Some(files) = &self.files else { return };
        match files.destroy_over(self.clock.now(), FILES).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(service = C::SERVICE, files, "files were let go: the time of their cases is over"),
            Err(fault) => {
                let fault = chain(&fault);
                tracing::warn!(
                    service = C::SERVICE,
                    error = fault,
                    "files whose time is over could not be destroyed; it will be tried again"
                );
            }
        }
    }

    async fn cases(&self) -> Result<usize, DbErr> {
        let now = self.clock.now();
        let (mut destroyed, mut after) = (self.longer(now).await?, None);
        loop {
            let ended = self.ended(now - self.kept.usual, after).await?;
            after = ended.last().copied();
            if after.is_none() {
                return Ok(destroyed);
            }
            for (case, closed_at) in ended {
                if closed_at + self.kept.of(self.is_major(case).await?) <= now {
                    destroyed += usize::from(self.destroy((case, closed_at), now).await?);
                } else {
                    longer::put(&self.db, Self::table(), (case, closed_at)).await?;
                }
            }
        }
    }

    /// What was put aside and whose longer time is over; of how many cases something was destroyed. One that was opened again meanwhile
    /// is put aside anew when it has ended.
    async fn longer(&self, now: OffsetDateTime) -> Result<usize, DbErr> {
        let (before, mut destroyed) = (now - self.kept.major, 0);
        loop {
            let over = longer::ended(&self.db, Self::table(), before, BATCH).await?;
            if over.is_empty() {
                return Ok(destroyed);
            }
            for case in over {
                let closed_at = Self::closed(&self.db, case).await?;
                if let Some(closed_at) = closed_at.filter(|closed_at| *closed_at <= before) {
                    destroyed += usize::from(self.destroy((case, closed_at), now).await?);
                }
                longer::forget(&self.db, case).await?;
            }
        }
    }

    /// Destroys the identities of a case, and its words with them; whether there was something. Its files are to go from then on. Where the
    /// journal cannot be followed identities and files go alone, and the words are tried again.
    async fn destroy(&self, (case, closed_at): (Uuid, OffsetDateTime), now: OffsetDateTime) -> Result<bool, DbErr> {
        let Some((transaction, gone)) = self.begun((case, closed_at), now).await? else {
            return Ok(false);
        };
        let mut destroyed = gone > 0;
        if let Some(words) = C::SAID {
            // A savepoint: what is undone of the words alone lets go neither of the rest nor of the case.
            let within = transaction.begin().await?;
            match leave::leave::<C>(&within, &words, (case, closed_at), now).await {
                Ok(()) => {
                    within.commit().await?;
                    destroyed = true;
                }
                Err(Unread::Database(error)) if !is_illegible(&error) => return Err(error),
                Err(unread) => {
                    within.rollback().await?;
                    tracing::error!(service = C::SERVICE, case.id = %case, error = %unread, "the words of a case cannot be told apart: they stay");
                }
            }
        }
        transaction.commit().await?;
        Ok(destroyed)
    }

    /// The destruction of a case has begun: its identities are gone, so many of them, and its files are to go. Until the transaction ends
    /// the case is held, so that nobody opens it again meanwhile. Nothing if it is open, or has ended anew.
    async fn begun(
        &self,
        (case, closed_at): (Uuid, OffsetDateTime),
        now: OffsetDateTime,
    ) -> Result<Option<(DatabaseTransaction, u64)>, DbErr> {
        let transaction = self.db.begin().await?;
        leave::hold(&transaction, case).await?;
        if Self::closed(&transaction, case).await? != Some(closed_at) {
            transaction.rollback().await?;
            return Ok(None);
        }
        let gone = destroy_within(&transaction, (case, closed_at), Which::All, now).await?;
        holder::give_up(&transaction, case, now).await?;
        Ok(Some((transaction, gone)))
    }

    /// When a case ended; none while it is open.
    async fn closed(db: &impl ConnectionTrait, case: Uuid) -> Result<Option<OffsetDateTime>, DbErr> {
        let question = Query::select()
            .column(Alias::new("closed_at"))
            .from(Alias::new(Self::table()))
            .and_where(Expr::col(Alias::new("id")).eq(case))
            .to_owned();
        let row = db.query_one(&question).await?;
        Ok(row.map(|row| row.try_get("", "closed_at")).transpose()?.flatten())
    }

    fn table() -> &'static str {
        C::Entity::default().table_name()
    }

    /// Whether a case is major. One that cannot be read is kept as long as one that is: nobody knows better.
    async fn is_major(&self, case: Uuid) -> Result<bool, DbErr> {
        if self.kept.usual == self.kept.major {
            return Ok(false);
        }
        let row = C::Entity::find().filter(C::ID.eq(case)).one(&self.db).await?;
        Ok(match row.map(C::read).transpose() {
            Ok(filed) => filed.is_some_and(|filed| filed.case.is_major()),
            Err(_) => true,
        })
    }

    /// Cases that ended before, whose words are still there (or, where none are said, of which somebody is still known), and that were not
    /// put aside, after this one; those that ended first come first.
    async fn ended(&self, before: OffsetDateTime, after: Option<(Uuid, OffsetDateTime)>) -> Result<Vec<(Uuid, OffsetDateTime)>, DbErr> {
        let cases = Alias::new(Self::table());
        let aside = Query::select()
            .column(longer::Column::CaseId)
            .from(longer::Entity)
            .and_where(Expr::col((longer::Entity, longer::Column::CaseId)).equals((cases.clone(), Alias::new("id"))))
            .to_owned();
        // Who is enclosed after the words went is enclosed by an act, which makes a newer version.
        let over = if C::SAID.is_some() {
            let upto = Expr::col((Entity, Column::WordsUpto)).gte(Expr::col((cases.clone(), Alias::new("version"))));
            let gone = Query::select()
                .column(Column::CaseId)
                .from(Entity)
                .and_where(Expr::col((Entity, Column::CaseId)).equals((cases.clone(), Alias::new("id"))))
                .and_where(upto)
                .to_owned();
            Expr::exists(gone).not()
        } else {
            let known = Query::select()
                .column(row::Column::CaseId)
                .from(row::Entity)
                .and_where(Expr::col((row::Entity, row::Column::CaseId)).equals((cases.clone(), Alias::new("id"))))
                .to_owned();
            Expr::exists(known)
        };
        let mut found = Query::select()
            .columns([Alias::new("id"), Alias::new("closed_at")])
            .from(cases)
            .and_where(Expr::col(Alias::new("closed_at")).lte(before))
            // Asked case by case, so that the index on `closed_at` leads: nobody reads a whole table for the few that are over.
            .and_where(over)
            .and_where(Expr::exists(aside).not())
            .order_by(Alias::new("closed_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(BATCH)
            .to_owned();
        if let Some((case, closed_at)) = after {
            let place = Expr::tuple([Expr::col(Alias::new("closed_at")), Expr::col(Alias::new("id"))]);
            found.and_where(place.gt(Expr::tuple([Expr::val(closed_at), Expr::val(case)])));
        }
        let rows = self.db.query_all(&found).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "id")?, row.try_get("", "closed_at")?)))
            .collect()
    }
}
