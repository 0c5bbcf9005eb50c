//! The old cases that are still open, and which of some came to their end: by what their own services told.

use std::collections::BTreeMap;

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;
use uuid::Uuid;

use super::domain::{Chosen, MOST, Plan};
use crate::figures::occurrence::{Column, Entity};

/// The services whose cases are chosen: what says that one was opened, and what that it came to its end.
pub const SERVICES: [(&str, &str, &str); 2] = [
    ("petition", "petition.registered", "petition.ended"),
    ("mediation", "mediation.opened", "mediation.ended"),
];

/// Ids in one question.
const ROWS: usize = 500;

/// The open cases that a plan chooses, and one more than there may be.
///
/// # Errors
/// The database's.
pub async fn choose(db: &impl ConnectionTrait, plan: &Plan) -> Result<Vec<Chosen>, DbErr> {
    let mut chosen = Vec::new();
    for (service, opened, ended) in SERVICES {
        if plan.service.as_deref().is_some_and(|only| only != service) {
            continue;
        }
        let over = Query::select()
            .column(Column::CaseId)
            .from(Entity)
            .and_where(Column::Source.eq(ended))
            .to_owned();
        let mut cases = Entity::find()
            .filter(Column::Source.eq(opened))
            .filter(Column::Day.lt(plan.before))
            .filter(Column::CaseId.not_in_subquery(over));
        if let Some(category) = &plan.category {
            cases = cases.filter(Column::Category.eq(category));
        }
        let most = u64::try_from(MOST + 1).unwrap_or(u64::MAX);
        for row in cases.order_by_asc(Column::Day).limit(most).all(db).await? {
            chosen.push(Chosen {
                opened: row.day,
                case: row.case_id,
                service: service.to_owned(),
                unit: row.unit,
                category: row.category,
                released: None,
            });
        }
    }
    Ok(chosen)
}

/// Those of these cases that came to their end, and on which day.
///
/// # Errors
/// The database's.
pub async fn ended(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<BTreeMap<Uuid, Date>, DbErr> {
    let mut days = BTreeMap::new();
    for some in cases.chunks(ROWS) {
        let ended = Entity::find()
            .filter(Column::CaseId.is_in(some.iter().copied()))
            .filter(Column::Source.is_in(SERVICES.map(|(_, _, ended)| ended)))
            .select_only()
            .column(Column::CaseId)
            .column(Column::Day);
        let rows: Vec<(Uuid, Date)> = ended.into_tuple().all(db).await?;
        days.extend(rows);
    }
    Ok(days)
}
