//! One batch: read what is pending, publish it, mark what was acknowledged.
//!
//! Order within a case: a batch goes out in waves, each holding at most one row of a case, and a wave waits for the
//! acknowledgements of the one before. So cases are pipelined and yet a row is never sent before the case's previous one
//! is in the stream. After a wave with a failure the batch ends; what was acknowledged is marked, the rest stays pending.

use std::collections::HashMap;

use async_nats::jetstream::context::{PublishAckFuture, PublishError, PublishErrorKind};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::publish::PublishAck;
use futures::future::join_all;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder,
    QuerySelect, Statement, TransactionTrait,
};

use super::{RelaySettings, tail};
use crate::fail::{self, Point};
use crate::journal::{self, Column};
use crate::nats::event::{CloudEvent, Teller, header};
use crate::nats::{COUNTY_STREAM, Nats};

/// The advisory lock of the relay; PostgreSQL keeps such locks per database.
const LOCK: i64 = i64::from_be_bytes(*b"SHIYURLY");

/// Why nothing could be carried.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("the bus is away")]
    Away,
    #[error("the stream does not answer")]
    Stream(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("row {position} was not acknowledged")]
    Unacknowledged {
        position: i64,
        #[source]
        cause: PublishError,
    },
    #[error("the journal cannot be read or marked")]
    Database(#[from] DbErr),
}

/// What to do next.
pub(super) enum Step {
    /// There is more.
    Again,
    /// Nothing is pending, or another replica has its turn.
    Idle,
}

/// A row that is in the stream.
struct Acknowledged {
    position: i64,
    sequence: i64,
    duplicate: bool,
}

pub(super) struct Desk {
    db: DatabaseConnection,
    nats: Nats,
    teller: Teller,
    size: u64,
    /// The connection over which the stream's end was compared with the journal's.
    compared: Option<u64>,
}

impl Desk {
    pub(super) fn new(db: DatabaseConnection, nats: Nats, settings: RelaySettings) -> Self {
        Self {
            db,
            nats,
            size: settings.batch.clamp(1, 4_096),
            teller: settings.teller,
            compared: None,
        }
    }

    /// One batch. No transaction is open while the bus is known to be away. On SQLite there is none at all: it would keep
    /// the one writer from everyone else while acknowledgements travel, and there is only one relay.
    pub(super) async fn step(&mut self) -> Result<Step, Trouble> {
        if !self.nats.is_connected() {
            return Err(Trouble::Away);
        }
        if self.db.get_database_backend() != DbBackend::Postgres {
            let db = self.db.clone();
            return self.carry(&db).await.map_or_else(Err, Carried::step);
        }
        let turn = self.db.begin().await?;
        if !is_our_turn(&turn).await? {
            turn.rollback().await?;
            return Ok(Step::Idle);
        }
        let carried = self.carry(&turn).await?;
        turn.commit().await?;
        carried.step()
    }

    async fn carry(&mut self, db: &impl ConnectionTrait) -> Result<Carried, Trouble> {
        let connects = self.nats.connects();
        if self.compared != Some(connects) {
            tail::compare(db, &self.nats).await?;
            self.compared = Some(connects);
        }
        let highest = tail::highest(db).await?;
        let rows = pending(db, self.size).await?;
        let full = rows.len() as u64 == self.size;
        let (acknowledged, trouble) = self.publish(rows).await;
        if let Some(first) = acknowledged.iter().filter(|row| !row.duplicate).map(|row| row.sequence).min()
            && first <= highest
        {
            tail::lost(db, first).await?;
        }
        if !acknowledged.is_empty() {
            fail::at(Point::BeforeMark);
        }
        mark(db, &acknowledged).await?;
        Ok(Carried { full, trouble })
    }

    async fn publish(&self, rows: Vec<journal::Model>) -> (Vec<Acknowledged>, Option<Trouble>) {
        let mut acknowledged = Vec::with_capacity(rows.len());
        for wave in waves(rows) {
            let mut trouble = None;
            let mut sent = Vec::with_capacity(wave.len());
            for row in &wave {
                match self.send(row).await {
                    Ok(Some(answer)) => sent.push(async move { (row.position, answer.await) }),
                    Ok(None) => {}
                    Err(cause) => {
                        let away = cause.kind() == PublishErrorKind::TimedOut;
                        trouble = Some(unacknowledged(row.position, cause));
                        if away {
                            break;
                        }
                    }
                }
            }
            fail::at(Point::AfterPublish);
            for (position, answer) in join_all(sent).await {
                match answer {
                    Ok(answer) => acknowledged.push(Acknowledged::new(position, &answer)),
                    Err(cause) => trouble = Some(unacknowledged(position, cause)),
                }
            }
            if trouble.is_some() {
                return (acknowledged, trouble);
            }
        }
        (acknowledged, None)
    }

    async fn send(&self, row: &journal::Model) -> Result<Option<PublishAckFuture>, PublishError> {
        let Some(event) = CloudEvent::of(row, &self.teller) else {
            return Ok(None);
        };
        let message = PublishMessage::build()
            .payload(event.data)
            .headers(event.headers)
            .header(header::EXPECTED_STREAM, COUNTY_STREAM);
        self.nats.jetstream().send_publish(event.subject, message).await.map(Some)
    }
}

