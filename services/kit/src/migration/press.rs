//! How PostgreSQL compresses what is long.

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr};
use sea_orm_migration::SchemaManager;

/// For a migration: values written from now on to these columns are compressed by LZ4, which takes a tenth of the time of
/// PostgreSQL's own way. A server that was built without it, or is older than 14, goes on as before; so does SQLite, which compresses
/// nothing.
///
/// # Errors
/// The database's.
pub async fn press(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    if manager.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    for column in columns {
        let text = PRESS.replace("{table}", table).replace("{column}", column);
        manager.get_connection().execute_unprepared(&text).await?;
    }
    Ok(())
}

const PRESS: &str = "DO $press$ BEGIN
    EXECUTE 'ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported OR syntax_error THEN NULL;
END $press$";
