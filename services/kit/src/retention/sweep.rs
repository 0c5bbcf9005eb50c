//! The slow loop that destroys what has been kept for its time. Any number of replicas may run it.

use std::marker::PhantomData;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Order, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityName, EntityTrait, QueryFilter, TransactionTrait,
};
use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{ActiveModel, Column, Entity};
use crate::case::Record;
use crate::clock::WallClock;
use crate::party::row;

/// Time between two looks.
const PACE: std::time::Duration = std::time::Duration::from_hours(1);

/// Cases of one look at most.
const BATCH: u64 = 500;

/// The loop over one service's cases.
#[derive(Debug)]
pub struct Sweep<C: Record> {
    db: DatabaseConnection,
    clock: WallClock,
    keep: Duration,
    record: PhantomData<C>,
}

impl<C: Record> Sweep<C> {
    /// Destroys the identities of cases that ended longer ago than `keep`.
    #[must_use]
    pub fn new(db: DatabaseConnection, clock: WallClock, keep: Duration) -> Self {
        Self {
            db,
            clock,
            keep,
            record: PhantomData,
        }
    }

    /// Runs until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        let mut pace = tokio::time::interval(PACE);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while stop.run_until_cancelled(pace.tick()).await.is_some() {
            while !stop.is_cancelled() {
                match self.round().await {
                    Ok(0) => break,
                    Ok(cases) => tracing::info!(service = C::SERVICE, cases, "identities were destroyed: their time is over"),
                    Err(error) => {
                        tracing::warn!(service = C::SERVICE, error = %error, "identities whose time is over could not be destroyed; it will be tried again");
                        break;
                    }
                }
            }
        }
    }

    /// One look; how many cases it was about.
    ///
    /// # Errors
    /// The database's; what was destroyed stays so.
    pub async fn round(&self) -> Result<usize, DbErr> {
        let now = self.clock.now();
        let ended = self.ended(now - self.keep).await?;
        for (case, closed_at) in &ended {
            self.destroy(*case, *closed_at, now).await?;
        }
        Ok(ended.len())
    }

    /// Cases that ended before, of which somebody is still known; those that ended first come first.
    async fn ended(&self, before: OffsetDateTime) -> Result<Vec<(Uuid, OffsetDateTime)>, DbErr> {
        let cases = Alias::new(C::Entity::default().table_name());
        let known = Query::select()
            .column(row::Column::CaseId)
            .from(row::Entity)
            .and_where(Expr::col((row::Entity, row::Column::CaseId)).equals((cases.clone(), Alias::new("id"))))
            .to_owned();
        let found = Query::select()
            .columns([Alias::new("id"), Alias::new("closed_at")])
            .from(cases)
            .and_where(Expr::col(Alias::new("closed_at")).lte(before))
            // Asked case by case, so that the index on `closed_at` leads: nobody reads the whole vault for the few that are over.
            .and_where(Expr::exists(known))
            .order_by(Alias::new("closed_at"), Order::Asc)
            .limit(BATCH)
            .to_owned();
        let rows = self.db.query_all(&found).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "id")?, row.try_get("", "closed_at")?)))
            .collect()
    }

    /// In one transaction: the rows go, and that they went is on record.
    async fn destroy(&self, case: Uuid, closed_at: OffsetDateTime, now: OffsetDateTime) -> Result<(), DbErr> {
        let transaction = self.db.begin().await?;
        let gone = row::Entity::delete_many()
            .filter(row::Column::CaseId.eq(case))
            .exec(&transaction)
            .await?;
        let record = ActiveModel {
            case_id: Set(case),
            closed_at: Set(closed_at),
            at: Set(now),
            parties: Set(i64::try_from(gone.rows_affected).unwrap_or(i64::MAX)),
        };
        let again = OnConflict::column(Column::CaseId)
            .update_columns([Column::At, Column::Parties])
            .to_owned();
        Entity::insert(record)
            .on_conflict(again)
            .exec_without_returning(&transaction)
            .await?;
        transaction.commit().await
    }
}
