//! The newest version and hash of every case, so that taking away the newest row shows.

use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

/// Where a case's chain ends.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal_head")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// Version of its newest event.
    pub version: i64,
    /// Hash of its newest event.
    pub hash: Vec<u8>,
}

/// A head points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Moves the ends of these chains.
pub(crate) async fn advance(transaction: &impl ConnectionTrait, heads: impl IntoIterator<Item = Model>) -> Result<(), DbErr> {
    Entity::insert_many(heads.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(
            OnConflict::column(Column::CaseId)
                .update_columns([Column::Version, Column::Hash])
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await
        .map(drop)
}
