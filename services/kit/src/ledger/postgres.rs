//! A batch on PostgreSQL: one question loads it, one statement writes it. Their texts do not vary with the size of the batch,
//! so that a connection plans each of them once, and a batch costs two round trips and one commit.

use std::sync::Arc;

use sea_orm::sea_query::{Value, ValueType};
use sea_orm::sqlx::postgres::PgArguments;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ColumnType, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, FromQueryResult,
    IdenStatic, IntoActiveModel, Iterable, PrimaryKeyToColumn, PrimaryKeyTrait, RuntimeErr, Statement,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::Job;
use super::batch::{Loaded, Writing};
use super::load::Found;
use crate::case::{Beside, Record};
use crate::fail::{self, Point};
use crate::journal::head;
use crate::relay::CHANNEL;
use crate::{audience, booking, inbox, journal, party};

type Filling<'q> = Query<'q, Postgres, PgArguments>;

/// The texts for one kind of case.
pub(super) struct Texts {
    question: String,
    statement: Arc<str>,
    /// The statement for a batch with rows beside its cases; the others do not pay for them.
    enclosing: Arc<str>,
    /// The statement for a batch that books or frees something too.
    booking: Arc<str>,
}

impl Texts {
    pub(super) fn of<C: Record>() -> Self {
        Self {
            question: question::<C>(),
            statement: statement::<C>(Around::Nothing).into(),
            enclosing: statement::<C>(Around::Parties).into(),
            booking: statement::<C>(Around::Bookings).into(),
        }
    }

