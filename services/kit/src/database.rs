//! One code path over PostgreSQL and SQLite: how to connect, and what a database error means to the ledger.

use std::collections::HashSet;
use std::fs::{File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt as _;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, EntityTrait as _, RuntimeErr, SqliteTransactionMode,
    SqlxError, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::{MigratorTrait, SchemaManager, seaql_migrations};

/// A service's database. PostgreSQL has one pool; SQLite has one writer, and readers beside it.
#[derive(Debug, Clone)]
pub struct Database {
    /// Where commands are written.
    pub writer: DatabaseConnection,
    /// Where questions are asked.
    pub reader: DatabaseConnection,
}

/// Read and written by its owner.
const OWNER: u32 = 0o600;

/// PostgreSQL plans a batched insert once for each batch size; this many plans stay cached on a connection.
const STATEMENTS: usize = 512;

/// Of a transaction that reads before it writes: SQLite lets another process wait for it instead of failing once it comes to write.
pub(crate) const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

impl Database {
    /// Connects to `postgres://…`, `sqlite://path?mode=rwc` or `sqlite::memory:`.
    ///
    /// # Errors
    /// The database's, within five seconds.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            close_to_others(url)?;
            // A memory database lives in its one connection, so that writer and reader are the same.
            let writer = sea_orm::Database::connect(options(url, 1)).await?;
            let reader = if url.contains(":memory:") {
                writer.clone()
            } else {
                sea_orm::Database::connect(options(url, connections)).await?
            };
            return Ok(Self { writer, reader });
        }
        let pool = sea_orm::Database::connect(options(url, connections)).await?;
        Ok(Self {
            writer: pool.clone(),
            reader: pool,
        })
    }

    /// Whether it is PostgreSQL, where several replicas share the database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.writer.get_database_backend() == DatabaseBackend::Postgres
    }

    /// The changes the tables still lack, in order. What a newer version of the code has changed beyond them is its affair: it
    /// only added (expand, then contract), so that an older version goes on working.
    ///
    /// # Errors
    /// The database's.
    pub async fn behind<M: MigratorTrait>(&self) -> Result<Vec<String>, DbErr> {
        let wanted = M::migrations().into_iter().map(|change| change.name().to_owned());
        if !SchemaManager::new(&self.writer).has_table("seaql_migrations").await? {
            return Ok(wanted.collect());
        }
        let rows = seaql_migrations::Entity::find().all(&self.writer).await?;
        let applied: HashSet<String> = rows.into_iter().map(|row| row.version).collect();
        Ok(wanted.filter(|change| !applied.contains(change)).collect())
    }

    /// Brings the tables up to date, one runner at a time.
    ///
    /// # Errors
    /// The database's.
    pub async fn migrate<M: MigratorTrait>(&self) -> Result<(), DbErr> {
        if self.behind::<M>().await?.is_empty() {
            return Ok(());
        }
        if !self.is_shared() {
            return M::up(&self.writer, None).await;
        }
        // sea-orm does not lock its migrator: a lock held by another connection's transaction makes the runners queue.
        let lock = self.writer.begin().await?;
        lock.execute_unprepared("SELECT pg_advisory_xact_lock(7235939301)").await?;
        M::up(&self.writer, None).await?;
        lock.commit().await
    }

    /// Answers if the database does.
    ///
    /// # Errors
    /// The database's.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.ping().await
    }

    /// Gives the connections back.
    pub async fn close(self) {
        // Closing a pool only fails when it is closed already.
        let _ = self.reader.close().await;
        let _ = self.writer.close().await;
    }
}