struct Carried {
    full: bool,
    trouble: Option<Trouble>,
}

impl Carried {
    fn step(self) -> Result<Step, Trouble> {
        match self.trouble {
            Some(trouble) => Err(trouble),
            None if self.full => Ok(Step::Again),
            None => Ok(Step::Idle),
        }
    }
}

impl Acknowledged {
    fn new(position: i64, answer: &PublishAck) -> Self {
        Self {
            position,
            sequence: i64::try_from(answer.sequence).unwrap_or(i64::MAX),
            duplicate: answer.duplicate,
        }
    }
}

fn unacknowledged(position: i64, cause: PublishError) -> Trouble {
    Trouble::Unacknowledged { position, cause }
}

/// Whether this replica has the turn; it keeps it until the transaction ends, however that happens. Its marks need not
/// outlive a crash: what is marked no more is told again, under the same id.
async fn is_our_turn(turn: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let ask = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_try_advisory_xact_lock($1) AS ours, set_config('synchronous_commit', 'off', true)",
        [LOCK.into()],
    );
    turn.query_one_raw(ask).await?.map_or(Ok(false), |row| row.try_get("", "ours"))
}

/// What is pending, without the columns that stay in this database: they are the larger part of a row.
async fn pending(db: &impl ConnectionTrait, size: u64) -> Result<Vec<journal::Model>, DbErr> {
    let kept = |column: &Column| matches!(column, Column::Actor | Column::Detail);
    journal::Entity::find()
        .select_only()
        .columns(Column::iter().filter(|column| !kept(column)))
        .expr_as(Expr::cust("''"), Column::Actor.as_str())
        // Whom a fact of the desk is for stands there: its subject is made of it.
        .expr_as(
            Expr::cust("CASE WHEN kind LIKE 'desk.%' THEN detail ELSE '' END"),
            Column::Detail.as_str(),
        )
        .filter(Column::Fact.is_not_null())
        .filter(Column::Sequence.is_null())
        .order_by_asc(Column::Position)
        .limit(size)
        .all(db)
        .await
}

/// The n-th row of every case, for n from 1.
fn waves(rows: Vec<journal::Model>) -> Vec<Vec<journal::Model>> {
    let mut waves: Vec<Vec<journal::Model>> = Vec::new();
    let mut depth = HashMap::new();
    for row in rows {
        let wave: &mut usize = depth.entry(row.case_id).or_default();
        match waves.get_mut(*wave) {
            Some(rows) => rows.push(row),
            None => waves.push(vec![row]),
        }
        *wave += 1;
    }
    waves
}

async fn mark(db: &impl ConnectionTrait, rows: &[Acknowledged]) -> Result<(), DbErr> {
    let positions = rows.iter().map(|row| row.position);
    let Some((first, last)) = positions.clone().min().zip(positions.max()) else {
        return Ok(());
    };
    let backend = db.get_database_backend();
    // Without the bounds a table that nobody has counted yet is read as a whole.
    let statement = if backend == DbBackend::Postgres {
        let positions: Vec<i64> = rows.iter().map(|row| row.position).collect();
        let sequences: Vec<i64> = rows.iter().map(|row| row.sequence).collect();
        Statement::from_sql_and_values(
            backend,
            "UPDATE journal SET sequence = acknowledged.sequence \
             FROM UNNEST($1::bigint[], $2::bigint[]) AS acknowledged(position, sequence) \
             WHERE journal.position = acknowledged.position AND journal.position BETWEEN $3 AND $4",
            [positions.into(), sequences.into(), first.into(), last.into()],
        )
    } else {
        let pairs: Vec<[i64; 2]> = rows.iter().map(|row| [row.position, row.sequence]).collect();
        let pairs = serde_json::to_string(&pairs).map_err(|error| DbErr::Json(error.to_string()))?;
        Statement::from_sql_and_values(
            backend,
            "UPDATE journal SET sequence = acknowledged.value ->> 1 \
             FROM json_each(?) AS acknowledged \
             WHERE journal.position = acknowledged.value ->> 0 AND journal.position BETWEEN ? AND ?",
            [pairs.into(), first.into(), last.into()],
        )
    };
    db.execute_raw(statement).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    fn row(position: i64, case: u128) -> journal::Model {
        journal::Model {
            position,
            event_id: Uuid::from_u128(position.unsigned_abs().into()),
            case_id: Uuid::from_u128(case),
            version: 1,
            act_id: Uuid::nil(),
            kind: "matter.accepted".into(),
            at: datetime!(2025-01-02 03:04 UTC),
            actor: String::new(),
            detail: String::new(),
            fact: Some(Vec::new()),
            trace: None,
            hash: Vec::new(),
            sequence: None,
        }
    }

    #[test]
    fn a_wave_holds_one_row_of_a_case_and_keeps_their_order() {
        let rows = [(1, 7), (2, 7), (3, 8), (4, 7), (5, 9), (6, 8)].map(|(position, case)| row(position, case));
        let positions: Vec<Vec<i64>> = waves(rows.to_vec())
            .iter()
            .map(|wave| wave.iter().map(|row| row.position).collect())
            .collect();
        assert_eq!(positions, [vec![1, 3, 5], vec![2, 6], vec![4]]);
    }
}
