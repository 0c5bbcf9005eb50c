//! What disputes are listed by, and found by.

use std::ops::RangeInclusive;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoSimpleExpr, QueryFilter, QuerySelect};
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::clock::to_micros;
use shiyu_kit::ledger::Unread;
use shiyu_kit::listing::{Columns, Listed, Order};
use shiyu_kit::search;
use time::OffsetDateTime;

use super::row::{Column, Entity};
use super::text;
use crate::domain::terms::{Category, Procedure, Source};
use crate::domain::{Dispute, StageName};
use crate::wire::listing::Filter;

impl Listed for Dispute {
    type Filter = Filter;

    const COLUMNS: Columns<Column> = Columns {
        id: Column::Id,
        opened_at: Column::OpenedAt,
        legal_due_at: Column::LegalDueAt,
    };

    fn filtered(filter: &Filter, order: Order, backend: DbBackend) -> Condition {
        let (columns, mut all) = (Self::COLUMNS, Condition::all());
        all = all.add_option(filter.unit.as_ref().map(|unit| Column::Unit.eq(unit.as_str())));
        for (column, value) in words(filter) {
            all = all.add(columns.is(order, column, value));
        }
        all = all.add_option(filter.mediator.map(|_| mediated(filter.subject.as_deref(), backend)));
        all = all.add_option(filter.cross_boundary.then(|| Column::CrossBoundary.eq(true)));
        all = all.add_option(filter.due_before.map(|before| columns.due_before(order, before)));
        all = all.add_option(filter.from.map(|from| Column::OpenedAt.gte(to_micros(from))));
        all = all.add_option(filter.before.map(|before| Column::OpenedAt.lt(to_micros(before))));
        let number = filter.number.as_ref();
        all = all.add_option(number.map(|number| Column::Serial.eq(serial(number)).and(Column::Number.eq(number))));
        let words = filter.query.as_ref();
        all.add_option(words.map(|words| search::condition(backend, text::TABLE, Column::Id, words)))
    }

    fn opened_at(&self) -> OffsetDateTime {
        self.opened_at
    }

    fn legal_due(&self) -> Option<OffsetDateTime> {
        Dispute::legal_due(self)
    }
}

/// The filters that have an index of their own, newest first.
fn words(filter: &Filter) -> impl Iterator<Item = (Column, &'static str)> {
    let all = [
        (Column::Stage, filter.stage.map(StageName::as_str)),
        (Column::Category, filter.category.map(Category::as_str)),
        (Column::Source, filter.source.map(Source::as_str)),
        (Column::Procedure, filter.procedure.map(Procedure::as_str)),
    ];
    all.into_iter().filter_map(|(column, value)| Some((column, value?)))
}

/// What a mediator mediates or mediated; of one whom the register does not know nothing is.
fn mediated(subject: Option<&str>, backend: DbBackend) -> Expr {
    let Some(subject) = subject else { return Expr::cust("1 = 0") };
    let (id, entry) = if backend == DbBackend::Postgres { ("$1", "$2") } else { ("?", "?") };
    let text = format!("{id} IN (SELECT named.case_id FROM audience AS named WHERE named.kind = 'subject' AND named.entry = {entry})");
    Expr::cust_with_exprs(text, [Column::Id.into_simple_expr(), Expr::val(subject)])
}

/// The dispute a source gave this id, if it is opened.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn by_source(db: &impl ConnectionTrait, source: Source, reference: &str) -> Result<Option<Filed<Dispute>>, Unread> {
    let row = Entity::find()
        .filter(Column::Source.eq(source.as_str()))
        .filter(Column::SourceReference.eq(reference))
        .one(db)
        .await?;
    Ok(row.map(Dispute::read).transpose()?)
}

/// The running counts in this range that a unit's disputes of a year have.
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
