//! A batch on PostgreSQL: one question loads it, one statement writes it. Their texts do not vary with the size of the batch,
//! so that a connection plans each of them once, and a batch costs two round trips and one commit.

use std::sync::Arc;

use sea_orm::sea_query::{Value, ValueType};
use sea_orm::sqlx::postgres::PgArguments;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, FromQueryResult, IdenStatic, IntoActiveModel,
    Iterable, PrimaryKeyToColumn, PrimaryKeyTrait, RuntimeErr, Statement,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::Job;
use super::batch::{Loaded, Writing};
use super::load::Found;
use crate::case::Record;
use crate::journal::head;
use crate::relay::CHANNEL;
use crate::{inbox, journal};

type Filling<'q> = Query<'q, Postgres, PgArguments>;

/// The two texts for one kind of case.
pub(super) struct Texts {
    question: String,
    statement: Arc<str>,
}

impl Texts {
    pub(super) fn of<C: Record>() -> Self {
        Self {
            question: question::<C>(),
            statement: statement::<C>().into(),
        }
    }

    /// What is known of the acts and their cases, as of one moment.
    pub(super) async fn load<C: Record>(&self, db: &DatabaseConnection, jobs: &[Job<C>]) -> Result<Found<C>, DbErr> {
        let acts: Vec<Uuid> = jobs.iter().map(|job| job.act.id).collect();
        let cases: Vec<Uuid> = jobs.iter().map(|job| job.act.case).collect();
        let asked = Statement::from_sql_and_values(DbBackend::Postgres, &self.question, [acts.into(), cases.into()]);
        let mut found = Found::default();
        for row in db.query_all_raw(asked).await? {
            found.done.extend(Option::<inbox::Model>::from_query_result(&row, "inbox_")?);
            found.heads.extend(Option::<head::Model>::from_query_result(&row, "head_")?);
            found
                .rows
                .extend(Option::<<C::Entity as EntityTrait>::Model>::from_query_result(&row, "case_")?);
        }
        Ok(found)
    }

    /// Inbox, journal, heads and rows: all of it or nothing.
    pub(super) async fn write<C: Record>(&self, db: &DatabaseConnection, writing: Writing, loaded: &Loaded<C>) -> Result<(), DbErr> {
        let touched = loaded.touched();
        let rows = touched.iter().filter_map(|open| open.filed.as_ref().map(C::write)).collect();
        let heads = touched
            .iter()
            .filter_map(|open| open.head())
            .map(IntoActiveModel::into_active_model);
        let done = writing.inbox.into_iter().map(IntoActiveModel::into_active_model);
        let mut query = sqlx::query(AssertSqlSafe(self.statement.clone()));
        query = fill::<inbox::ActiveModel>(query, done.collect())?;
        query = fill::<journal::ActiveModel>(query, writing.journal.into_iter().map(journal::unnumbered).collect())?;
        query = fill::<head::ActiveModel>(query, heads.collect())?;
        query = fill::<C::Row>(query, rows)?;
        let outcome = query.execute(db.get_postgres_connection_pool()).await;
        outcome.map_err(|error| DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error))))?;
        Ok(())
    }
}

/// Each row is looked up by its key. Joined freely, young tables would be read as a whole until somebody counts them.
fn question<C: Record>() -> String {
    let (inbox, head) = (columns::<inbox::Entity>(), columns::<head::Entity>());
    let listed = [
        named::<inbox::Entity>("inbox", &inbox),
        named::<head::Entity>("head", &head),
        named::<C::Entity>("case", &columns::<C::Entity>()),
    ];
    format!(
        "SELECT {} FROM UNNEST($1, $2) AS asked(act_id, case_id) \
         LEFT JOIN LATERAL (SELECT * FROM {} WHERE act_id = asked.act_id LIMIT 1) AS \"inbox\" ON true \
         LEFT JOIN LATERAL (SELECT * FROM {} WHERE case_id = asked.case_id LIMIT 1) AS \"head\" ON true \
         LEFT JOIN LATERAL (SELECT * FROM {} WHERE {} = asked.case_id LIMIT 1) AS \"case\" ON true",
        listed.join(", "),
        table::<inbox::Entity>(),
        table::<head::Entity>(),
        table::<C::Entity>(),
        quoted(C::ID.as_str()),
    )
}

