//! What petitions are listed by, and found by.

use std::ops::RangeInclusive;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::ledger::Unread;
use shiyu_kit::listing::{Columns, Listed, Order};
use shiyu_kit::search;
use time::OffsetDateTime;

use super::row::{Column, Entity};
use super::text;
use crate::domain::{Category, Channel, Petition};
use crate::wire::listing::{Filter, Published};

impl Listed for Petition {
    type Filter = Filter;

    const COLUMNS: Columns<Column> = Columns {
        id: Column::Id,
        opened_at: Column::OpenedAt,
        legal_due_at: Column::LegalDueAt,
    };

    fn filtered(filter: &Filter, order: Order, backend: DbBackend) -> Condition {
        let mut all = Condition::all();
        // By due time one of them leads into its index, and the list is walked in its order.
        let [by_stage, by_category, by_channel] = looked_up(order, filter);
        all = all.add_option(filter.stage.map(|stage| is(by_stage, Column::Stage, stage.as_str())));
        all = all.add_option(filter.unit.as_ref().map(|unit| Column::Unit.eq(unit.as_str())));
        let category = filter.category.as_ref().map(Category::as_str);
        all = all.add_option(category.map(|category| is(by_category, Column::Category, category)));
        all = all.add_option(filter.channel.map(|channel| is(by_channel, Column::Channel, channel.as_str())));
        all = all.add_option(filter.due_before.map(|before| Self::COLUMNS.due_before(order, before)));
        all = all.add_option(filter.window.map(|open| {
            if open {
                Column::WindowUntil.is_not_null()
            } else {
                Column::WindowUntil.is_null()
            }
        }));
        let number = filter.number.as_ref();
        all = all.add_option(number.map(|number| Column::Serial.eq(serial(number)).and(Column::Number.eq(number))));
        let words = filter.query.as_ref();
        all.add_option(words.map(|words| search::condition(backend, text::TABLE, Column::Id, words)))
    }

    fn opened_at(&self) -> OffsetDateTime {
        self.received_at
    }

    fn legal_due(&self) -> Option<OffsetDateTime> {
        Petition::legal_due(self)
    }
}

/// The petitions a channel gave this id: at most one that is kept from nobody, and with it some of those that are.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_source(db: &impl ConnectionTrait, channel: Channel, reference: &str) -> Result<Vec<Filed<Petition>>, Unread> {
    let named = Column::SourceReference.eq(reference).or(Column::KeptReference.eq(reference));
    let rows = Entity::find()
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(named)
        .limit(SAME_SOURCE)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Petition::read).collect::<Result<_, _>>()?)
}

/// More of one id are not looked at.
const SAME_SOURCE: u64 = 50;

/// The petition of a petitioner's code, by its keyed index.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_query_index(db: &impl ConnectionTrait, index: &str) -> Result<Option<Filed<Petition>>, Unread> {
    let row = Entity::find().filter(Column::QueryIndex.eq(index)).one(db).await?;
    Ok(row.map(Petition::read).transpose()?)
}

/// At most so many petitions of which the public is shown what was decided, the newest first, after a key, with theirs.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn published(
    db: &impl ConnectionTrait,
    after: Option<&Published>,
    limit: u64,
) -> Result<Vec<(Published, Filed<Petition>)>, Unread> {
    let mut query = Entity::find().filter(Column::PublishedAt.is_not_null());
    if let Some(Published { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::PublishedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    let query = query.order_by_desc(Column::PublishedAt).order_by_desc(Column::Id);
    let mut found = Vec::new();
    for row in query.limit(limit).all(db).await? {
        let Some(at) = row.published_at else { continue };
        found.push((Published { at, id: row.id }, Petition::read(row)?));
    }
    Ok(found)
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

/// The running count of a number in office style, by which its index is ordered; none has 0.
fn serial(number: &str) -> i64 {
    let digits = number.trim_end_matches('号').rsplit(|letter: char| !letter.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// Whether the stage, the category and the channel are looked up. Newest first all of them are, and the database chooses. By due time
/// the first that is asked for is, after the unit; each has an index in that order.
fn looked_up(order: Order, filter: &Filter) -> [bool; 3] {
    match order {
        Order::Newest => [true; 3],
        Order::DueFirst => {
            let by_stage = filter.unit.is_none();
            let by_category = by_stage && filter.stage.is_none();
            [by_stage, by_category, by_category && filter.category.is_none()]
        }
    }
}

/// Looked up, or passed over in the order of the list.
fn is(looked_up: bool, column: Column, value: &str) -> Expr {
    if looked_up {
        column.eq(value)
    } else {
        Petition::COLUMNS.is(Order::DueFirst, column, value)
    }
}
