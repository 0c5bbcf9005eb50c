//! The ended cases whose identities are kept longer than usual: they are read once, and again when their longer time is over.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};
use time::OffsetDateTime;

/// That a case is kept longer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_longer")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// The table of cases it lies in.
    pub cases: String,
    /// When it had ended.
    pub closed_at: TimeDateTimeWithTimeZone,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A case of this table, which ended then, is kept longer.
pub(super) async fn put(db: &impl ConnectionTrait, cases: &str, (case, closed_at): (Uuid, OffsetDateTime)) -> Result<(), DbErr> {
    let row = ActiveModel {
        case_id: Set(case),
        cases: Set(cases.to_owned()),
        closed_at: Set(closed_at),
    };
    let again = OnConflict::column(Column::CaseId).update_column(Column::ClosedAt).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await.map(drop)
}

/// At most so many cases of this table that ended before, the oldest first.
pub(super) async fn ended(db: &impl ConnectionTrait, cases: &str, before: OffsetDateTime, limit: u64) -> Result<Vec<Uuid>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::CaseId)
        .filter(Column::Cases.eq(cases))
        .filter(Column::ClosedAt.lte(before))
        .order_by_asc(Column::ClosedAt)
        .order_by_asc(Column::CaseId)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// A case is kept no longer, or is open again.
pub(super) async fn forget(db: &impl ConnectionTrait, case: Uuid) -> Result<(), DbErr> {
    Entity::delete_by_id(case).exec(db).await.map(drop)
}
