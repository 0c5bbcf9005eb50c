//! The table of screening rounds.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::reading::Days;
use shiyu_kit::register::{Row, overseen};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};

use super::round::json;
use super::{DayKey, Unread, by_day, count};
use crate::patrol::domain::{Item, Period, Screening, ScreeningState};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening_round")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the template.
    pub template: String,
    /// Code of the unit.
    pub unit: String,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// When it must be reported; none once it was, or was missed.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// Where it stands.
    pub state: String,
    /// How many items it has.
    pub items: i32,
    /// How many events were found.
    pub findings: i32,
    /// When it was reported.
    pub reported_at: Option<TimeDateTimeWithTimeZone>,
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
    items: Vec<Item>,
}

/// Which rounds; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<Code>,
    /// In this state.
    pub state: Option<ScreeningState>,
    /// That begin on these days.
    pub days: Days,
}

/// Where a round stands.
#[must_use]
pub fn key(round: &Screening) -> DayKey {
    DayKey {
        day: round.days.first,
        id: round.id,
    }
}

/// The round of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Screening>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Screening>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Writes rounds that are new; one that is there stays as it is.
///
/// # Errors
/// The database's, or a round that cannot be written.
pub async fn make(transaction: &impl ConnectionTrait, rounds: &[Screening]) -> Result<(), Unread> {
    for part in rounds.chunks(500) {
        let rows = part.iter().map(|round| Ok(write(round)?.into_active_model().reset_all()));
        let rows: Vec<ActiveModel> = rows.collect::<Result<_, Corrupt>>()?;
        let there = OnConflict::column(Column::Id).do_nothing().to_owned();
        Entity::insert_many(rows)
            .on_conflict(there)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// Writes a round that was there.
///
/// # Errors
/// The database's, or a round that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, round: &Screening) -> Result<(), Unread> {
    let row = write(round)?.into_active_model().reset_all();
    Entity::update(row).exec(transaction).await?;
    Ok(())
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
) -> Result<Vec<Screening>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    let query = by_day(query, (Column::FirstDay, Column::Id), (&filter.days, after, limit));
    let rows = query.all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
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
pub async fn miss(transaction: &impl ConnectionTrait, rounds: &[Model]) -> Result<(), DbErr> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(ScreeningState::Missed.as_str()))
        .col_expr(Column::DueAt, Expr::value(None::<OffsetDateTime>));
    let these = rounds.iter().map(|row| row.id);
    update.filter(Column::Id.is_in(these)).exec(transaction).await.map(drop)
}

fn read(model: Model) -> Result<Screening, Corrupt> {
    let row = Row {
        table: "screening_round",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    let words = ScreeningState::ALL.iter().copied();
    Ok(Screening {
        id: model.id,
        unit: row.code(&model.unit)?,
        template: model.template,
        title: body.title,
        days: Period {
            first: model.first_day,
            last: model.last_day,
        },
        state: row.word("state", words, |word| word.as_str() == model.state)?,
        items: body.items,
        reported_at: model.reported_at,
    })
}

fn write(round: &Screening) -> Result<Model, Corrupt> {
    let body = Body {
        title: round.title.clone(),
        items: round.items.clone(),
    };
    Ok(Model {
        id: round.id,
        template: round.template.clone(),
        unit: round.unit.to_string(),
        first_day: round.days.first,
        last_day: round.days.last,
        due_at: (round.state == ScreeningState::Open).then(|| round.due_at()),
        state: round.state.as_str().to_owned(),
        items: count(round.items.len()),
        findings: count(round.findings()),
        reported_at: round.reported_at,
        body: json(("screening_round", round.id), &body)?,
    })
}
