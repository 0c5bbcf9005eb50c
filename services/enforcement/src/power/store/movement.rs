//! The table of what changes hands.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::Row;
use time::Date;

use super::Unread;
use crate::power::domain::{InFlight, Move, PowerCode, Settled};

/// A move's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "power_move")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The edition.
    pub list: Uuid,
    /// The item.
    pub code: String,
    /// The region.
    pub region: String,
    /// Who held it before.
    pub from_unit: Option<String>,
    /// Who holds it then.
    pub to_unit: Option<String>,
    /// From which day on.
    pub cut_over: Date,
    /// What becomes of cases in flight.
    pub in_flight: String,
    /// When they were seen to.
    pub settled_at: Option<TimeDateTimeWithTimeZone>,
    /// How many stayed.
    pub kept: i32,
    /// How many were handed over.
    pub handed_over: i32,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Rows written by one statement.
const BATCH: usize = 500;

/// Where a move stands: by item and region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    code: PowerCode,
    region: String,
}

/// Where a move stands.
#[must_use]
pub fn key(row: &Move) -> Key {
    Key {
        code: row.code.clone(),
        region: row.region.to_string(),
    }
}

/// Puts moves on record.
///
/// # Errors
/// The database's.
pub async fn make(db: &impl ConnectionTrait, moves: &[Move]) -> Result<(), DbErr> {
    for part in moves.chunks(BATCH) {
        let rows = part.iter().map(|row| write(row).into_active_model());
        Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// At most `limit` moves of an edition after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, list: Uuid, after: Option<&Key>, limit: u64) -> Result<Vec<Move>, Unread> {
    let mut query = Entity::find().filter(Column::List.eq(list));
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(Column::Code), Expr::col(Column::Region)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(after.code.as_str()), Expr::val(after.region.as_str())])));
    }
    let query = query.order_by_asc(Column::Code).order_by_asc(Column::Region).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// At most `limit` moves whose day has come and whose cases were not seen to.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn due(db: &impl ConnectionTrait, today: Date, limit: u64) -> Result<Vec<Move>, Unread> {
    let query = Entity::find()
        .filter(Column::SettledAt.is_null())
        .filter(Column::CutOver.lte(today))
        .order_by_asc(Column::CutOver)
        .order_by_asc(Column::Id)
        .limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Puts on record that the cases of a move were seen to; whether nobody had done so before.
///
/// # Errors
/// The database's.
pub async fn settle(transaction: &impl ConnectionTrait, row: &Move) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .set(write(row).into_active_model().reset_all())
        .filter(Column::Id.eq(row.id))
        .filter(Column::SettledAt.is_null())
        .exec(transaction)
        .await?;
    Ok(done.rows_affected == 1)
}

fn read(model: &Model) -> Result<Move, Corrupt> {
    let row = Row {
        table: "power_move",
        id: model.id,
    };
    let unit = |text: &Option<String>| text.as_ref().map(|text| row.code(text)).transpose();
    Ok(Move {
        id: model.id,
        list: model.list,
        code: model.code.parse().map_err(|_| row.corrupt("not the code of an item"))?,
        region: row.code(&model.region)?,
        from: unit(&model.from_unit)?,
        to: unit(&model.to_unit)?,
        cut_over: model.cut_over,
        in_flight: row.word("in_flight", InFlight::ALL.iter().copied(), |word| word.as_str() == model.in_flight)?,
        settled: model.settled_at.map(|at| Settled {
            at,
            kept: model.kept,
            handed_over: model.handed_over,
        }),
    })
}

fn write(row: &Move) -> Model {
    Model {
        id: row.id,
        list: row.list,
        code: row.code.to_string(),
        region: row.region.to_string(),
        from_unit: row.from.as_ref().map(ToString::to_string),
        to_unit: row.to.as_ref().map(ToString::to_string),
        cut_over: row.cut_over,
        in_flight: row.in_flight.as_str().to_owned(),
        settled_at: row.settled.map(|settled| settled.at),
        kept: row.settled.map_or(0, |settled| settled.kept),
        handed_over: row.settled.map_or(0, |settled| settled.handed_over),
    }
}
