//! The lists: keyset-paged, each over an index that matches it.

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::clock::to_micros;
use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::row::{Column, Entity};
use crate::domain::{Category, Channel, Petition, StageName};

/// Which petitions; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this stage.
    pub stage: Option<StageName>,
    /// Held by this unit.
    pub unit: Option<Code>,
    /// Of this category.
    pub category: Option<Category>,
    /// That came so.
    pub channel: Option<Channel>,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Received last, first.
    #[default]
    Newest,
    /// Earliest legal due time first; only petitions with a running clock.
    DueFirst,
}

/// Where a row stands in its order; the page token holds the last one seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// When it was received, or when it is due.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The petition.
    pub id: Uuid,
}

impl Order {
    /// Where a petition stands in this order.
    #[must_use]
    pub fn key(self, filed: &Filed<Petition>) -> Key {
        let received = filed.case.received_at;
        let at = match self {
            Self::Newest => received,
            Self::DueFirst => filed.case.legal_due().unwrap_or(received),
        };
        Key {
            at: to_micros(at),
            id: filed.id,
        }
    }

    fn column(self) -> Column {
        match self {
            Self::Newest => Column::OpenedAt,
            Self::DueFirst => Column::LegalDueAt,
        }
    }

    fn direction(self) -> Direction {
        match self {
            Self::Newest => Direction::Desc,
            Self::DueFirst => Direction::Asc,
        }
    }
}

/// At most `limit` petitions that pass the filter, in order, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &Filter,
    (order, after): (Order, Option<&Key>),
    limit: u64,
) -> Result<Vec<Filed<Petition>>, Unread> {
    let rows = question(filter, (order, after), limit).all(db).await?;
    Ok(rows.into_iter().map(Petition::read).collect::<Result<_, _>>()?)
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

pub(super) fn question(filter: &Filter, (order, after): (Order, Option<&Key>), limit: u64) -> Select<Entity> {
    let mut query = filtered(filter, order);
    if order == Order::DueFirst {
        query = query.filter(Column::LegalDueAt.is_not_null());
    }
    if let Some(key) = after {
        query = query.filter(beyond(order, key));
    }
    query
        .order_by(order.column(), order.direction())
        .order_by(Column::Id, order.direction())
        .limit(limit)
}

fn filtered(filter: &Filter, order: Order) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(stage) = filter.stage {
        query = query.filter(is(order, Column::Stage, stage.as_str()));
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(category) = &filter.category {
        query = query.filter(is(order, Column::Category, category.as_str()));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(is(order, Column::Channel, channel.as_str()));
    }
    query
}

/// By due time these have no index of their own: written as a reckoning, the comparison does not tempt the database to look
/// them up in another and sort what it finds; it walks the open petitions in order and passes over the rest.
fn is(order: Order, column: Column, value: &str) -> Expr {
    match order {
        Order::Newest => column.eq(value),
        Order::DueFirst => Expr::expr(Func::coalesce([Expr::col(column), Expr::val("")])).eq(value),
    }
}

/// A comparison of rows, which both databases look up in the index.
fn beyond(order: Order, key: &Key) -> Expr {
    let row = Expr::tuple([Expr::col(order.column()), Expr::col(Column::Id)]);
    let last = Expr::tuple([Expr::val(to_micros(key.at)), Expr::val(key.id)]);
    match order {
        Order::Newest => row.lt(last),
        Order::DueFirst => row.gt(last),
    }
}
