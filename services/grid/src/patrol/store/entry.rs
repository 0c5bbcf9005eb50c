//! The ledger of screening (台账): what was found, round by round.

use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use super::{DayKey, Unread, by_day};
use crate::patrol::domain::Entry;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening_entry")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The round.
    pub round: Uuid,
    /// Code of the unit.
    pub unit: String,
    /// Code of the item.
    pub item: String,
    /// Subclass of the item.
    pub class: Option<String>,
    /// The event.
    pub event: Uuid,
    /// The day of the report.
    pub reported_on: Date,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where an entry stands.
#[must_use]
pub fn key(entry: &Entry) -> DayKey {
    DayKey {
        day: entry.reported_on,
        id: entry.id,
    }
}

/// Writes entries.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, entries: &[Entry]) -> Result<(), DbErr> {
    for part in entries.chunks(500) {
        let rows = part.iter().map(|entry| write(entry).into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// At most `limit` entries within a reach, of a unit and some days, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (unit, days, reach): (Option<&Code>, &Days, &Reach),
    after: Option<&DayKey>,
    limit: u64,
) -> Result<Vec<Entry>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    if let Some(unit) = unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    let query = by_day(query, (Column::ReportedOn, Column::Id), (days, after, limit));
    let rows = query.all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: Model) -> Result<Entry, Corrupt> {
    let row = Row {
        table: "screening_entry",
        id: model.id,
    };
    let class = model.class.map(|class| class.parse().map_err(|_| row.corrupt("not a subclass")));
    Ok(Entry {
        id: model.id,
        round: model.round,
        unit: row.code(&model.unit)?,
        item: model.item,
        class: class.transpose()?,
        event: model.event,
        reported_on: model.reported_on,
    })
}

fn write(entry: &Entry) -> Model {
    Model {
        id: entry.id,
        round: entry.round,
        unit: entry.unit.to_string(),
        item: entry.item.clone(),
        class: entry.class.map(|class| class.to_string()),
        event: entry.event,
        reported_on: entry.reported_on,
    }
}
