//! The table of hazards.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, Standing, overseen};
use time::Date;

use super::round::{json, village};
use super::{DayKey, Unread, by_day};
use crate::domain::terms::{ClassCode, GridCode, Point};
use crate::patrol::domain::{Danger, Hazard, HazardState, Standpoint, Where};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hazard")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the grid.
    pub grid: String,
    /// Code of the grid's village.
    pub village: String,
    /// Subclass.
    pub class: String,
    /// How dangerous the place is.
    pub danger: String,
    /// The day it was found.
    pub found_on: Date,
    /// The event that was reported of it.
    pub event: Option<Uuid>,
    /// The campaign in which it was found.
    pub campaign: Option<Uuid>,
    /// Where it stands.
    pub state: String,
    /// Of an accepted one, the day it is looked at again.
    pub review_on: Option<Date>,
    /// When it came to where it stands.
    pub changed_at: TimeDateTimeWithTimeZone,
    /// The rest, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Serialize, Deserialize)]
struct Body {
    point: Option<Point>,
    address: Option<Uuid>,
    whereabouts: String,
    reason: Option<String>,
}

/// Which hazards; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this grid.
    pub grid: Option<GridCode>,
    /// Of this subclass.
    pub class: Option<ClassCode>,
    /// In this state.
    pub state: Option<HazardState>,
    /// Of this campaign.
    pub campaign: Option<Uuid>,
    /// Found on these days.
    pub days: Days,
}

/// Where a hazard stands in a list.
#[must_use]
pub fn key(found: &Standpoint) -> DayKey {
    DayKey {
        day: found.hazard.found_on,
        id: found.hazard.id,
    }
}

/// The hazard of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Standpoint>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Standpoint>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Those of an event that are not gone, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of_event(transaction: &impl ConnectionTrait, event: Uuid) -> Result<Vec<Standpoint>, Unread> {
    let query = Entity::find().filter(Column::Event.eq(event)).order_by_asc(Column::Id);
    let rows = query
        .filter(Column::State.ne(HazardState::Removed.as_str()))
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Whether an event has hazards that are not gone.
///
/// # Errors
/// The database's.
pub async fn has_event(db: &impl ConnectionTrait, event: Uuid) -> Result<bool, DbErr> {
    let query = Entity::find().filter(Column::Event.eq(event));
    let found = query.filter(Column::State.ne(HazardState::Removed.as_str())).one(db).await?;
    Ok(found.is_some())
}

/// Accepted ones whose review has come, held until the end of the transaction; what another holds is passed over.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn under_review(transaction: &impl ConnectionTrait, today: Date, limit: u64) -> Result<Vec<Standpoint>, Unread> {
    let query = Entity::find()
        .filter(Column::ReviewOn.lte(today))
        .order_by_asc(Column::ReviewOn)
        .limit(limit);
    let rows = query
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Writes a hazard.
///
/// # Errors
/// The database's, or a hazard that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, found: &Standpoint) -> Result<(), Unread> {
    let row = write(found)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` hazards within a reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&DayKey>,
    limit: u64,
) -> Result<Vec<Standpoint>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Village, reach) {
        query = query.filter(overseen);
    }
    if let Some(grid) = &filter.grid {
        query = query.filter(Column::Grid.eq(grid.as_str()));
    }
    if let Some(class) = filter.class {
        query = query.filter(Column::Class.eq(class.to_string()));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    if let Some(campaign) = filter.campaign {
        query = query.filter(Column::Campaign.eq(campaign));
    }
    let query = by_day(query, (Column::FoundOn, Column::Id), (&filter.days, after, limit));
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Standpoint, Corrupt> {
    let row = Row {
        table: "hazard",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    let hazard = Hazard {
        id: model.id,
        at: Where {
            grid: model.grid.parse().map_err(|_| row.corrupt("not a grid's code"))?,
            point: body.point,
            address: body.address,
            whereabouts: body.whereabouts,
        },
        class: model.class.parse().map_err(|_| row.corrupt("not a subclass"))?,
        danger: row.word("danger", Danger::ALL.iter().copied(), |word| word.as_str() == model.danger)?,
        found_on: model.found_on,
        event: model.event,
        campaign: model.campaign,
    };
    Ok(Standpoint {
        hazard,
        state: row.word("state", HazardState::ALL.iter().copied(), |word| word.as_str() == model.state)?,
        review_on: model.review_on,
        reason: body.reason,
        changed_at: model.changed_at,
    })
}

fn write(found: &Standpoint) -> Result<Model, Corrupt> {
    let hazard = &found.hazard;
    let body = Body {
        point: hazard.at.point,
        address: hazard.at.address,
        whereabouts: hazard.at.whereabouts.clone(),
        reason: found.reason.clone(),
    };
    Ok(Model {
        id: hazard.id,
        grid: hazard.at.grid.to_string(),
        village: village(&hazard.at.grid),
        class: hazard.class.to_string(),
        danger: hazard.danger.as_str().to_owned(),
        found_on: hazard.found_on,
        event: hazard.event,
        campaign: hazard.campaign,
        state: found.state.as_str().to_owned(),
        review_on: found.review_on,
        changed_at: found.changed_at,
        body: json(("hazard", hazard.id), &body)?,
    })
}
