//! Which events have a photo or file: written before it is put on an event's record, so that it says too many at worst; the events say
//! which of them have it.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QuerySelect, Set};

/// That an event has a file, had it, or was about to have it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence_holder")]
pub struct Model {
    /// SHA-256 of the file, lowercase hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// The event's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident: Uuid,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// That an event is about to have a file.
///
/// # Errors
/// The database's.
pub async fn holds(db: &impl ConnectionTrait, hash: &str, incident: Uuid) -> Result<(), DbErr> {
    let row = ActiveModel {
        hash: Set(hash.to_owned()),
        incident: Set(incident),
    };
    let known = OnConflict::columns([Column::Hash, Column::Incident]).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(db).await.map(drop)
}

/// The events that may have a file.
///
/// # Errors
/// The database's.
pub async fn holders(db: &impl ConnectionTrait, hash: &str) -> Result<Vec<Uuid>, DbErr> {
    let rows = Entity::find().filter(Column::Hash.eq(hash)).select_only().column(Column::Incident);
    rows.into_tuple().all(db).await
}
