//! The one transaction: inbox, journal, heads, rows. The journal's uniqueness is the lock.

use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyToColumn, TransactionTrait};

use super::batch::{Loaded, Open, Writing};
use super::desk::Failed;
use crate::case::Record;
use crate::database::Database;
use crate::journal::head;
use crate::relay::announce;
use crate::{inbox, journal};

pub(super) async fn commit<C: Record>(db: &Database, writing: Writing, loaded: &Loaded<C>) -> Result<(), Failed> {
    let transaction = db.writer.begin().await?;
    inbox::Entity::insert_many(writing.inbox.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(&transaction)
        .await?;
    journal::Entity::insert_many(writing.journal.into_iter().map(journal::unnumbered))
        .exec_without_returning(&transaction)
        .await?;
    put_cases(&transaction, loaded).await?;
    announce(&transaction).await?;
    Ok(transaction.commit().await?)
}

async fn put_cases<C: Record>(transaction: &DatabaseTransaction, loaded: &Loaded<C>) -> Result<(), DbErr> {
    let mut touched: Vec<&Open<C>> = loaded.cases.values().filter(|open| open.touched).collect();
    // Two replicas that touch the same cases take their locks in the same order.
    touched.sort_by_key(|open| open.filed.as_ref().map(|filed| filed.id));
    let heads = touched.iter().filter_map(|open| {
        let filed = open.filed.as_ref()?;
        Some(head::Model {
            case_id: filed.id,
            version: open.version,
            hash: open.hash.clone(),
        })
    });
    head::advance(transaction, heads).await?;
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
