//! What hangs on the grids of a map, as the other rooms of the service have it in their tables: counted, and never of whom.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Select};
use time::Date;

use super::Unread;
use crate::patrol::store::{campaign, plan};
use crate::place::domain::Hanging;
use crate::store::row;
use crate::team::store::assignment;

/// Campaigns looked into, those that began last first.
const CAMPAIGNS: u64 = 500;

/// What hangs on each grid on a day, by its code; on a grid that is not there hangs nothing.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn on(db: &impl ConnectionTrait, day: Date) -> Result<BTreeMap<String, Hanging>, Unread> {
    let mut hanging: BTreeMap<String, Hanging> = BTreeMap::new();
    let open = row::Entity::find().filter(row::Column::ClosedAt.is_null());
    for (grid, many) in counted(db, open, (row::Column::Grid, row::Column::Id)).await? {
        hanging.entry(grid).or_default().events = many;
    }
    let (last, ended) = (assignment::Column::ValidTo, assignment::Column::EndedAt);
    let stands = Condition::any().add(last.is_null()).add(last.gte(day));
    let stands = assignment::Entity::find().filter(stands).filter(ended.is_null());
    for (grid, many) in counted(db, stands, (assignment::Column::Grid, assignment::Column::Id)).await? {
        hanging.entry(grid).or_default().assignments = many;
    }
    let plans = plan::Entity::find().filter(plan::Column::NextFrom.is_not_null());
    for (grid, many) in counted(db, plans, (plan::Column::Grid, plan::Column::Id)).await? {
        hanging.entry(grid).or_default().plans = many;
    }
    let campaigns = campaign::list(db, None, CAMPAIGNS).await?;
    let goes_on = campaigns
        .iter()
        .filter(|campaign| campaign.ended.is_none() && campaign.days.last >= day);
    for grid in goes_on.flat_map(|campaign| &campaign.area.grids) {
        hanging.entry(grid.to_string()).or_default().campaigns += 1;
    }
    Ok(hanging)
}

/// How many rows there are of each grid.
async fn counted<E: EntityTrait, C: ColumnTrait>(
    db: &impl ConnectionTrait,
    rows: Select<E>,
    (grid, id): (C, C),
) -> Result<Vec<(String, i64)>, DbErr> {
    let counted = rows.select_only().column(grid).column_as(id.count(), "many").group_by(grid);
    counted.into_tuple().all(db).await
}
