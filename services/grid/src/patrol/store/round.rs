//! The table of rounds. Who walked one lies in its body: no question to the table is by person.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, overseen};
use time::{Date, OffsetDateTime};

use super::{DayKey, Unread, by_day, count};
use crate::domain::terms::{GridCode, GridRole};
use crate::patrol::domain::{Period, Round, RoundState, Stop};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patrol_round")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The plan.
    pub plan: Uuid,
    /// Code of the grid.
    pub grid: String,
    /// Code of the grid's village.
    pub village: String,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// When it must be finished; none once it is over.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// Where it stands.
    pub state: String,
    /// How many checkpoints it has.
    pub checkpoints: i32,
    /// How many were visited.
    pub visited: i32,
    /// How many events were reported.
    pub findings: i32,
    /// When it was finished or missed.
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
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
    title: String,
    role: GridRole,
    stops: Vec<Stop>,
    hands: Vec<String>,
    #[serde(with = "time::serde::rfc3339::option")]
    started_at: Option<OffsetDateTime>,
}

/// Which rounds; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this grid.
    pub grid: Option<GridCode>,
    /// Of this plan.
    pub plan: Option<Uuid>,
    /// In this state.
    pub state: Option<RoundState>,
    /// That begin on these days.
    pub days: Days,
}

/// Where a round stands.
#[must_use]
pub fn key(round: &Round) -> DayKey {
    DayKey {
        day: round.days.first,
        id: round.id,
    }
}

/// The round of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Round>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Round>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a round that is new; one that is there stays as it is.
///
/// # Errors
/// The database's, or a round that cannot be written.
pub async fn make(transaction: &impl ConnectionTrait, round: &Round) -> Result<(), Unread> {
    let row = write(round)?.into_active_model().reset_all();
    let there = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a round that was there.
///
/// # Errors
/// The database's, or a round that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, round: &Round) -> Result<(), Unread> {
    let row = write(round)?.into_active_model().reset_all();
    Entity::update(row).exec(transaction).await?;
    Ok(())
}

/// Takes back the rounds of a plan that begin after a day, and tells the last day of those that stay.
///
/// # Errors
/// The database's.
pub async fn take_back(transaction: &impl ConnectionTrait, plan: Uuid, today: Date) -> Result<Option<Date>, DbErr> {
    let coming = Entity::delete_many()
        .filter(Column::Plan.eq(plan))
        .filter(Column::FirstDay.gt(today));
    coming.exec(transaction).await?;
    let last = Entity::find().filter(Column::Plan.eq(plan)).order_by_desc(Column::FirstDay);
    Ok(last.one(transaction).await?.map(|row| row.last_day))
}

/// At most `limit` rounds within a reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&DayKey>,
    limit: u64,
) -> Result<Vec<Round>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Village, reach) {
        query = query.filter(overseen);
    }
    if let Some(grid) = &filter.grid {
        query = query.filter(Column::Grid.eq(grid.as_str()));
    }
    if let Some(plan) = filter.plan {
        query = query.filter(Column::Plan.eq(plan));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    let query = by_day(query, (Column::FirstDay, Column::Id), (&filter.days, after, limit));
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Rounds that are due, the oldest first, held until the end of the transaction; what another holds is passed over.
///
/// # Errors
/// The database's.
pub async fn due(transaction: &impl ConnectionTrait, now: OffsetDateTime, limit: u64) -> Result<Vec<Model>, DbErr> {
    let query = Entity::find()
        .filter(Column::DueAt.lte(now))
        .order_by_asc(Column::DueAt)
        .limit(limit);
    query
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await
}

/// Rounds are missed.
///
/// # Errors
/// The database's.
pub async fn miss(transaction: &impl ConnectionTrait, rounds: &[Model], now: OffsetDateTime) -> Result<(), DbErr> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(RoundState::Missed.as_str()))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::DueAt, Expr::value(None::<OffsetDateTime>));
    let these = rounds.iter().map(|row| row.id);
    update.filter(Column::Id.is_in(these)).exec(transaction).await.map(drop)
}

/// Rounds that came to nothing: nobody could walk them.
///
/// # Errors
/// The database's.
pub async fn forget(transaction: &impl ConnectionTrait, rounds: &[Model]) -> Result<(), DbErr> {
    if rounds.is_empty() {
        return Ok(());
    }
    let these = rounds.iter().map(|row| row.id);
    let gone = Entity::delete_many().filter(Column::Id.is_in(these));
    gone.exec(transaction).await.map(drop)
}

/// Code of a grid's village, which its code begins with.
pub(super) fn village(grid: &GridCode) -> String {
    grid.as_str().chars().take(12).collect()
}

/// Something as JSON.
pub(super) fn json((table, id): (&'static str, Uuid), what: &impl Serialize) -> Result<String, Corrupt> {
    serde_json::to_string(what).map_err(|error| Row { table, id }.corrupt(error.to_string()))
}

fn read(model: &Model) -> Result<Round, Corrupt> {
    let row = Row {
        table: "patrol_round",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    let words = RoundState::ALL.iter().copied();
    Ok(Round {
        id: model.id,
        plan: model.plan,
        grid: model.grid.parse().map_err(|_| row.corrupt("not a grid's code"))?,
        title: body.title,
        role: body.role,
        days: Period {
            first: model.first_day,
            last: model.last_day,
        },
        state: row.word("state", words, |word| word.as_str() == model.state)?,
        stops: body.stops,
        hands: body.hands,
        started_at: body.started_at,
        ended_at: model.ended_at,
    })
}

fn write(round: &Round) -> Result<Model, Corrupt> {
    let body = Body {
        title: round.title.clone(),
        role: round.role,
        stops: round.stops.clone(),
        hands: round.hands.clone(),
        started_at: round.started_at,
    };
    Ok(Model {
        id: round.id,
        plan: round.plan,
        grid: round.grid.to_string(),
        village: village(&round.grid),
        first_day: round.days.first,
        last_day: round.days.last,
        due_at: round.ended_at.is_none().then(|| round.due_at()),
        state: round.state.as_str().to_owned(),
        checkpoints: count(round.stops.len()),
        visited: count(round.visited()),
        findings: count(round.findings()),
        ended_at: round.ended_at,
        body: json(("patrol_round", round.id), &body)?,
    })
}
