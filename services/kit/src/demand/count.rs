//! Counts the cases of a week, page by page.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::people::{Known, people};
use super::{Asked, Cell, Demand, Demanded, Week, table};
use crate::clock::to_micros;
use crate::listing::{Key, Order, read};
use crate::party::row;

/// Rows of one look into the database.
const PAGE: usize = 500;

/// What may be shown of the cases that were opened in a week.
///
/// # Errors
/// The database's.
pub async fn count<C: Demanded>(db: &impl ConnectionTrait, week: Week) -> Result<Vec<Cell>, DbErr> {
    let demands = demands::<C>(db, week).await?;
    let parties: Vec<Uuid> = demands.iter().flat_map(|demand| demand.applicants.iter().copied()).collect();
    let people = applicants(db, &parties).await?;
    let asked = demands.into_iter().map(|demand| Asked {
        category: demand.category,
        place: demand.place.division().to_owned(),
        people: demand.applicants.iter().filter_map(|party| people.get(party).copied()).collect(),
    });
    Ok(table(&asked.collect::<Vec<_>>()))
}

/// Who of these parties may be the same, as numbers that say no more; of whom nothing is known is left out.
///
/// # Errors
/// The database's.
pub async fn applicants(db: &impl ConnectionTrait, parties: &[Uuid]) -> Result<HashMap<Uuid, usize>, DbErr> {
    Ok(people(&known(db, parties).await?))
}

async fn demands<C: Demanded>(db: &impl ConnectionTrait, week: Week) -> Result<Vec<Demand>, DbErr> {
    let (columns, (from, to)) = (C::COLUMNS, week.moments());
    let (mut demands, mut after) = (Vec::new(), None::<Key>);
    loop {
        let mut query = C::Entity::find()
            .filter(columns.opened_at.gte(to_micros(from)))
            .filter(columns.opened_at.lt(to_micros(to)));
        if let Some(key) = &after {
            query = query.filter(columns.beyond(Order::Newest, key));
        }
        let query = query.order_by_desc(columns.opened_at).order_by_desc(columns.id);
        let rows = query.limit(u64::try_from(PAGE).unwrap_or(u64::MAX)).all(db).await?;
        let whole = rows.len() == PAGE;
        let page = read::<C>(rows);
        demands.extend(page.iter().filter_map(|filed| filed.case.demand()));
        after = page.last().map(|filed| Order::Newest.key(filed));
        if !whole || after.is_none() {
            return Ok(demands);
        }
    }
}

/// What these parties are known by.
async fn known(db: &impl ConnectionTrait, parties: &[Uuid]) -> Result<Vec<Known>, DbErr> {
    use row::Column;
    type Indexes = (Uuid, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);
    let mut known: BTreeMap<Uuid, Known> = BTreeMap::new();
    for some in parties.chunks(PAGE) {
        let query = row::Entity::find().select_only();
        let query = query.columns([Column::Id, Column::DocumentIndex, Column::PhoneIndex, Column::NameIndex]);
        let rows: Vec<Indexes> = query.filter(Column::Id.is_in(some.iter().copied())).into_tuple().all(db).await?;
        known.extend(rows.into_iter().map(|(party, document, phone, name)| {
            let known = Known {
                party,
                document,
                phone,
                name,
            };
            (party, known)
        }));
    }
    Ok(known.into_values().collect())
}
