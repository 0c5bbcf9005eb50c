//! How many supervisions stand where, by county: a county's own, and at the city's desk those of every county.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

use super::overseen::{self, Column as Seen};
use super::store::{self, Column as Own};
use crate::figures::{Counted, grouped};

/// Those that were issued from one moment to before another: county, rung, stage, how many.
///
/// # Errors
/// The database's.
pub async fn counts(db: &impl ConnectionTrait, county: &str, (from, to): (OffsetDateTime, OffsetDateTime)) -> Result<Vec<Counted>, DbErr> {
    let own = store::Entity::find()
        .filter(Own::Sealed.eq(false))
        .filter(Own::County.eq(county))
        .filter(Own::IssuedAt.gte(from))
        .filter(Own::IssuedAt.lt(to));
    let mut rows = grouped(own, [Own::County, Own::Rung, Own::Stage]).all(db).await?;
    let seen = overseen::Entity::find()
        .filter(Seen::Shown.eq(true))
        .filter(Seen::IssuedAt.gte(from))
        .filter(Seen::IssuedAt.lt(to));
    rows.extend(grouped(seen, [Seen::County, Seen::Rung, Seen::Stage]).all(db).await?);
    rows.sort();
    Ok(rows)
}
