//! How a service stands with its clocks: how late the loop is, and how many cases are within the law's time.

use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, EntityName};
use time::OffsetDateTime;

use crate::case::Record;

/// How many seconds the oldest due case has been waiting; 0 when nothing is due.
///
/// # Errors
/// The database's.
pub async fn lag<C: Record>(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<f64, DbErr> {
    let due = Alias::new("due_at");
    let oldest = Query::select()
        .expr_as(Expr::col(due.clone()).min(), Alias::new("oldest"))
        .from(table::<C>())
        .and_where(Expr::col(due).lte(now))
        .to_owned();
    let row = db.query_one(&oldest).await?;
    let oldest: Option<OffsetDateTime> = row.map(|row| row.try_get("", "oldest")).transpose()?.flatten();
    Ok(oldest.map_or(0.0, |oldest| (now - oldest).as_seconds_f64()))
}

/// The share of open cases whose legal limit has not passed, 0.0 to 1.0; `None` while no case is open.
///
/// Two counts over partial indexes, of the open cases and of those whose `legal_due_at` lies behind us.
///
/// # Errors
/// The database's.
pub async fn within_clock<C: Record>(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<Option<f64>, DbErr> {
    let overdue = open::<C>().and_where(Expr::col(Alias::new("legal_due_at")).lte(now)).to_owned();
    let both = Query::select()
        .expr_as(Expr::from(open::<C>()), Alias::new("open"))
        .expr_as(Expr::from(overdue), Alias::new("overdue"))
        .to_owned();
    let Some(row) = db.query_one(&both).await? else { return Ok(None) };
    let count = |column: &str| row.try_get("", column).map(as_number);
    let (open, overdue) = (count("open")?, count("overdue")?);
    Ok((open > 0.0).then(|| 1.0 - overdue / open))
}

/// Past four thousand million nobody counts.
fn as_number(count: i64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn open<C: Record>() -> SelectStatement {
    Query::select()
        .expr(Expr::col(Asterisk).count())
        .from(table::<C>())
        .and_where(Expr::col(Alias::new("closed_at")).is_null())
        .to_owned()
}

fn table<C: Record>() -> Alias {
    Alias::new(C::Entity::default().table_name())
}
