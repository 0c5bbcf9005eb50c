//! The duty roster's table, and its list by start. Nothing is looked up by a person but whether a new shift clashes.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing};
use shiyu_kit::unit::Code;
use time::{Duration, OffsetDateTime};

use crate::dispatch::domain::{Cancellation, DutyKind, Shift};

/// How long a shift lasts at most; so far before a moment those begin that still go on.
const LONGEST: Duration = Duration::HOUR.saturating_mul(24);

/// A shift's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_shift")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which room or centre.
    pub centre: Uuid,
    /// Code of the unit that is or was.
    pub unit: String,
    /// When it begins.
    pub start_at: TimeDateTimeWithTimeZone,
    /// When it ends.
    pub end_at: TimeDateTimeWithTimeZone,
    /// As what.
    pub kind: String,
    /// Subject of the token of who is on duty.
    pub subject: String,
    /// The office.
    pub title: String,
    /// When it was taken off.
    pub cancelled_at: Option<TimeDateTimeWithTimeZone>,
    /// Why.
    pub cancel_reason: Option<String>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which shifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// That end after this moment.
    pub from: OffsetDateTime,
    /// That begin before this moment.
    pub to: Option<OffsetDateTime>,
    /// Of this unit.
    pub unit: Option<Code>,
}

/// Where a shift stands: by start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    start: OffsetDateTime,
    id: Uuid,
}

/// Where a shift stands.
#[must_use]
pub fn key((shift, _): &(Shift, Code)) -> Key {
    Key {
        start: shift.start,
        id: shift.id,
    }
}

/// The shift of this id and its unit, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<(Shift, Code)>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// What else the person of a shift does about its time.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn beside(db: &impl ConnectionTrait, shift: &Shift) -> Result<Vec<Shift>, Unread> {
    let query = Entity::find()
        .filter(Column::Subject.eq(shift.subject.as_str()))
        .filter(Column::StartAt.gt(shift.start.saturating_sub(LONGEST)))
        .filter(Column::StartAt.lt(shift.end));
    let rows = query.all(db).await?;
    let read = rows.into_iter().map(|row| read(row).map(|(shift, _)| shift));
    Ok(read.collect::<Result<_, _>>()?)
}

/// Writes a shift at a unit.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, (shift, unit): (&Shift, &Code)) -> Result<(), DbErr> {
    let row = write(shift, unit).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` shifts that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<(Shift, Code)>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::dispatch) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find()
        .filter(Column::StartAt.gt(filter.from.saturating_sub(LONGEST)))
        .filter(Column::EndAt.gt(filter.from));
    if let Some(to) = filter.to {
        query = query.filter(Column::StartAt.lt(to));
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(Key { start, id }) = after {
        let row = Expr::tuple([Expr::col(Column::StartAt), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(*start), Expr::val(*id)])));
    }
    query.order_by_asc(Column::StartAt).order_by_asc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<(Shift, Code), Corrupt> {
    let row = Row {
        table: "duty_shift",
        id: model.id,
    };
    let cancelled = match (model.cancelled_at, model.cancel_reason) {
        (None, None) => None,
        (Some(at), Some(reason)) => Some(Cancellation { at, reason }),
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half cancelled")),
    };
    let unit = row.code(&model.unit)?;
    let shift = Shift {
        id: model.id,
        centre: model.centre,
        start: model.start_at,
        end: model.end_at,
        kind: row.word("kind", DutyKind::ALL, |kind| kind.as_str() == model.kind)?,
        subject: model.subject,
        title: model.title,
        cancelled,
    };
    Ok((shift, unit))
}

fn write(shift: &Shift, unit: &Code) -> Model {
    Model {
        id: shift.id,
        centre: shift.centre,
        unit: unit.to_string(),
        start_at: shift.start,
        end_at: shift.end,
        kind: shift.kind.as_str().to_owned(),
        subject: shift.subject.clone(),
        title: shift.title.clone(),
        cancelled_at: shift.cancelled.as_ref().map(|cancelled| cancelled.at),
        cancel_reason: shift.cancelled.as_ref().map(|cancelled| cancelled.reason.clone()),
    }
}
