//! Who mediates which dispute, as the disputes' own facts tell: for the workload, and nothing else.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, QuerySelect, Set};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "engagement")]
pub struct Model {
    /// The dispute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub dispute: Uuid,
    /// The mediator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub mediator: Uuid,
    /// Version of the dispute that says so.
    pub version: i64,
    /// Whether they mediate it now, and it has not ended.
    pub open: bool,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// These mediate a dispute now, at a version of it, and nobody else does. What an older version says is passed over.
///
/// # Errors
/// The database's.
pub async fn set(db: &impl ConnectionTrait, (dispute, version): (Uuid, i64), mediators: &[Uuid]) -> Result<(), DbErr> {
    let of = Entity::find().filter(Column::Dispute.eq(dispute));
    let rows = of.all(db).await?;
    if rows.iter().any(|row| row.version >= version) {
        return Ok(());
    }
    let all = rows.iter().map(|row| row.mediator).chain(mediators.iter().copied());
    let row = |mediator: Uuid| ActiveModel {
        dispute: Set(dispute),
        mediator: Set(mediator),
        version: Set(version),
        open: Set(mediators.contains(&mediator)),
    };
    let rows: BTreeMap<Uuid, ActiveModel> = all.map(|mediator| (mediator, row(mediator))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let there = OnConflict::columns([Column::Dispute, Column::Mediator])
        .update_columns([Column::Version, Column::Open])
        .to_owned();
    Entity::insert_many(rows.into_values())
        .on_conflict(there)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Who mediates which dispute now.
///
/// # Errors
/// The database's.
pub async fn all_open(db: &impl ConnectionTrait) -> Result<Vec<(Uuid, Uuid)>, DbErr> {
    let open = Entity::find().filter(Column::Open.eq(true)).all(db).await?;
    Ok(open.into_iter().map(|row| (row.dispute, row.mediator)).collect())
}

/// How many disputes each of these mediates now.
///
/// # Errors
/// The database's.
pub async fn under_way(db: &impl ConnectionTrait, mediators: &[Uuid]) -> Result<BTreeMap<Uuid, i64>, DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        mediator: Uuid,
        disputes: i64,
    }
    let counted = Entity::find()
        .select_only()
        .column(Column::Mediator)
        .column_as(Column::Dispute.count(), "disputes")
        .filter(Column::Mediator.is_in(mediators.iter().copied()))
        .filter(Column::Open.eq(true))
        .group_by(Column::Mediator)
        .into_model::<Counted>()
        .all(db)
        .await?;
    Ok(counted.into_iter().map(|row| (row.mediator, row.disputes)).collect())
}
