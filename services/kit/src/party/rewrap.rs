//! Another envelope key: every party's own key is wrapped anew under the one in use. A step of its own (`rotate-keys`), which may be broken
//! off and begun again, also while the service works: a row says itself under which key it lies.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::Vault;
use super::row::{ActiveModel, Column, Entity};

/// How far it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Parties that were wrapped anew so far.
    pub done: u64,
    /// Parties that do not open under any key we were given: they stay as they are.
    pub stuck: Vec<Uuid>,
    /// Where the next part goes on; none at the end.
    pub after: Option<Uuid>,
}

/// How many parties lie under another key than the one in use.
///
/// # Errors
/// The database's.
pub async fn left(db: &impl ConnectionTrait, vault: &Vault) -> Result<u64, DbErr> {
    Entity::find().filter(Column::EnvelopeKey.ne(vault.envelope_key())).count(db).await
}

/// Wraps the next part anew. What somebody else wrapped or sealed meanwhile is left alone; sealed under the old key it is still
/// [`left`].
///
/// # Errors
/// The database's; what was done stays done.
pub async fn part(db: &impl ConnectionTrait, vault: &Vault, so_far: &mut Progress, size: u64) -> Result<(), DbErr> {
    let mut next = Entity::find()
        .filter(Column::EnvelopeKey.ne(vault.envelope_key()))
        .order_by_asc(Column::Id)
        .limit(size);
    if let Some(after) = so_far.after {
        next = next.filter(Column::Id.gt(after));
    }
    let rows = next.all(db).await?;
    so_far.after = rows.last().map(|row| row.id);
    for row in rows {
        let Ok(wrapped) = vault.rewrapped(&row) else {
            so_far.stuck.push(row.id);
            continue;
        };
        let update = ActiveModel {
            envelope_key: Set(wrapped.envelope_key),
            wrapped_key: Set(wrapped.wrapped_key),
            sealed: Set(wrapped.sealed),
            ..ActiveModel::default()
        };
        let written = Entity::update_many()
            .set(update)
            .filter(Column::Id.eq(row.id))
            .filter(Column::EnvelopeKey.eq(row.envelope_key))
            .filter(Column::SealedAt.eq(row.sealed_at))
            .exec(db)
            .await?;
        so_far.done += written.rows_affected;
    }
    Ok(())
}
