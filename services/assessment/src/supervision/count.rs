//! How many supervisions stand where, by county: a county's own, and at the city's desk those of every county.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DbErr, QuerySelect};
use time::OffsetDateTime;

use super::overseen::{self, Column as Seen};
use super::store::{self, Column as Own};

/// County, rung, stage, how many.
pub type Count = (String, String, String, i64);

/// Those that were issued from one moment to before another.
///
/// # Errors
/// The database's.
pub async fn counts(db: &impl ConnectionTrait, county: &str, (from, to): (OffsetDateTime, OffsetDateTime)) -> Result<Vec<Count>, DbErr> {
    let own = store::Entity::find()
        .filter(Own::Sealed.eq(false))
        .filter(Own::County.eq(county))
        .filter(Own::IssuedAt.gte(from))
        .filter(Own::IssuedAt.lt(to));
    let grouped = [Own::County, Own::Rung, Own::Stage];
    let own = grouped
        .into_iter()
        .fold(own.select_only(), |query, column| query.column(column).group_by(column));
    let mut rows: Vec<Count> = own.column_as(Expr::cust("COUNT(*)"), "count").into_tuple().all(db).await?;
    let seen = overseen::Entity::find()
        .filter(Seen::Shown.eq(true))
        .filter(Seen::IssuedAt.gte(from))
        .filter(Seen::IssuedAt.lt(to));
    let grouped = [Seen::County, Seen::Rung, Seen::Stage];
    let seen = grouped
        .into_iter()
        .fold(seen.select_only(), |query, column| query.column(column).group_by(column));
    rows.extend(
        seen.column_as(Expr::cust("COUNT(*)"), "count")
            .into_tuple::<Count>()
            .all(db)
            .await?,
    );
    rows.sort();
    Ok(rows)
}
