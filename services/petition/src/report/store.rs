//! The matters of a year, read page by page.

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shiyu_kit::clock::to_micros;
use shiyu_kit::demand::{Demanded as _, applicants};
use shiyu_kit::listing;
use uuid::Uuid;

use super::domain::{Matter, Year};
use crate::domain::Petition;
use crate::store::row::{Column, Entity};

/// Rows of one look into the database.
const PAGE: usize = 500;

/// How the body of a matter says that somebody was pressed for it.
const SUPERVISED: &str = "\"supervisions\":[{";

/// What is counted of the matters of a year: those that were open in it, and those that ended before and were pressed for, as may be done
/// after the last word (arts. 32, 40). None of them is kept from anybody.
///
/// # Errors
/// The database's.
pub async fn matters(db: &impl ConnectionTrait, year: Year) -> Result<Vec<Matter>, DbErr> {
    let (mut matters, mut parties) = (Vec::new(), Vec::new());
    let mut after = None;
    loop {
        let (page, last, whole) = page(db, year, after).await?;
        for (matter, asking) in page {
            matters.push(matter);
            parties.push(asking);
        }
        after = last;
        if !whole {
            break;
        }
    }
    let all: Vec<Uuid> = parties.iter().flatten().copied().collect();
    let people = applicants(db, &all).await?;
    for (matter, asking) in matters.iter_mut().zip(parties) {
        matter.people = asking.iter().filter_map(|party| people.get(party).copied()).collect();
    }
    Ok(matters)
}

/// Some matters with the parties who ask, the last row's id, and whether there may be more.
type Page = (Vec<(Matter, Vec<Uuid>)>, Option<Uuid>, bool);

async fn page(db: &impl ConnectionTrait, year: Year, after: Option<Uuid>) -> Result<Page, DbErr> {
    let (from, to) = year.moments();
    let open = Column::ClosedAt.is_null().or(Column::ClosedAt.gte(to_micros(from)));
    let mut query = Entity::find()
        .filter(Column::OpenedAt.lt(to_micros(to)))
        .filter(open.or(Column::Body.contains(SUPERVISED)));
    if let Some(id) = after {
        query = query.filter(Column::Id.gt(id));
    }
    let limit = u64::try_from(PAGE).unwrap_or(u64::MAX);
    let rows = query.order_by_asc(Column::Id).limit(limit).all(db).await?;
    let (last, whole) = (rows.last().map(|row| row.id), rows.len() == PAGE);
    let counted = listing::read::<Petition>(rows).into_iter().filter_map(|filed| {
        let asked = filed.case.demand()?;
        Some((Matter::of(&filed.case, year)?, asked.applicants))
    });
    Ok((counted.collect(), last, whole))
}
