//! The one transaction: inbox, journal, heads, rows. The journal's uniqueness is the lock. PostgreSQL has a shorter way to the same.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyToColumn, TransactionTrait,
};

use super::batch::{Loaded, Writing};
use crate::case::Record;
use crate::journal::head;
use crate::{inbox, journal};

pub(super) async fn commit<C: Record>(db: &DatabaseConnection, writing: Writing, loaded: &Loaded<C>) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    inbox::Entity::insert_many(writing.inbox.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(&transaction)
        .await?;
    journal::Entity::insert_many(writing.journal.into_iter().map(journal::unnumbered))
        .exec_without_returning(&transaction)
        .await?;
    put_cases(&transaction, loaded).await?;
    transaction.commit().await
}

async fn put_cases<C: Record>(transaction: &DatabaseTransaction, loaded: &Loaded<C>) -> Result<(), DbErr> {
    let touched = loaded.touched();
    head::advance(transaction, touched.iter().filter_map(|open| open.head())).await?;
    let rows = touched.iter().filter_map(|open| open.filed.as_ref().map(C::write));
    let keys = <C::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    C::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns(keys)
                .update_columns(<C::Entity as EntityTrait>::Column::iter())
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}
