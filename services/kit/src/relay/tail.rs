//! A stream may come back shorter than it was: an acknowledgement is no fsync, and a restored volume is older. What the
//! journal marked and the stream lost is told again; receivers that know it drop it by its id.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::batch::Trouble;
use crate::journal::{Column, Entity};
use crate::nats::{COUNTY_STREAM, Nats};

/// The highest sequence the journal has marked; 0 if there is none.
pub(super) async fn highest(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let highest: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::Sequence.max(), "highest")
        .into_tuple()
        .one(db)
        .await?;
    Ok(highest.flatten().unwrap_or_default())
}

/// Compares the journal's end with the stream's: at start, and whenever the connection was made anew.
pub(super) async fn compare(db: &impl ConnectionTrait, nats: &Nats) -> Result<(), Trouble> {
    let stream = nats
        .jetstream()
        .get_stream(COUNTY_STREAM)
        .await
        .map_err(|error| Trouble::Stream(error.into()))?;
    let last = i64::try_from(stream.cached_info().state.last_sequence).unwrap_or(i64::MAX);
    if highest(db).await? > last {
        lost(db, last.saturating_add(1)).await?;
    }
    Ok(())
}

/// Makes every row pending again that was marked with `first` or a later sequence.
pub(super) async fn lost(db: &impl ConnectionTrait, first: i64) -> Result<(), DbErr> {
    let again = Entity::update_many()
        .col_expr(Column::Sequence, Expr::value(Option::<i64>::None))
        .filter(Column::Sequence.gte(first))
        .exec(db)
        .await?;
    tracing::error!(
        stream.sequence = first,
        rows = again.rows_affected,
        "the stream lost its tail: facts from this sequence on are told again"
    );
    Ok(())
}
