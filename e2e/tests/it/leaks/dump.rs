//! A whole database as text, and what of it lies in files.

use std::path::PathBuf;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use shiyu_e2e::Storage;
use shiyu_kit::database::Database;

/// Every row of every table; of SQLite the bytes of its files too.
pub async fn of(db: Database, url: &str, storage: Storage) -> Vec<u8> {
    let mut all = Vec::new();
    let tables = match storage {
        Storage::Postgres => "SELECT tablename AS word FROM pg_tables WHERE schemaname = 'public'",
        Storage::Sqlite => "SELECT name AS word FROM sqlite_master WHERE type = 'table'",
    };
    let tables = words(&db.reader, tables).await;
    assert!(tables.iter().any(|table| table == "party"), "{tables:?}");
    for table in tables {
        let rows = match storage {
            Storage::Postgres => format!("SELECT row::text AS word FROM \"{table}\" AS row"),
            Storage::Sqlite => quoted(&db.reader, &table).await,
        };
        for row in words(&db.reader, &rows).await {
            all.extend(row.into_bytes());
            all.push(b'\n');
        }
    }
    db.close().await;
    for file in files(url) {
        all.extend(std::fs::read(file).unwrap_or_default());
    }
    all
}

async fn words(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "word").unwrap()).collect()
}

/// SQLite has no text of a row: each column as it would be written in a statement.
async fn quoted(db: &DatabaseConnection, table: &str) -> String {
    let columns = words(db, &format!("SELECT name AS word FROM pragma_table_info('{table}')")).await;
    let columns: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
    format!("SELECT {} AS word FROM \"{table}\"", columns.join(" || '|' || "))
}

/// The file, its log of writes and its index; none of PostgreSQL.
fn files(url: &str) -> Vec<PathBuf> {
    let Some(rest) = url.strip_prefix("sqlite://") else {
        return Vec::new();
    };
    let file = rest.split('?').next().unwrap_or(rest);
    ["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{file}{end}"))).into()
}