/// A database file is for its owner's eyes only. SQLite gives the files beside it (`-wal`, `-shm`) the same mode as it has
/// itself; those of an older build are closed here.
fn close_to_others(url: &str) -> Result<(), DbErr> {
    let unusable = |cause: SqlxError| DbErr::Conn(RuntimeErr::SqlxError(cause.into()));
    let options: SqliteConnectOptions = url.parse().map_err(unusable)?;
    let file = options.get_filename();
    if url.contains(":memory:") || url.contains("mode=memory") || url.contains("mode=ro") {
        return Ok(());
    }
    let close = || {
        if url.contains("mode=rwc") {
            File::options().write(true).create(true).truncate(false).mode(OWNER).open(file)?;
        }
        for ending in ["", "-wal", "-shm"] {
            let mut name = file.as_os_str().to_owned();
            name.push(ending);
            match std::fs::set_permissions(&name, Permissions::from_mode(OWNER)) {
                // Somebody else's file is theirs to close.
                Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                    tracing::warn!(database.file = %name.display(), "the mode of a database file is not ours to change");
                }
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    };
    close().map_err(|error: std::io::Error| unusable(SqlxError::Io(error)))
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // Who waits for a file's one writer waits behind others of this process: that is a queue, and no database that is away.
    let patience = Duration::from_secs(if url.starts_with("sqlite:") { 30 } else { 5 });
    options
        .max_connections(connections)
        .connect_timeout(Duration::from_secs(5))
        .acquire_timeout(patience)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        // SQL text holds what citizens wrote; it stays out of logs and spans.
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(STATEMENTS))
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                // FULL: a commit that was answered survives the loss of power.
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(STATEMENTS)
        });
    options
}

/// Whether a write failed because another was faster: it is decided again, not reported.
#[must_use]
pub fn is_lost_race(error: &DbErr) -> bool {
    // unique_violation, serialization_failure, deadlock_detected; SQLite's UNIQUE, PRIMARYKEY and BUSY families.
    matches!(
        code(error).as_deref(),
        Some("23505" | "40001" | "40P01" | "2067" | "1555" | "5" | "261" | "517")
    )
}

/// Whether the database answered, but with a value that is not of the kind its column should hold.
#[must_use]
pub fn is_illegible(error: &DbErr) -> bool {
    if matches!(error, DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. }) {
        return true;
    }
    runtime(error).is_some_and(|error| matches!(error, SqlxError::ColumnDecode { .. } | SqlxError::Decode(_)))
}

/// Asks a question whose rows may hold anything: at a time past the year 9999 sqlx does not fail, it panics.
///
/// # Errors
/// The question's; [`is_illegible`] for a row that made it panic.
pub async fn legibly<T>(question: impl Future<Output = Result<T, DbErr>> + Send) -> Result<T, DbErr> {
    let answered = AssertUnwindSafe(question).catch_unwind().await;
    answered.unwrap_or_else(|_| Err(DbErr::Type("a value no column of ours holds".to_owned())))
}

/// Whether the database is away rather than against it.
#[must_use]
pub fn is_away(error: &DbErr) -> bool {
    if is_illegible(error) {
        return false;
    }
    if matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_)) {
        return true;
    }
    let Some(runtime) = runtime(error) else { return false };
    match runtime.as_database_error().and_then(sea_orm::sqlx::error::DatabaseError::code) {
        // class 08 connection exception, 53 insufficient resources, 57P0x shutdown
        Some(code) => code.starts_with("08") || code.starts_with("53") || code.starts_with("57P"),
        // No answer from the database at all: the connection was cut.
        None => runtime.as_database_error().is_none() && std::error::Error::source(runtime).is_some(),
    }
}

/// Whether a row of this table has a key that is taken. SQLite tells the table only in its message.
pub(crate) fn is_taken(error: &DbErr, table: &str) -> bool {
    let answer = runtime(error).and_then(|error| error.as_database_error());
    answer.filter(|answer| answer.is_unique_violation()).is_some_and(|answer| {
        let told = answer.table().map(|named| named == table);
        told.unwrap_or_else(|| answer.message().contains(&format!(" {table}.")))
    })
}

fn code(error: &DbErr) -> Option<String> {
    runtime(error)?.as_database_error()?.code().map(std::borrow::Cow::into_owned)
}

fn runtime(error: &DbErr) -> Option<&SqlxError> {
    if let DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error)) = error
    {
        return Some(error);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_files_of_a_database_are_closed_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("petition.sqlite");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        for _ in 0..2 {
            let db = Database::connect(&url, 2).await.unwrap();
            db.writer
                .execute_unprepared("CREATE TABLE IF NOT EXISTS t (a INTEGER)")
                .await
                .unwrap();
            db.writer.execute_unprepared("INSERT INTO t VALUES (1)").await.unwrap();
            let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
            assert_eq!(files.len(), 3, "the database, its -wal and its -shm");
            for file in files {
                let mode = file.metadata().unwrap().permissions().mode();
                assert_eq!(mode & 0o777, 0o600, "{:?}", file.path());
            }
            db.close().await;
            // As an older build left it.
            std::fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        }
    }
}
