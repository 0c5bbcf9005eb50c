//! The one transaction: inbox, journal, heads, rows and what lies beside them. The journal's uniqueness is the lock. PostgreSQL has a shorter way to the same.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryFilter,
    TransactionTrait,
};

use super::batch::{Loaded, Writing};
use crate::case::{Beside, Record};
use crate::fail::{self, Point};
use crate::journal::head;
use crate::{audience, booking, inbox, journal, party};

/// Rows of one statement: SQLite takes 32,766 values in it.
const PART: usize = 500;

pub(super) async fn commit<C: Record>(db: &DatabaseConnection, mut writing: Writing, loaded: &Loaded<C>) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    let (beside, journal) = (writing.take_beside(), writing.take_journal());
    inbox::Entity::insert_many(writing.inbox.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(&transaction)
        .await?;
    fail::at(Point::AfterInbox);
    journal::Entity::insert_many(journal.into_iter().map(journal::unnumbered))
        .exec_without_returning(&transaction)
        .await?;
    fail::at(Point::AfterJournal);
    put_cases(&transaction, loaded).await?;
    put_beside(&transaction, beside).await?;
    fail::at(Point::BeforeCommit);
    transaction.commit().await
}

async fn put_cases<C: Record>(transaction: &DatabaseTransaction, loaded: &Loaded<C>) -> Result<(), DbErr> {
    let touched = loaded.touched();
    head::advance(transaction, touched.iter().filter_map(|open| open.head())).await?;
    let rows = touched.iter().filter_map(|open| open.filed.as_ref().map(C::write)).collect();
    put_rows::<C>(transaction, rows).await
}

/// The rows of cases, each over the one that was there.
pub(crate) async fn put_rows<C: Record>(transaction: &DatabaseTransaction, rows: Vec<C::Row>) -> Result<(), DbErr> {
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

async fn put_beside(transaction: &DatabaseTransaction, beside: Beside) -> Result<(), DbErr> {
    for part in beside.parties.chunks(PART) {
        party::row::Entity::insert_many(part.iter().cloned().map(IntoActiveModel::into_active_model))
            .exec_without_returning(transaction)
            .await?;
    }
    let there = OnConflict::columns(audience::row::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column))
        .do_nothing()
        .to_owned();
    for part in beside.audience.chunks(PART) {
        audience::row::Entity::insert_many(part.iter().cloned().map(IntoActiveModel::into_active_model))
            .on_conflict(there.clone())
            .exec_without_returning(transaction)
            .await?;
    }
    for freed in &beside.freed {
        booking::Entity::delete_many()
            .filter(booking::Column::Resource.eq(freed.resource.as_str()))
            .filter(booking::Column::Slot.eq(freed.slot))
            .filter(booking::Column::CaseId.eq(freed.case_id))
            .exec(transaction)
            .await?;
    }
    for part in beside.booked.chunks(PART) {
        booking::Entity::insert_many(part.iter().cloned().map(IntoActiveModel::into_active_model))
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}
