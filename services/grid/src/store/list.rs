//! The lists: keyset-paged, each over an index that matches it. List, count and export share one predicate: the filter, and
//! what the viewer may see.

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Order as Direction, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::clock::to_micros;
use shiyu_kit::ledger::Unread;
use time::OffsetDateTime;

use super::row::{Column, Entity, Model};
use crate::domain::Incident;
use crate::domain::terms::Source;
use crate::wire::listing::{Filter, Key, Order};

/// Who asks, for which events, in which order.
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

/// At most `limit` events that answer the question, in order, after the key. A row that cannot be read is reported in the log and
/// passed over, so that it stands in nobody else's way.
///
/// # Errors
/// The database's.
pub async fn list(
    db: &impl ConnectionTrait,
    question: &Question<'_>,
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Filed<Incident>>, DbErr> {
    Ok(read(select(question, after, limit, db).all(db).await?))
}

pub(super) fn read(rows: Vec<Model>) -> Vec<Filed<Incident>> {
    let read = rows.into_iter().filter_map(|row| {
        let read = Incident::read(row);
        read.inspect_err(|corrupt| tracing::error!(error = %corrupt, "an event cannot be read and is left out of a list"))
            .ok()
    });
    read.collect()
}

/// How many answer it, counted up to one more than [`MOST_COUNTED`].
///
/// # Errors
/// The database's.
pub async fn count(db: &impl ConnectionTrait, question: &Question<'_>) -> Result<u64, DbErr> {
    let counted = filtered(question, db).select_only().column(Column::Id).limit(MOST_COUNTED + 1);
    counted.count(db).await
}

/// The event a source gave this id, if it is reported.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_source(db: &impl ConnectionTrait, source: Source, reference: &str) -> Result<Option<Filed<Incident>>, Unread> {
    let row = Entity::find()
        .filter(Column::Source.eq(source.as_str()))
        .filter(Column::SourceReference.eq(reference))
        .one(db)
        .await?;
    Ok(row.map(Incident::read).transpose()?)
}

/// The event of a reporter's code, by its keyed index. The events of staff have none.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_query_index(db: &impl ConnectionTrait, index: &str) -> Result<Option<Filed<Incident>>, Unread> {
    let row = Entity::find().filter(of_index(index)).one(db).await?;
    Ok(row.map(Incident::read).transpose()?)
}

/// That it is none of the empty ones is what lets the database use the index, which has only the others.
pub(super) fn of_index(index: &str) -> Condition {
    Condition::all().add(Column::QueryIndex.eq(index)).add(Column::QueryIndex.ne(""))
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
    all = all.add_option(filter.unit.as_ref().map(|unit| Column::Unit.eq(unit.as_str())));
    for (column, value) in words(filter) {
        all = all.add(is(order, column, &value));
    }
    all = all.add_option(filter.level.map(|level| Column::Level.eq(level.as_str())));
    all = all.add_option(filter.due_before.map(|before| due_before(order, to_micros(before))));
    all = all.add_option(filter.from.map(|from| Column::OpenedAt.gte(to_micros(from))));
    all = all.add_option(filter.before.map(|before| Column::OpenedAt.lt(to_micros(before))));
    if order == Order::DueFirst {
        all = all.add(Column::LegalDueAt.is_not_null());
    }
    Entity::find().filter(all)
}

/// The filters that have an index of their own, newest first.
fn words(filter: &Filter) -> impl Iterator<Item = (Column, String)> {
    let all = [
        (Column::Stage, filter.stage.map(|stage| stage.as_str().to_owned())),
        (Column::Grid, filter.grid.as_ref().map(ToString::to_string)),
        (Column::Town, filter.town.as_ref().map(ToString::to_string)),
        (Column::ClassCode, filter.class.map(|class| class.to_string())),
        (Column::Source, filter.source.map(|source| source.as_str().to_owned())),
    ];
    all.into_iter().filter_map(|(column, value)| Some((column, value?)))
}

/// By due time these have no index of their own: written as a reckoning, the comparison does not tempt the database to look
/// them up in another and sort what it finds; it walks the open events in order and passes over the rest.
fn is(order: Order, column: Column, value: &str) -> Expr {
    match order {
        Order::Newest => column.eq(value),
        Order::DueFirst => Expr::expr(Func::coalesce([Expr::col(column), Expr::val("")])).eq(value),
    }
}

/// Newest first, the other way about: what is due is passed over in the order of report, and not looked up and sorted.
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
