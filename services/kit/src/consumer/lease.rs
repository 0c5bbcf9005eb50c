//! One hearing replica per consumer and database: a session lock on a connection of its own, so that it is freed with it.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{Connection, Error, query_scalar};
use sea_orm::{DatabaseConnection, DbBackend};
use sha2::{Digest, Sha256};

/// The right to hear. On SQLite there is one process, which always has it.
pub(super) struct Lease(Option<PgConnection>);

impl Lease {
    /// Waits for the right to hear under a name.
    pub(super) async fn wait(db: &DatabaseConnection, durable: &str, interval: Duration) -> Result<Self, Error> {
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(Self(None));
        }
        let options = db.get_postgres_connection_pool().connect_options();
        let mut connection = PgConnection::connect_with(&options).await?;
        let mut ticks = tokio::time::interval(interval);
        loop {
            ticks.tick().await;
            let ours: bool = query_scalar("SELECT pg_try_advisory_lock($1)")
                .bind(key(durable))
                .fetch_one(&mut connection)
                .await?;
            if ours {
                return Ok(Self(Some(connection)));
            }
        }
    }

    /// Whether the right is still ours: it went with the connection.
    pub(super) async fn is_ours(&mut self) -> bool {
        match &mut self.0 {
            None => true,
            Some(connection) => matches!(tokio::time::timeout(Duration::from_secs(5), connection.ping()).await, Ok(Ok(()))),
        }
    }

    /// Frees the right for another replica.
    pub(super) async fn give_back(self) {
        if let Some(connection) = self.0 {
            // If the goodbye fails the connection is gone, and the lock with it.
            let _ = connection.close().await;
        }
    }
}

fn key(durable: &str) -> i64 {
    let hash = Sha256::new().chain_update(b"shiyu.consumer.").chain_update(durable).finalize();
    hash.iter().take(8).fold(0, |key, byte| (key << 8) | i64::from(*byte))
}
