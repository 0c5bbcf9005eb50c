//! The index: a table `<table>_words` beside the case's table, kept by triggers, on PostgreSQL a GIN index and on SQLite FTS5.
//!
//! It is not an index of the case's table itself, because PostgreSQL enters every row version into each of those: every step of a
//! case would write all its terms again. Here only a change of `words` does.

use sea_orm::sea_query::{Expr, ExprTrait, Query as Select, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, DbErr};
use sea_orm_migration::SchemaManager;

use super::Query;

/// For a migration: indexes the column `words` of a table whose primary key is `id`, with the rows that are there.
///
/// # Errors
/// The database's.
pub async fn create_index(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
    let text = if postgres { POSTGRES } else { SQLITE };
    manager
        .get_connection()
        .execute_unprepared(&text.replace("{table}", table))
        .await
        .map(drop)
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
        .from(format!("{table}_words"))
        .and_where(Expr::cust_with_values("terms @@ CAST($1 AS tsquery)", [query.postgres()]))
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

/// The terms are lexemes as they stand: PostgreSQL's parser would cut them again, by rules that hang on the locale.
const POSTGRES: &str = r"
CREATE TABLE {table}_words (id uuid PRIMARY KEY, terms tsvector NOT NULL);
CREATE FUNCTION {table}_words_cut(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE
    AS $cut$ SELECT array_to_tsvector(array_remove(string_to_array(coalesce(words, ''), ' '), '')) $cut$;
INSERT INTO {table}_words SELECT id, {table}_words_cut(words) FROM {table};
CREATE INDEX {table}_words_terms ON {table}_words USING gin (terms) WITH (fastupdate = on);
CREATE FUNCTION {table}_words_keep() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO {table}_words VALUES (NEW.id, {table}_words_cut(NEW.words));
    ELSIF TG_OP = 'UPDATE' THEN
        UPDATE {table}_words SET terms = {table}_words_cut(NEW.words) WHERE id = NEW.id;
    ELSE
        DELETE FROM {table}_words WHERE id = OLD.id;
    END IF;
    RETURN NULL;
END $keep$;
CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_words_keep();
CREATE TRIGGER {table}_words_update AFTER UPDATE OF words ON {table} FOR EACH ROW
    WHEN (OLD.words IS DISTINCT FROM NEW.words) EXECUTE FUNCTION {table}_words_keep();
CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_words_keep();
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
