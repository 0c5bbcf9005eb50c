//! What events are listed by, and found by.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter};
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::clock::to_micros;
use shiyu_kit::ledger::Unread;
use shiyu_kit::listing::{Columns, Listed, Order};
use time::OffsetDateTime;

use super::row::{Column, Entity};
use crate::domain::Incident;
use crate::domain::terms::Source;
use crate::wire::listing::Filter;

impl Listed for Incident {
    type Filter = Filter;

    const COLUMNS: Columns<Column> = Columns {
        id: Column::Id,
        opened_at: Column::OpenedAt,
        legal_due_at: Column::LegalDueAt,
    };

    fn filtered(filter: &Filter, order: Order, _: DbBackend) -> Condition {
        let (columns, mut all) = (Self::COLUMNS, Condition::all());
        all = all.add_option(filter.unit.as_ref().map(|unit| Column::Unit.eq(unit.as_str())));
        for (column, value) in words(filter) {
            all = all.add(columns.is(order, column, &value));
        }
        all = all.add_option(filter.level.map(|level| Column::Level.eq(level.as_str())));
        all = all.add_option(filter.due_before.map(|before| columns.due_before(order, before)));
        all = all.add_option(filter.from.map(|from| Column::OpenedAt.gte(to_micros(from))));
        all.add_option(filter.before.map(|before| Column::OpenedAt.lt(to_micros(before))))
    }

    fn opened_at(&self) -> OffsetDateTime {
        self.reported_at
    }

    fn legal_due(&self) -> Option<OffsetDateTime> {
        Incident::legal_due(self)
    }
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
