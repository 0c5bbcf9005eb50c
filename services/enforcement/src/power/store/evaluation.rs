//! The table of evaluations.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{QueryOrder, QuerySelect, Set};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::Row;
use time::Date;

use super::{DayKey, Unread, json};
use crate::power::domain::Evaluation;

/// An evaluation's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "power_evaluation")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The edition.
    pub list: Uuid,
    /// The day.
    pub evaluated_on: Date,
    /// The document.
    pub document: String,
    /// What it says of single items, JSON.
    #[sea_orm(column_type = "Text")]
    pub findings: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where an evaluation stands.
#[must_use]
pub const fn key(row: &Evaluation) -> DayKey {
    DayKey { day: row.on, id: row.id }
}

/// Adds an evaluation.
///
/// # Errors
/// The database's, or findings that cannot be written.
pub async fn add(db: &impl ConnectionTrait, row: &Evaluation) -> Result<(), Unread> {
    let row = ActiveModel {
        id: Set(row.id),
        list: Set(row.list),
        evaluated_on: Set(row.on),
        document: Set(row.document.clone()),
        findings: Set(json("power_evaluation", row.id, &row.findings)?),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// At most `limit` evaluations of an edition after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, list: Uuid, after: Option<&DayKey>, limit: u64) -> Result<Vec<Evaluation>, Unread> {
    let mut query = Entity::find().filter(Column::List.eq(list));
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(Column::EvaluatedOn), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(after.day), Expr::val(after.id)])));
    }
    let query = query.order_by_desc(Column::EvaluatedOn).order_by_desc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Evaluation, Corrupt> {
    let row = Row {
        table: "power_evaluation",
        id: model.id,
    };
    Ok(Evaluation {
        id: model.id,
        list: model.list,
        on: model.evaluated_on,
        document: model.document.clone(),
        findings: row.json(&model.findings)?,
    })
}
