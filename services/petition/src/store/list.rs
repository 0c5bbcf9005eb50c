//! The lists: keyset-paged, each over an index that matches it. List, count and export share one predicate: the filter, and
//! what the viewer may see.

use std::ops::RangeInclusive;

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Order as Direction, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::clock::to_micros;
use shiyu_kit::ledger::Unread;
use shiyu_kit::search;
use time::OffsetDateTime;

use super::row::{Column, Entity};
use super::text;
use crate::domain::{Channel, Petition};
use crate::wire::listing::{Filter, Key, Order};

/// Who asks, for which petitions, in which order.
#[derive(Debug)]
pub struct Question<'a> {
    /// Who asks.
    pub viewer: &'a Viewer,
    /// For which.
    pub filter: &'a Filter,
    /// In which order.
    pub order: Order,
}

/// More than this many are not counted.
pub const MOST_COUNTED: u64 = 10_000;

/// At most `limit` petitions that answer the question, in order, after the key. A row that cannot be read is reported in the
/// log and passed over, so that it stands in nobody else's way.
///
/// # Errors
/// The database's.
pub async fn list(
    db: &impl ConnectionTrait,
    question: &Question<'_>,
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Filed<Petition>>, DbErr> {
    let rows = select(question, after, limit, db).all(db).await?;
    let read = rows.into_iter().filter_map(|row| {
        let read = Petition::read(row);
        read.inspect_err(|corrupt| tracing::error!(error = %corrupt, "a petition cannot be read and is left out of a list"))
            .ok()
    });
    Ok(read.collect())
}

/// How many answer it, counted up to one more than [`MOST_COUNTED`].
///
/// # Errors
/// The database's.
pub async fn count(db: &impl ConnectionTrait, question: &Question<'_>) -> Result<u64, DbErr> {
    let counted = filtered(question, db).select_only().column(Column::Id).limit(MOST_COUNTED + 1);
    counted.count(db).await
}

/// The petition a channel gave this id, if it is registered.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_source(db: &impl ConnectionTrait, channel: Channel, reference: &str) -> Result<Option<Filed<Petition>>, Unread> {
    let row = Entity::find()
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::SourceReference.eq(reference))
        .one(db)
        .await?;
    Ok(row.map(Petition::read).transpose()?)
}

/// The petition of a petitioner's code, by its keyed index.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_query_index(db: &impl ConnectionTrait, index: &str) -> Result<Option<Filed<Petition>>, Unread> {
    let row = Entity::find().filter(Column::QueryIndex.eq(index)).one(db).await?;
    Ok(row.map(Petition::read).transpose()?)
}

/// The running counts in this range that a unit's petitions of a year have.
///
/// # Errors
/// The database's.
pub async fn numbers(db: &impl ConnectionTrait, unit: &str, year: i32, range: RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Serial)
        .filter(Column::Year.eq(year))
        .filter(Column::Serial.between(*range.start(), *range.end()))
        .filter(Column::Receiver.eq(unit))
        .into_tuple()
        .all(db)
        .await
}

pub(super) fn select(question: &Question<'_>, after: Option<&Key>, limit: u64, db: &impl ConnectionTrait) -> Select<Entity> {
    let order = question.order;
    let mut query = filtered(question, db);
    if let Some(key) = after {
        query = query.filter(beyond(order, key));
    }
    query
        .order_by(column(order), direction(order))
        .order_by(Column::Id, direction(order))
        .limit(limit)
}

fn filtered(question: &Question<'_>, db: &impl ConnectionTrait) -> Select<Entity> {
    let (filter, order, backend) = (question.filter, question.order, db.get_database_backend());
    let mut all = Condition::all().add(question.viewer.condition(Column::Id, backend));
    all = all.add_option(filter.stage.map(|stage| is(order, Column::Stage, stage.as_str())));
    all = all.add_option(filter.unit.as_ref().map(|unit| Column::Unit.eq(unit.as_str())));
    all = all.add_option(
        filter
            .category
            .as_ref()
            .map(|category| is(order, Column::Category, category.as_str())),
    );
    all = all.add_option(filter.channel.map(|channel| is(order, Column::Channel, channel.as_str())));
    all = all.add_option(filter.due_before.map(|before| due_before(order, to_micros(before))));
    all = all.add_option(filter.window.map(|open| {
        if open {
            Column::WindowUntil.is_not_null()
        } else {
            Column::WindowUntil.is_null()
        }
    }));
    all = all.add_option(
        filter
            .number
            .as_ref()
            .map(|number| Column::Serial.eq(serial(number)).and(Column::Number.eq(number))),
    );
    if order == Order::DueFirst {
        all = all.add(Column::LegalDueAt.is_not_null());
    }
    if let Some(words) = &filter.query {
        all = all.add(search::condition(backend, text::TABLE, Column::Id, words));
    }
    Entity::find().filter(all)
}

/// The running count of a number in office style, by which its index is ordered; none has 0.
fn serial(number: &str) -> i64 {
    let digits = number.trim_end_matches('号').rsplit(|letter: char| !letter.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// By due time these have no index of their own: written as a reckoning, the comparison does not tempt the database to look
/// them up in another and sort what it finds; it walks the open petitions in order and passes over the rest.
fn is(order: Order, column: Column, value: &str) -> Expr {
    match order {
        Order::Newest => column.eq(value),
        Order::DueFirst => Expr::expr(Func::coalesce([Expr::col(column), Expr::val("")])).eq(value),
    }
}

/// Newest first, the other way about: what is due is passed over in the order of receipt, and not looked up and sorted.
fn due_before(order: Order, before: OffsetDateTime) -> Expr {
    match order {
        Order::DueFirst => Column::LegalDueAt.lt(before),
        Order::Newest => Expr::expr(Func::coalesce([Expr::col(Column::LegalDueAt), Expr::val(before)])).lt(before),
    }
}

/// A comparison of rows, which both databases look up in the index.
fn beyond(order: Order, key: &Key) -> Expr {
    let row = Expr::tuple([Expr::col(column(order)), Expr::col(Column::Id)]);
    let last = Expr::tuple([Expr::val(to_micros(key.at)), Expr::val(key.id)]);
    match order {
        Order::Newest => row.lt(last),
        Order::DueFirst => row.gt(last),
    }
}

fn column(order: Order) -> Column {
    match order {
        Order::Newest => Column::OpenedAt,
        Order::DueFirst => Column::LegalDueAt,
    }
}

fn direction(order: Order) -> Direction {
    match order {
        Order::Newest => Direction::Desc,
        Order::DueFirst => Direction::Asc,
    }
}
