//! What wakes the relay: a commit in this process, or one in another replica.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// The PostgreSQL channel on which a commit is announced to other replicas.
pub const CHANNEL: &str = "shiyu_journal";

const PAUSE: Duration = Duration::from_secs(1);

/// A bell between the ledger and the relay of one process. A ring is never lost: it is kept until the relay hears it.
#[derive(Debug, Clone, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// A new bell.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Rings; call it after the commit.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for a ring.
    pub async fn rung(&self) {
        self.0.notified().await;
    }
}

/// Announces a commit to the relays of other replicas; call it inside the transaction, PostgreSQL speaks when it commits.
/// Nothing happens on SQLite, where there is one process.
///
/// # Errors
/// The database's.
pub async fn announce(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    if backend == DbBackend::Postgres {
        let tell = Statement::from_sql_and_values(backend, "SELECT pg_notify($1, '')", [CHANNEL.into()]);
        db.execute_raw(tell).await?;
    }
    Ok(())
}

/// Rings for every announced commit. What is missed while the listener is away, the relay's slow poll finds.
pub(super) async fn listen(db: DatabaseConnection, wake: Wake, stopping: CancellationToken) {
    if db.get_database_backend() != DbBackend::Postgres {
        return;
    }
    while !stopping.is_cancelled() {
        tokio::select! {
            () = stopping.cancelled() => return,
            Err(error) = ring_for_commits(&db, &wake) => {
                tracing::warn!(error = %error, "cannot listen for commits, the relay polls");
            }
        }
        // Elapsing is the usual end of this wait.
        let _ = tokio::time::timeout(PAUSE, stopping.cancelled()).await;
    }
}

async fn ring_for_commits(db: &DatabaseConnection, wake: &Wake) -> Result<std::convert::Infallible, sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect_with(&own_pool(db)).await?;
    listener.listen(CHANNEL).await?;
    wake.ring();
    loop {
        // `None`: the connection was lost and made again; commits in between were not announced to us.
        listener.try_recv().await?;
        wake.ring();
    }
}

/// A connection beside the shared pool: a listener keeps its connection for good.
fn own_pool(db: &DatabaseConnection) -> PgPool {
    let options = db.get_postgres_connection_pool().connect_options();
    PgPoolOptions::new().max_connections(1).connect_lazy_with((*options).clone())
}
