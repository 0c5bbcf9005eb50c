//! The table of meetings, and its list by day.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::terms::GridCode;
use crate::meeting::domain::{FollowUp, FollowUpState, Meeting, MeetingKind};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which of the four.
    pub kind: String,
    /// Code of the grid.
    pub grid: String,
    /// Code of the grid's village.
    pub village: String,
    /// On which day.
    pub held_on: Date,
    /// Where.
    pub venue: String,
    /// What it was about.
    pub agenda: String,
    /// How many came.
    pub attendee_count: i32,
    /// What was resolved.
    pub resolution: String,
    /// The events, JSON.
    #[sea_orm(column_type = "Text")]
    pub events: String,
    /// Until when what came of it is reported.
    pub follow_up_due: Option<Date>,
    /// The steps done, JSON.
    #[sea_orm(column_type = "Text")]
    pub steps: String,
    /// How the follow-up stands.
    pub follow_up: String,
    /// What came of it.
    pub outcome: Option<String>,
    /// When that was reported.
    pub followed_up_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which meetings; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this grid.
    pub grid: Option<GridCode>,
    /// Of this village.
    pub village: Option<Code>,
    /// Of this kind.
    pub kind: Option<MeetingKind>,
    /// Whose follow-up stands so.
    pub follow_up: Option<FollowUpState>,
    /// Of these days.
    pub days: Days,
}

/// Where a meeting stands: the latest day first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    date: Date,
    id: Uuid,
}

/// Where a meeting stands.
#[must_use]
pub fn key(meeting: &Meeting) -> Key {
    Key {
        date: meeting.held_on,
        id: meeting.id,
    }
}

/// The meeting of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Meeting>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Writes a meeting; `village` is its grid's.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, (meeting, village): (&Meeting, &Code)) -> Result<(), DbErr> {
    let row = write(meeting, village).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` meetings within reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Meeting>, Unread> {
    let rows = question((filter, reach), after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::meeting) fn question((filter, reach): (&Filter, &Reach), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Village, reach) {
        query = query.filter(overseen);
    }
    if let Some(grid) = &filter.grid {
        query = query.filter(Column::Grid.eq(grid.as_str()));
    }
    if let Some(village) = &filter.village {
        query = query.filter(Column::Village.eq(village.as_str()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(state) = filter.follow_up {
        query = query.filter(Column::FollowUp.eq(state.as_str()));
    }
    if let Some(from) = filter.days.from {
        query = query.filter(Column::HeldOn.gte(from));
    }
    if let Some(to) = filter.days.to {
        query = query.filter(Column::HeldOn.lte(to));
    }
    if let Some(Key { date, id }) = after {
        let row = Expr::tuple([Expr::col(Column::HeldOn), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*date), Expr::val(*id)])));
    }
    query.order_by_desc(Column::HeldOn).order_by_desc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Meeting, Corrupt> {
    let row = Row {
        table: "meeting",
        id: model.id,
    };
    let followed_up = match (model.outcome, model.followed_up_at) {
        (None, None) => None,
        (Some(outcome), Some(at)) => Some(FollowUp { outcome, at }),
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half followed up")),
    };
    let meeting = Meeting {
        id: model.id,
        kind: row.word("kind", MeetingKind::ALL, |kind| kind.as_str() == model.kind)?,
        grid: model.grid.parse().map_err(|_| row.corrupt("not a grid's code"))?,
        held_on: model.held_on,
        venue: model.venue,
        agenda: model.agenda,
        attendee_count: model.attendee_count,
        resolution: model.resolution,
        events: row.json(&model.events)?,
        follow_up_due: model.follow_up_due,
        steps: row.json(&model.steps)?,
        followed_up,
    };
    if meeting.follow_up().as_str() == model.follow_up {
        Ok(meeting)
    } else {
        Err(row.corrupt("its follow-up is not what was reported"))
    }
}

fn write(meeting: &Meeting, village: &Code) -> Model {
    Model {
        id: meeting.id,
        kind: meeting.kind.as_str().to_owned(),
        grid: meeting.grid.to_string(),
        village: village.to_string(),
        held_on: meeting.held_on,
        venue: meeting.venue.clone(),
        agenda: meeting.agenda.clone(),
        attendee_count: meeting.attendee_count,
        resolution: meeting.resolution.clone(),
        events: serde_json::json!(meeting.events).to_string(),
        follow_up_due: meeting.follow_up_due,
        steps: serde_json::json!(meeting.steps).to_string(),
        follow_up: meeting.follow_up().as_str().to_owned(),
        outcome: meeting.followed_up.as_ref().map(|followed| followed.outcome.clone()),
        followed_up_at: meeting.followed_up.as_ref().map(|followed| followed.at),
    }
}
