//! One batch: read what is pending, publish it, mark what was acknowledged.
//!
//! Order within a case: a batch goes out in waves, each holding at most one row of a case, and a wave waits for the
//! acknowledgements of the one before. So cases are pipelined and yet a row is never sent before the case's previous one
//! is in the stream. After a wave with a failure the batch ends; what was acknowledged is marked, the rest stays pending.

use async_nats::jetstream::context::{PublishAckFuture, PublishError, PublishErrorKind};
use async_nats::jetstream::message::PublishMessage;
use futures::future::join_all;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait};

use super::rows::{Acknowledged, mark, pending, waves};
use super::{RelaySettings, astray, tail};
use crate::fail::{self, Point};
use crate::journal;
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
        astray::lay_aside(db, &rows, &self.teller).await?;
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