fn named<E: EntityTrait>(alias: &str, columns: &[E::Column]) -> String {
    let named = columns.iter().map(|column| {
        let name = column.as_str();
        format!("\"{alias}\".{} AS {}", quoted(name), quoted(&format!("{alias}_{name}")))
    });
    named.collect::<Vec<_>>().join(", ")
}

fn statement<C: Record>() -> String {
    let mut parameter = 1;
    let inbox = insert::<inbox::Entity>(&mut parameter, false);
    let journal = insert::<journal::Entity>(&mut parameter, false);
    let heads = insert::<head::Entity>(&mut parameter, true);
    let rows = insert::<C::Entity>(&mut parameter, true);
    format!("WITH done AS ({inbox}), told AS ({journal}), heads AS ({heads}), filed AS ({rows}) SELECT pg_notify('{CHANNEL}', '')")
}

/// Inserts rows given column by column, from this parameter on; with `over`, over those of the same key.
fn insert<E: EntityTrait>(parameter: &mut usize, over: bool) -> String {
    let names: Vec<String> = columns::<E>().iter().map(|column| quoted(column.as_str())).collect();
    let first = *parameter;
    *parameter += names.len();
    let given: Vec<String> = (first..*parameter).map(|number| format!("${number}")).collect();
    let text = format!(
        "INSERT INTO {} ({}) SELECT * FROM UNNEST({})",
        table::<E>(),
        names.join(", "),
        given.join(", ")
    );
    if !over {
        return text;
    }
    let keys: Vec<String> = E::PrimaryKey::iter().map(|key| quoted(key.into_column().as_str())).collect();
    let set: Vec<String> = names.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    format!("{text} ON CONFLICT ({}) DO UPDATE SET {}", keys.join(", "), set.join(", "))
}

/// The columns that are written: all but the one the database numbers.
fn columns<E: EntityTrait>() -> Vec<E::Column> {
    let numbered = E::PrimaryKey::auto_increment();
    let is_key = |column: &E::Column| E::PrimaryKey::from_column(*column).is_some();
    E::Column::iter().filter(|column| !(numbered && is_key(column))).collect()
}

fn table<E: EntityTrait>() -> String {
    quoted(E::default().table_name())
}

/// Names come from our own entities: none has a quotation mark.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn fill<A: ActiveModelTrait>(mut query: Filling<'_>, mut rows: Vec<A>) -> Result<Filling<'_>, DbErr> {
    for column in columns::<A::Entity>() {
        let values = rows.iter_mut().map(|row| row.take(column).into_value());
        let values = values.collect::<Option<Vec<Value>>>();
        let values = values.ok_or_else(|| DbErr::AttrNotSet(column.as_str().to_owned()))?;
        query = bind(query, column.as_str(), values)?;
    }
    Ok(query)
}

/// A column of values as one array. The kinds are those of both databases; a new one is added here.
fn bind<'q>(query: Filling<'q>, column: &str, values: Vec<Value>) -> Result<Filling<'q>, DbErr> {
    let first = values.first();
    if matches!(first, Some(Value::Uuid(_))) {
        Ok(query.bind(array::<Uuid>(values)?))
    } else if matches!(first, Some(Value::String(_))) {
        Ok(query.bind(array::<String>(values)?))
    } else if matches!(first, Some(Value::BigInt(_))) {
        Ok(query.bind(array::<i64>(values)?))
    } else if matches!(first, Some(Value::Int(_))) {
        Ok(query.bind(array::<i32>(values)?))
    } else if matches!(first, Some(Value::Bool(_))) {
        Ok(query.bind(array::<bool>(values)?))
    } else if matches!(first, Some(Value::Bytes(_))) {
        Ok(query.bind(array::<Vec<u8>>(values)?))
    } else if matches!(first, Some(Value::TimeDate(_))) {
        Ok(query.bind(array::<Date>(values)?))
    } else if matches!(first, Some(Value::TimeDateTimeWithTimeZone(_))) {
        Ok(query.bind(array::<OffsetDateTime>(values)?))
    } else {
        Err(DbErr::Type(format!("{column}: values of this kind cannot be written in a batch")))
    }
}

fn array<T>(values: Vec<Value>) -> Result<Vec<Option<T>>, DbErr>
where
    Option<T>: ValueType,
{
    let read = |value| <Option<T> as ValueType>::try_from(value).map_err(|error| DbErr::Type(error.to_string()));
    values.into_iter().map(read).collect()
}
