//! Identities go, and that they went is on record.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, TransactionTrait};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{ActiveModel, Column, Entity};
use crate::party::row;

/// Which identities of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// All of them.
    All,
    /// Those of these parties: what they were had for is over, though the case is kept.
    These(&'a [Uuid]),
}

/// Destroys identities of a case that has ended, in one transaction with the record of it. How many there were; those that are gone
/// already are not counted again.
///
/// # Errors
/// The database's; then nothing was destroyed.
pub async fn destroy(db: &DatabaseConnection, case: (Uuid, OffsetDateTime), which: Which<'_>, now: OffsetDateTime) -> Result<u64, DbErr> {
    let transaction = db.begin().await?;
    let gone = destroy_within(&transaction, case, which, now).await?;
    transaction.commit().await?;
    Ok(gone)
}

/// The same, in a transaction that does more.
///
/// # Errors
/// The database's.
pub(crate) async fn destroy_within(
    transaction: &impl ConnectionTrait,
    (case, closed_at): (Uuid, OffsetDateTime),
    which: Which<'_>,
    now: OffsetDateTime,
) -> Result<u64, DbErr> {
    let of_the_case = row::Entity::delete_many().filter(row::Column::CaseId.eq(case));
    let going = match which {
        Which::All => of_the_case,
        Which::These(parties) => of_the_case.filter(row::Column::Id.is_in(parties.iter().copied())),
    };
    let gone = going.exec(transaction).await?.rows_affected;
    if gone == 0 {
        return Ok(0);
    }
    let parties = i64::try_from(gone).unwrap_or(i64::MAX);
    let record = ActiveModel {
        case_id: Set(case),
        closed_at: Set(closed_at),
        at: Set(now),
        parties: Set(parties),
        words_at: Set(None),
        words_upto: Set(None),
        files_at: Set(None),
    };
    let sum = Expr::col((Entity, Column::Parties)).add(parties);
    let again = OnConflict::column(Column::CaseId)
        .update_column(Column::At)
        .value(Column::Parties, sum)
        .to_owned();
    Entity::insert(record)
        .on_conflict(again)
        .exec_without_returning(transaction)
        .await?;
    Ok(gone)
}
