//! The counts that are tested: of what was opened, by service, category, town and week.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use shiyu_kit::demand::Week;
use time::Date;

use super::domain::{Counts, Subject};
use crate::figures::occurrence::{Column, Entity};

/// What says that a case was opened.
const OPENED: [&str; 3] = ["petition.registered", "grid.reported", "mediation.opened"];

/// Every count of a week, with those of so many weeks before it.
///
/// # Errors
/// The database's.
pub async fn counts(db: &impl ConnectionTrait, week: Week, weeks: u32) -> Result<BTreeMap<Subject, Counts>, DbErr> {
    let first = week.before(i64::from(weeks)).monday();
    let by = [Column::Source, Column::Category, Column::Place];
    let select = Entity::find()
        .filter(Column::Source.is_in(OPENED))
        .filter(Column::Day.between(first, week.sunday()))
        .select_only();
    let select = by.into_iter().fold(select, |select, column| select.column(column).group_by(column));
    let select = select.column(Column::Day).group_by(Column::Day);
    let rows = select.column_as(Expr::cust("COUNT(*)"), "count");
    let rows: Vec<(String, String, String, Date, i64)> = rows.into_tuple().all(db).await?;
    let mut counts: BTreeMap<Subject, Counts> = BTreeMap::new();
    for (source, category, place, day, count) in rows {
        let service = source.split('.').next().unwrap_or_default().to_owned();
        let town = place.get(..9).or_else(|| place.get(..6)).unwrap_or_default().to_owned();
        let subject = Subject {
            service,
            category,
            place: town,
        };
        let entry = counts.entry(subject).or_default();
        let count = u64::try_from(count).unwrap_or_default();
        if day >= week.monday() {
            entry.now += count;
        } else {
            entry.before += count;
        }
    }
    Ok(counts)
}
