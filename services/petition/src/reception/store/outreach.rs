//! The table of teams sent out, and its list by day.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{DbBackend, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Viewer;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, Standing, not_kept, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use super::Unread;
use crate::reception::domain::{Cancellation, Dispatch, Outreach, OutreachState, Progress};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outreach_visit")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the unit that sends.
    pub unit: String,
    /// Subjects of those who go, JSON.
    #[sea_orm(column_type = "Text")]
    pub team: String,
    /// Code of the division it goes to.
    pub place: String,
    /// On which day.
    pub date: Date,
    /// The petition it is about.
    pub petition: Option<Uuid>,
    /// When it was ordered.
    pub ordered_at: TimeDateTimeWithTimeZone,
    /// Where it stands.
    pub state: String,
    /// What came of it, or why it was called off.
    pub ending: Option<String>,
    /// When the team was there, or when it was called off.
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which visits; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<Code>,
    /// To this place.
    pub place: Option<Code>,
    /// In this state.
    pub state: Option<OutreachState>,
    /// Of these days.
    pub days: Days,
}

/// Where a visit stands: the latest day first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    date: Date,
    id: Uuid,
}

/// Where a visit stands.
#[must_use]
pub fn key(visit: &Outreach) -> Key {
    Key {
        date: visit.order.date,
        id: visit.order.id,
    }
}

/// The visit of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Outreach>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Writes a visit.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, visit: &Outreach) -> Result<(), DbErr> {
    let row = write(visit).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
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
) -> Result<Vec<Outreach>, Unread> {
    let rows = question((filter, viewer, db.get_database_backend()), after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
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
    if let Some(place) = &filter.place {
        query = query.filter(Column::Place.eq(place.as_str()));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    if let Some(from) = filter.days.from {
        query = query.filter(Column::Date.gte(from));
    }
    if let Some(to) = filter.days.to {
        query = query.filter(Column::Date.lte(to));
    }
    if let Some(Key { date, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Date), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*date), Expr::val(*id)])));
    }
    query.order_by_desc(Column::Date).order_by_desc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Outreach, Corrupt> {
    let row = Row {
        table: "outreach_visit",
        id: model.id,
    };
    let progress = match (model.state.as_str(), model.ending, model.ended_at) {
        ("planned", None, None) => Progress::Planned,
        ("done", Some(outcome), Some(at)) => Progress::Done { outcome, at },
        ("cancelled", Some(reason), Some(at)) => Progress::Cancelled(Cancellation { at, reason }),
        _ => return Err(row.corrupt("its state is not what its ending says")),
    };
    Ok(Outreach {
        order: Dispatch {
            id: model.id,
            unit: row.code(&model.unit)?,
            team: row.json(&model.team)?,
            place: row.code(&model.place)?,
            date: model.date,
            petition: model.petition,
        },
        ordered_at: model.ordered_at,
        progress,
    })
}

fn write(visit: &Outreach) -> Model {
    let (ending, ended_at) = match &visit.progress {
        Progress::Planned => (None, None),
        Progress::Done { outcome, at } => (Some(outcome.clone()), Some(*at)),
        Progress::Cancelled(Cancellation { at, reason }) => (Some(reason.clone()), Some(*at)),
    };
    Model {
        id: visit.order.id,
        unit: visit.order.unit.to_string(),
        team: serde_json::json!(visit.order.team).to_string(),
        place: visit.order.place.to_string(),
        date: visit.order.date,
        petition: visit.order.petition,
        ordered_at: visit.ordered_at,
        state: visit.progress.state().as_str().to_owned(),
        ending,
        ended_at,
    }
}
