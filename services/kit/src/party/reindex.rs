//! Another index key: every party is indexed anew under the one in use. A step of its own (`rotate-keys`), which may be broken off and
//! begun again, also while the service works: a row says itself under which key it is found. What hangs on the oldest index key, the query
//! codes of cases and whatever a case itself remembers, stays under that one.

use sea_orm::sea_query::Condition;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Vault;
use super::rewrap::Progress;
use super::row::{ActiveModel, Column, Entity};

/// How many parties are found under another key than the one in use.
///
/// # Errors
/// The database's.
pub async fn left(db: &impl ConnectionTrait, vault: &Vault) -> Result<u64, DbErr> {
    Entity::find().filter(others(vault)).count(db).await
}

/// Indexes the next part anew.
///
/// # Errors
/// The database's; what was done stays done.
pub async fn part(db: &impl ConnectionTrait, vault: &Vault, so_far: &mut Progress, size: u64) -> Result<(), DbErr> {
    let mut next = Entity::find().filter(others(vault)).order_by_asc(Column::Id).limit(size);
    if let Some(after) = so_far.after {
        next = next.filter(Column::Id.gt(after));
    }
    let rows = next.all(db).await?;
    so_far.after = rows.last().map(|row| row.id);
    for row in rows {
        let Ok(indexed) = vault.reindexed(&row) else {
            so_far.stuck.push(row.id);
            continue;
        };
        let update = ActiveModel {
            document_index: Set(indexed.document_index),
            phone_index: Set(indexed.phone_index),
            name_index: Set(indexed.name_index),
            index_key: Set(indexed.index_key),
            ..ActiveModel::default()
        };
        // What was sealed anew meanwhile is indexed anew as well.
        let same = Entity::update_many()
            .set(update)
            .filter(Column::Id.eq(row.id))
            .filter(Column::SealedAt.eq(row.sealed_at));
        let written = same.exec(db).await?;
        so_far.done += written.rows_affected;
    }
    Ok(())
}

fn others(vault: &Vault) -> Condition {
    Condition::any()
        .add(Column::IndexKey.is_null())
        .add(Column::IndexKey.ne(vault.index_key()))
}
