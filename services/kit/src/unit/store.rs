//! The unit table: what its owner publishes, and what the others copy.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Set, TransactionTrait};
use time::Date;

use super::{Unit, Units};
use crate::fault::Corrupt;

/// A unit over one span of validity, as it lies in the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    /// Its code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// First day of the span.
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    /// Last day of the span.
    pub valid_to: Option<Date>,
    /// Its name.
    pub name: String,
    /// Code of the unit it answers to.
    pub superior: Option<String>,
}

/// A unit's superior is looked up by code and day, which no foreign key can say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every unit. A city has some thousands; they are kept in memory.
///
/// # Errors
/// The database's, or a row that is no unit.
pub async fn all(db: &impl ConnectionTrait) -> Result<Units, DbErr> {
    let units: Result<Vec<Unit>, Corrupt> = Entity::find().all(db).await?.iter().map(read).collect();
    Ok(Units::new(units.map_err(|corrupt| DbErr::Custom(corrupt.to_string()))?))
}

/// Writes units, each over its span; a unit of the same code and first day is replaced.
///
/// # Errors
/// The database's; nothing is written then.
pub async fn put(db: &impl TransactionTrait, units: &[Unit]) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    put_within(&transaction, units).await?;
    sea_orm::TransactionSession::commit(transaction).await
}

/// As [`put`], inside a transaction of the caller's.
///
/// # Errors
/// The database's.
pub async fn put_within(transaction: &impl ConnectionTrait, units: &[Unit]) -> Result<(), DbErr> {
    for part in units.chunks(500) {
        Entity::insert_many(part.iter().map(write))
            .on_conflict(
                OnConflict::columns([Column::Code, Column::ValidFrom])
                    .update_columns([Column::ValidTo, Column::Name, Column::Superior])
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

fn read(row: &Model) -> Result<Unit, Corrupt> {
    let code = |text: &str| {
        text.parse().map_err(|error: super::NotACode| Corrupt {
            table: "unit",
            id: row.code.clone(),
            what: error.to_string(),
        })
    };
    Ok(Unit {
        code: code(&row.code)?,
        superior: row.superior.as_deref().map(code).transpose()?,
        name: row.name.clone(),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    })
}

fn write(unit: &Unit) -> ActiveModel {
    ActiveModel {
        code: Set(unit.code.to_string()),
        valid_from: Set(unit.valid_from),
        valid_to: Set(unit.valid_to),
        name: Set(unit.name.clone()),
        superior: Set(unit.superior.as_ref().map(ToString::to_string)),
    }
}
