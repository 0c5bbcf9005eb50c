//! The table of visits received, and its list.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{DbBackend, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Viewer;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, not_kept, overseen};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::Unread;
use crate::reception::domain::{Outcome, Receive, Visit};

/// A visit's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reception")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The roster's entry.
    pub roster_entry: Uuid,
    /// Code of the unit that received.
    pub unit: String,
    /// The petition it was about.
    pub petition: Option<Uuid>,
    /// What came of it.
    pub outcome: String,
    /// The counters chosen, JSON.
    #[sea_orm(column_type = "Text")]
    pub counters: String,
    /// How many people came together.
    pub people: i32,
    /// When it was put on record.
    pub recorded_at: TimeDateTimeWithTimeZone,
}

/// The table points at nothing: what a visit names may be past.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which visits; what is `None` filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// At this unit.
    pub unit: Option<Code>,
    /// By this entry of the roster.
    pub entry: Option<Uuid>,
}

/// Where a visit stands: the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// Where a visit stands.
#[must_use]
pub fn key(visit: &Visit) -> Key {
    Key {
        at: visit.at,
        id: visit.told.id,
    }
}

/// Writes a visit.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, visit: &Visit) -> Result<(), DbErr> {
    let row = write(visit).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// At most `limit` visits within the viewer's reach and not kept from them that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, viewer): (&Filter, &Viewer),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Visit>, Unread> {
    let rows = question((filter, viewer, db.get_database_backend()), after, limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::reception) fn question(
    (filter, viewer, backend): (&Filter, &Viewer, DbBackend),
    after: Option<&Key>,
    limit: u64,
) -> Select<Entity> {
    let mut query = Entity::find().filter(not_kept(Column::Petition, viewer, backend));
    if let Some(overseen) = overseen(Column::Unit, &viewer.reach) {
        query = query.filter(overseen);
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(entry) = filter.entry {
        query = query.filter(Column::RosterEntry.eq(entry));
    }
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::RecordedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    query.order_by_desc(Column::RecordedAt).order_by_desc(Column::Id).limit(limit)
}

fn read(model: &Model) -> Result<Visit, Corrupt> {
    let row = Row {
        table: "reception",
        id: model.id,
    };
    Ok(Visit {
        told: Receive {
            id: model.id,
            roster_entry: model.roster_entry,
            petition: model.petition,
            outcome: row.word("outcome", Outcome::ALL, |outcome| outcome.as_str() == model.outcome)?,
            counters: row.json(&model.counters)?,
            people: model.people,
        },
        unit: row.code(&model.unit)?,
        at: model.recorded_at,
    })
}

fn write(visit: &Visit) -> Model {
    Model {
        id: visit.told.id,
        roster_entry: visit.told.roster_entry,
        unit: visit.unit.to_string(),
        petition: visit.told.petition,
        outcome: visit.told.outcome.as_str().to_owned(),
        counters: serde_json::json!(visit.told.counters).to_string(),
        people: visit.told.people,
        recorded_at: visit.at,
    }
}
