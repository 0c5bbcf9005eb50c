//! The index: on PostgreSQL a GIN index over the terms of `words`, on SQLite FTS5, in tables beside it that triggers keep.
//!
//! The words stand in a table of their own, with the case's id and nothing else. PostgreSQL enters every row version into each index
//! of its table: beside what changes with every step of a case, each step would write all its terms again.

use sea_orm::sea_query::{Expr, ExprTrait, Query as Select, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, DbErr, Statement};
use sea_orm_migration::SchemaManager;
use uuid::Uuid;

use super::Query;

/// For a migration: indexes the column `words` of a table whose primary key is `id`, with the rows that are there.
///
/// # Errors
/// The database's.
pub async fn create_index(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    build(manager, table, if postgres { POSTGRES } else { SQLITE }).await
}

/// For a migration: the same where an older build had made its index. One that is as it should be stays.
///
/// # Errors
/// The database's.
pub async fn renew_index(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        build(manager, table, POSTGRES).await?;
    }
    Ok(())
}

async fn build(manager: &SchemaManager<'_>, table: &str, text: &str) -> Result<(), DbErr> {
    let text = text.replace("{table}", table);
    manager.get_connection().execute_unprepared(&text).await.map(drop)
}

/// Enters words of many rows of a table that has but `id` and `words`, each over those its row had. No id may occur twice.
///
/// # Errors
/// The database's; then nothing was entered.
pub async fn enter(db: &impl ConnectionTrait, table: &'static str, entries: &[(Uuid, String)]) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let over = "ON CONFLICT (id) DO UPDATE SET words = excluded.words";
    let statement = if backend == DatabaseBackend::Postgres {
        let (ids, words): (Vec<Uuid>, Vec<String>) = entries.iter().cloned().unzip();
        let text = format!("INSERT INTO {table} (id, words) SELECT * FROM UNNEST($1::uuid[], $2::text[]) {over}");
        Statement::from_sql_and_values(backend, text, [ids.into(), words.into()])
    } else {
        let values = vec!["(?, ?)"; entries.len()].join(", ");
        let text = format!("INSERT INTO {table} (id, words) VALUES {values} {over}");
        let each = entries.iter().flat_map(|(id, words)| [(*id).into(), words.clone().into()]);
        Statement::from_sql_and_values(backend, text, each)
    };
    db.execute_raw(statement).await.map(drop)
}

/// The rows of `table` that the query finds; `id` is its primary key.
#[must_use]
pub fn condition(backend: DatabaseBackend, table: &'static str, id: impl ColumnTrait, query: &Query) -> Condition {
    let found = if backend == DatabaseBackend::Postgres {
        on_postgres(table, query)
    } else {
        on_sqlite(table, query)
    };
    Condition::all().add(id.in_subquery(found))
}

fn on_postgres(table: &str, query: &Query) -> SelectStatement {
    Select::select()
        .column("id")
        .from(table.to_owned())
        .and_where(Expr::cust_with_values(
            format!("{table}_words_cut(words) @@ CAST($1 AS tsquery)"),
            [query.postgres()],
        ))
        .to_owned()
}

fn on_sqlite(table: &str, query: &Query) -> SelectStatement {
    let words = format!("{table}_words");
    let numbers = Select::select()
        .column("rowid")
        .from(words.clone())
        .and_where(Expr::cust_with_values(format!("{words} MATCH ?"), [query.sqlite()]))
        .to_owned();
    Select::select()
        .column("id")
        .from(format!("{table}_words_of"))
        .and_where(Expr::col("number").in_subquery(numbers))
        .to_owned()
}

/// The terms are lexemes as they stand: PostgreSQL's parser would cut them again, by rules that hang on the locale. Nothing but
/// the index keeps them, so that looking through the rows would cut each again: the planner is told what that costs, and the function
/// is of a language that hides nothing of it. What an older build kept in a table of its own goes.
const POSTGRES: &str = r"
DROP TRIGGER IF EXISTS {table}_words_insert ON {table};
DROP TRIGGER IF EXISTS {table}_words_update ON {table};
DROP TRIGGER IF EXISTS {table}_words_delete ON {table};
DROP FUNCTION IF EXISTS {table}_words_keep();
DROP TABLE IF EXISTS {table}_words;
CREATE OR REPLACE FUNCTION {table}_words_cut(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 10000
    AS $cut$ BEGIN RETURN array_to_tsvector(array_remove(string_to_array(coalesce(words, ''), ' '), '')); END $cut$;
CREATE INDEX IF NOT EXISTS {table}_words_terms ON {table} USING gin ({table}_words_cut(words)) WITH (fastupdate = on);
";

/// A row's number is kept here, because a `VACUUM` numbers the rows of a table with another key anew. `ascii` leaves every letter
/// beyond ASCII within its term, whatever it is; the terms are folded already.
const SQLITE: &str = r"
CREATE TABLE {table}_words_of (number INTEGER PRIMARY KEY, id NOT NULL UNIQUE);
CREATE VIRTUAL TABLE {table}_words USING fts5(words, content='', contentless_delete=1, detail='none', tokenize='ascii');
INSERT INTO {table}_words_of (id) SELECT id FROM {table};
INSERT INTO {table}_words (rowid, words)
    SELECT number, coalesce(words, '') FROM {table} JOIN {table}_words_of USING (id);
CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_words_of (id) VALUES (new.id);
    INSERT INTO {table}_words (rowid, words) SELECT number, coalesce(new.words, '') FROM {table}_words_of WHERE id = new.id;
END;
CREATE TRIGGER {table}_words_update AFTER UPDATE OF words ON {table} WHEN old.words IS NOT new.words BEGIN
    UPDATE {table}_words SET words = coalesce(new.words, '') WHERE rowid = (SELECT number FROM {table}_words_of WHERE id = new.id);
END;
CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} BEGIN
    DELETE FROM {table}_words WHERE rowid = (SELECT number FROM {table}_words_of WHERE id = old.id);
    DELETE FROM {table}_words_of WHERE id = old.id;
END;
";
