//! What the clocks warned of and what is neither met nor passed: the first two rungs of the ladder, read off the cases' own clocks.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, QueryOrder, QuerySelect};
use shiyu_proto::assessment::v1 as pb;
use time::Date;

use super::domain::{OTHERS_DUTIES, Service};
use crate::figures::limit::{Column, Entity, Model};

/// The last day, in days of the Julian calendar; the case; the number of the limit in it.
pub type Key = (i32, Uuid, i32);

/// Where one stands in its list.
#[must_use]
pub fn key(row: &Model) -> Key {
    (row.due.to_julian_day(), row.case_id, row.number)
}

/// At most so many after a key, by their last days, that these units owe, or that others owe in a case which these have in hand; all of
/// them for no units.
///
/// # Errors
/// The database's.
pub async fn list(db: &impl ConnectionTrait, units: Option<&[String]>, after: Option<&Key>, limit: u64) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::Met.is_null()).filter(Column::Rung.between(1, 3));
    if let Some(units) = units {
        let theirs = |column: Column| column.is_in(units.iter().map(String::as_str));
        query = query.filter(Condition::any().add(theirs(Column::Unit)).add(theirs(Column::Holder)));
    }
    let owed = OTHERS_DUTIES.map(|(service, clock)| format!("{}.{clock}", service.as_str()));
    let of_several = owed
        .iter()
        .fold(Condition::all(), |all, name| all.add(Column::Name.not_like(format!("{name}.%"))));
    query = query.filter(
        Condition::all()
            .add(of_several)
            .add(Column::Name.is_not_in(owed))
            .add(Column::Name.ne("grid.whole")),
    );
    if let Some((day, case, number)) = after {
        let day = Date::from_julian_day(*day).unwrap_or(Date::MIN);
        let key = Expr::tuple([Expr::col(Column::Due), Expr::col(Column::CaseId), Expr::col(Column::Number)]);
        query = query.filter(key.gt(Expr::tuple([Expr::val(day), Expr::val(*case), Expr::val(*number)])));
    }
    let query = query
        .order_by_asc(Column::Due)
        .order_by_asc(Column::CaseId)
        .order_by_asc(Column::Number);
    query.limit(limit).all(db).await
}

/// As it is shown.
#[must_use]
pub fn shown(row: &Model) -> pb::Reminder {
    let (service, clock) = row.name.split_once('.').unwrap_or_default();
    let service = Service::ALL.into_iter().find(|known| known.as_str() == service);
    pb::Reminder {
        service: shiyu_kit::wire::number(service),
        case: row.case_id.to_string(),
        unit: row.unit.clone(),
        clock: clock.to_owned(),
        due_date: row.due.to_string(),
        ring: row.rung.unwrap_or_default(),
        responsible_unit: row.holder.clone(),
    }
}