    /// What is known of the acts and their cases, as of one moment.
    pub(super) async fn load<C: Record>(&self, db: &DatabaseConnection, jobs: &[Job<C>]) -> Result<Found<C>, DbErr> {
        let of = |job: &Job<C>| job.cases().map(|case| (job.act.id, case)).collect::<Vec<_>>();
        let (acts, cases): (Vec<Uuid>, Vec<Uuid>) = jobs.iter().flat_map(of).unzip();
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

    /// Inbox, journal, heads, rows and what lies beside them: all of it or nothing.
    pub(super) async fn write<C: Record>(&self, db: &DatabaseConnection, mut writing: Writing, loaded: &Loaded<C>) -> Result<(), DbErr> {
        let (beside, journal) = (writing.take_beside(), writing.take_journal());
        let touched = loaded.touched();
        let rows = touched.iter().filter_map(|open| open.filed.as_ref().map(C::write)).collect();
        let heads = touched
            .iter()
            .filter_map(|open| open.head())
            .map(IntoActiveModel::into_active_model);
        let done = writing.inbox.into_iter().map(IntoActiveModel::into_active_model);
        let around = Around::of(&beside);
        let text = match around {
            Around::Nothing => &self.statement,
            Around::Parties => &self.enclosing,
            Around::Bookings => &self.booking,
        };
        let mut query = sqlx::query(AssertSqlSafe(text.clone()));
        query = fill::<inbox::ActiveModel>(query, done.collect())?;
        query = fill::<journal::ActiveModel>(query, journal.into_iter().map(journal::unnumbered).collect())?;
        query = fill::<head::ActiveModel>(query, heads.collect())?;
        query = fill::<C::Row>(query, rows)?;
        if around >= Around::Parties {
            let parties = beside.parties.into_iter().map(IntoActiveModel::into_active_model);
            let audience = beside.audience.into_iter().map(IntoActiveModel::into_active_model);
            query = fill::<party::row::ActiveModel>(query, parties.collect())?;
            query = fill::<audience::row::ActiveModel>(query, audience.collect())?;
        }
        if around >= Around::Bookings {
            for rows in [beside.freed, beside.booked] {
                let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
                query = fill::<booking::ActiveModel>(query, rows.collect())?;
            }
        }
        // One statement is the transaction: inbox and journal are not written one after the other here.
        fail::at(Point::BeforeCommit);
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

/// What a batch writes around its cases.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Around {
    /// Nothing.
    Nothing,
    /// Parties, and who sees a case.
    Parties,
    /// That, and bookings.
    Bookings,
}

impl Around {
    fn of(beside: &Beside) -> Self {
        if beside.books() {
            Self::Bookings
        } else if beside.is_empty() {
            Self::Nothing
        } else {
            Self::Parties
        }
    }
}

fn statement<C: Record>(around: Around) -> String {
    let mut parameter = 1;
    let inbox = insert::<inbox::Entity>(&mut parameter, Twin::Fails);
    let journal = insert::<journal::Entity>(&mut parameter, Twin::Fails);
    let heads = insert::<head::Entity>(&mut parameter, Twin::GivesWay);
    let rows = insert::<C::Entity>(&mut parameter, Twin::GivesWay);
    let mut beside = String::new();
    if around >= Around::Parties {
        let parties = insert::<party::row::Entity>(&mut parameter, Twin::Fails);
        let audience = insert::<audience::row::Entity>(&mut parameter, Twin::Stays);
        beside = format!(", parties AS ({parties}), shown AS ({audience})");
    }
    if around >= Around::Bookings {
        let freed = delete::<booking::Entity>(&mut parameter);
        let booked = insert::<booking::Entity>(&mut parameter, Twin::Fails);
        beside = format!("{beside}, freed AS ({freed}), booked AS ({booked})");
    }
    format!("WITH done AS ({inbox}), told AS ({journal}), heads AS ({heads}), filed AS ({rows}){beside} SELECT pg_notify('{CHANNEL}', '')")
}

/// What becomes of a row whose key is taken.
#[derive(Clone, Copy)]
enum Twin {
    /// The statement fails.
    Fails,
    /// The row that was there is written over.
    GivesWay,
    /// The row that was there stays.
    Stays,
}

/// Inserts rows given column by column, from this parameter on.
fn insert<E: EntityTrait>(parameter: &mut usize, twin: Twin) -> String {
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
    let keys: Vec<String> = E::PrimaryKey::iter().map(|key| quoted(key.into_column().as_str())).collect();
    let set = names.iter().map(|name| format!("{name} = excluded.{name}"));
    match twin {
        Twin::Fails => text,
        Twin::GivesWay => format!(
            "{text} ON CONFLICT ({}) DO UPDATE SET {}",
            keys.join(", "),
            set.collect::<Vec<_>>().join(", ")
        ),
        Twin::Stays => format!("{text} ON CONFLICT ({}) DO NOTHING", keys.join(", ")),
    }
}

/// Deletes the rows that are wholly as given column by column, from this parameter on.
fn delete<E: EntityTrait>(parameter: &mut usize) -> String {
    let names: Vec<String> = columns::<E>().iter().map(|column| quoted(column.as_str())).collect();
    let first = *parameter;
    *parameter += names.len();
    let given: Vec<String> = (first..*parameter).map(|number| format!("${number}")).collect();
    let same = names.iter().map(|name| format!("kept.{name} = gone.{name}"));
    format!(
        "DELETE FROM {} AS kept USING UNNEST({}) AS gone({}) WHERE {}",
        table::<E>(),
        given.join(", "),
        names.join(", "),
        same.collect::<Vec<_>>().join(" AND ")
    )
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
        query = bind(query, column, values)?;
    }
    Ok(query)
}

/// A column of values as one array, of the column's own type, so that it may be empty. The types are those of both databases; a
/// new one is added here.
fn bind(query: Filling<'_>, column: impl ColumnTrait, values: Vec<Value>) -> Result<Filling<'_>, DbErr> {
    use ColumnType as T;
    let definition = column.def();
    let kind = definition.get_column_type();
    if matches!(kind, T::Uuid) {
        Ok(query.bind(array::<Uuid>(values)?))
    } else if matches!(kind, T::Char(_) | T::String(_) | T::Text) {
        Ok(query.bind(array::<String>(values)?))
    } else if matches!(kind, T::BigInteger) {
        Ok(query.bind(array::<i64>(values)?))
    } else if matches!(kind, T::Integer) {
        Ok(query.bind(array::<i32>(values)?))
    } else if matches!(kind, T::Boolean) {
        Ok(query.bind(array::<bool>(values)?))
    } else if matches!(kind, T::Binary(_) | T::VarBinary(_) | T::Blob) {
        Ok(query.bind(array::<Vec<u8>>(values)?))
    } else if matches!(kind, T::Date) {
        Ok(query.bind(array::<Date>(values)?))
    } else if matches!(kind, T::TimestampWithTimeZone) {
        Ok(query.bind(array::<OffsetDateTime>(values)?))
    } else {
        let column = column.as_str();
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
