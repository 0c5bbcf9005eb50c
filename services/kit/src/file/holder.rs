//! Which cases have a file: written before it is put on a case's record, so that it says too many at worst; the cases say which of them have
//! it. When the time of a case is over its rows say so, and each is taken out once the case's share in the file is gone.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, TransactionTrait};
use time::OffsetDateTime;

use crate::retention;

/// That a case has a file, had it, or was about to have it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_holder")]
pub struct Model {
    /// SHA-256 of the file, lowercase hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// When the time of the case was over: it has the file no more, which is still to be seen to. None: it may have it.
    pub over_at: Option<TimeDateTimeWithTimeZone>,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// That a case may have a file from now on; or that its time is over, and it has it no more.
///
/// # Errors
/// The database's.
pub(crate) async fn put(db: &impl ConnectionTrait, (hash, case): (&str, Uuid), over_at: Option<OffsetDateTime>) -> Result<(), DbErr> {
    let row = ActiveModel {
        hash: Set(hash.to_owned()),
        case_id: Set(case),
        over_at: Set(over_at),
    };
    let again = OnConflict::columns([Column::Hash, Column::CaseId])
        .update_column(Column::OverAt)
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    has_some_again(db, case).await
}

/// The time of a case is over: what it has is to go.
///
/// # Errors
/// The database's.
pub(crate) async fn give_up(db: &impl ConnectionTrait, case: Uuid, now: OffsetDateTime) -> Result<(), DbErr> {
    let rows = Entity::update_many()
        .col_expr(Column::OverAt, Expr::value(now))
        .filter(Column::CaseId.eq(case))
        .filter(Column::OverAt.is_null());
    if rows.exec(db).await?.rows_affected > 0 {
        has_some_again(db, case).await?;
    }
    Ok(())
}

/// A case whose files had gone has one again: not all of them are gone.
async fn has_some_again(db: &impl ConnectionTrait, case: Uuid) -> Result<(), DbErr> {
    let record = retention::Entity::update_many()
        .col_expr(retention::Column::FilesAt, Expr::value(None::<OffsetDateTime>))
        .filter(retention::Column::CaseId.eq(case))
        .filter(retention::Column::FilesAt.is_not_null());
    record.exec(db).await.map(drop)
}

/// The cases that may have a file, and whose time is not over.
pub(super) async fn of(db: &impl ConnectionTrait, hash: &str) -> Result<Vec<Uuid>, DbErr> {
    let rows = Entity::find().filter(Column::Hash.eq(hash)).filter(Column::OverAt.is_null());
    rows.select_only().column(Column::CaseId).into_tuple().all(db).await
}

/// At most so many of what cases have no more, those whose time was over first before the others.
pub(super) async fn over(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::OverAt.is_not_null())
        .order_by_asc(Column::OverAt)
        .order_by_asc(Column::CaseId)
        .order_by_asc(Column::Hash)
        .limit(most)
        .all(db)
        .await
}

/// Whether it is still to be seen to: nobody else did, and the case was not opened again and got it anew.
pub(super) async fn is_over(db: &impl ConnectionTrait, row: &Model) -> Result<bool, DbErr> {
    let found = Entity::find_by_id((row.hash.clone(), row.case_id)).one(db).await?;
    Ok(found.is_some_and(|found| found.over_at.is_some()))
}

/// A case's share in a file is gone; with the last one it is on record that all are.
pub(super) async fn forget(db: &DatabaseConnection, row: &Model, now: OffsetDateTime) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    Entity::delete_many()
        .filter(Column::Hash.eq(row.hash.as_str()))
        .filter(Column::CaseId.eq(row.case_id))
        .filter(Column::OverAt.is_not_null())
        .exec(&transaction)
        .await?;
    let left = Entity::find().filter(Column::CaseId.eq(row.case_id)).one(&transaction).await?;
    if left.is_none() {
        retention::Entity::update_many()
            .col_expr(retention::Column::FilesAt, Expr::value(now))
            .filter(retention::Column::CaseId.eq(row.case_id))
            .exec(&transaction)
            .await?;
    }
    transaction.commit().await
}
