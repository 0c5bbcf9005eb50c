//! The words of a case go: from its journal, from the row that follows of it, and with its search card. Its files are to go.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{ActiveModel, Column, Entity, Words};
use crate::case::Record;
use crate::database::legibly;
use crate::fault::Corrupt;
use crate::file::holder;
use crate::journal::{self, chain, head};
use crate::ledger::{Unread, put_rows, replay};

/// Holds the end of a case's chain until the transaction ends: an act upon the case waits, or had been written before.
pub(super) async fn hold(transaction: &DatabaseTransaction, case: Uuid) -> Result<(), DbErr> {
    head::Entity::find_by_id(case).lock_exclusive().one(transaction).await.map(drop)
}

/// Takes the words of a case that is held, and puts down that they went. What was decided before over the row as it was, and is written
/// after it, makes a newer version, of which the words are found once more.
///
/// # Errors
/// The database's, or a journal that cannot be followed; then nothing may stay of it.
pub(super) async fn leave<C: Record>(
    transaction: &DatabaseTransaction,
    words: &Words,
    (case, closed_at): (Uuid, OffsetDateTime),
    now: OffsetDateTime,
) -> Result<(), Unread> {
    steps(transaction, words, case).await?;
    let filed = replay::<C>(transaction, case, i64::MAX).await?;
    let filed = filed.ok_or_else(|| Corrupt {
        table: "journal",
        id: case.to_string(),
        what: "there is a case and no journal of it".to_owned(),
    })?;
    put_rows::<C>(transaction, vec![C::write(&filed)]).await?;
    // Also those that an older build put on record, which wrote down no holders.
    for hash in filed.case.files() {
        holder::put(transaction, (hash, case), Some(now)).await?;
    }
    if let Some(cards) = words.cards {
        let card = Query::delete()
            .from_table(Alias::new(cards))
            .and_where(Expr::col(Alias::new("id")).eq(case))
            .to_owned();
        transaction.execute(&card).await?;
    }
    let record = ActiveModel {
        case_id: Set(case),
        closed_at: Set(closed_at),
        at: Set(now),
        parties: Set(0),
        words_at: Set(Some(now)),
        words_upto: Set(Some(filed.version)),
        files_at: Set(None),
    };
    let again = OnConflict::column(Column::CaseId)
        .update_columns([Column::WordsAt, Column::WordsUpto])
        .to_owned();
    Entity::insert(record)
        .on_conflict(again)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Each step of the case that holds words is left without them.
async fn steps(transaction: &DatabaseTransaction, words: &Words, case: Uuid) -> Result<(), Unread> {
    let mut previous = chain::genesis();
    for row in legibly(journal::timeline(transaction, case)).await? {
        let left = words.without(&row.detail).map_err(|error| Corrupt {
            table: "journal",
            id: row.event_id.to_string(),
            what: error.to_string(),
        })?;
        if let Some(left) = left {
            let digest = chain::leave(&previous, &row, &left);
            journal::Entity::update_many()
                .col_expr(journal::Column::Detail, Expr::value(left))
                .col_expr(journal::Column::Digest, Expr::value(digest))
                .filter(journal::Column::Position.eq(row.position))
                .exec(transaction)
                .await?;
        }
        previous = row.hash;
    }
    Ok(())
}
