//! Lists of cases: keyset-paged, each over an index that matches it. List, count and file share one predicate: the filter, and what the
//! viewer may see.

mod columns;
mod file;
mod key;

use sea_orm::{Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use time::OffsetDateTime;

use crate::audience::Viewer;
use crate::case::{Filed, Record};
use crate::page::Paging;

pub use columns::Columns;
pub use file::{file, time};
pub use key::{Key, Order};

/// More than this many are not counted.
pub const MOST_COUNTED: u64 = 10_000;

/// A case that is listed: by when it came, or by when it is due.
pub trait Listed: Record {
    /// Which cases are asked for.
    type Filter: Clone + Send + Sync + 'static;

    /// The columns that lists are ordered by.
    const COLUMNS: Columns<<Self::Entity as EntityTrait>::Column>;

    /// The filter as a condition. What has an index of its own newest first is compared with [`Columns::is`], a due time with
    /// [`Columns::due_before`].
    fn filtered(filter: &Self::Filter, order: Order, backend: DbBackend) -> Condition;

    /// When it came.
    fn opened_at(&self) -> OffsetDateTime;

    /// The earliest legal due time of its running clocks.
    fn legal_due(&self) -> Option<OffsetDateTime>;
}

/// Which cases are asked for, and from where on.
#[derive(Debug, Clone)]
pub struct Listing<F> {
    /// Which.
    pub filter: F,
    /// In which order.
    pub order: Order,
    /// From where on, and how many.
    pub paging: Paging<Key>,
}

/// Who asks, for which cases, in which order.
#[derive(Debug)]
pub struct Question<'a, F> {
    /// Who asks.
    pub viewer: &'a Viewer,
    /// For which.
    pub filter: &'a F,
    /// In which order.
    pub order: Order,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// How many, [`MOST_COUNTED`] at most.
    pub count: i64,
    /// Whether there are more.
    pub more: bool,
}

/// At most `limit` cases that answer the question, in order, after the key. A row that cannot be read is reported in the log and passed
/// over, so that it stands in nobody else's way.
///
/// # Errors
/// The database's.
pub async fn list<C: Listed>(
    db: &impl ConnectionTrait,
    question: &Question<'_, C::Filter>,
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Filed<C>>, DbErr> {
    let rows = select::<C>(question, after, limit, db.get_database_backend()).all(db).await?;
    Ok(read(rows))
}

/// Those rows that can be read; the others are reported in the log.
#[must_use]
pub fn read<C: Record>(rows: Vec<<C::Entity as EntityTrait>::Model>) -> Vec<Filed<C>> {
    let read = rows.into_iter().filter_map(|row| {
        let read = C::read(row);
        read.inspect_err(|corrupt| tracing::error!(error = %corrupt, "a case cannot be read and is left out of a list"))
            .ok()
    });
    read.collect()
}

/// How many answer it, counted up to [`MOST_COUNTED`].
///
/// # Errors
/// The database's.
pub async fn count<C: Listed>(db: &impl ConnectionTrait, question: &Question<'_, C::Filter>) -> Result<Counted, DbErr>
where
    <C::Entity as EntityTrait>::Model: Sync,
{
    let query = all::<C>(question, db.get_database_backend());
    let counted = query.select_only().column(C::ID).limit(MOST_COUNTED + 1).count(db).await?;
    Ok(Counted {
        count: i64::try_from(counted.min(MOST_COUNTED)).unwrap_or(i64::MAX),
        more: counted > MOST_COUNTED,
    })
}

/// The query of a list, for those who look at its plan.
#[must_use]
pub fn select<C: Listed>(question: &Question<'_, C::Filter>, after: Option<&Key>, limit: u64, backend: DbBackend) -> Select<C::Entity> {
    let (columns, order) = (C::COLUMNS, question.order);
    let mut query = all::<C>(question, backend);
    if let Some(key) = after {
        query = query.filter(columns.beyond(order, key));
    }
    query
        .order_by(columns.ordered(order), order.direction())
        .order_by(columns.id, order.direction())
        .limit(limit)
}

fn all<C: Listed>(question: &Question<'_, C::Filter>, backend: DbBackend) -> Select<C::Entity> {
    let seen = question.viewer.condition(C::COLUMNS.id, backend);
    let filtered = C::filtered(question.filter, question.order, backend);
    let query = C::Entity::find().filter(seen).filter(filtered);
    match question.order {
        Order::Newest => query,
        Order::DueFirst => query.filter(C::COLUMNS.is_due()),
    }
}
