//! The cases that ended and are drawn from; tokens that did not answer yet; and how many answers of each kind a unit has.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set};
use time::Date;
use uuid::Uuid;

use super::domain::{Drawn, Plan, Pool, Rating, Survey};
use super::table::{pool as row, tally, token};
use crate::figures::{Span, limit, occurrence, unit_at};

/// What says that a case came to its end with somebody who can say how it was.
const CLOSED: [&str; 2] = ["petition.closed", "mediation.ended"];
/// The same of an event, if a citizen told it who said who they are: with them somebody was to speak.
const EVENT: (&str, &str) = ("grid.closed", "grid.contact");

const ASKED: &str = "survey.asked";
const RATED: &str = "survey.rated";

/// Rows in one statement.
const ROWS: usize = 300;

/// The cases that ended in the days of a plan, each with its unit at the plan's level.
///
/// # Errors
/// The database's.
pub async fn ended(db: &impl ConnectionTrait, plan: &Plan) -> Result<Vec<Drawn>, DbErr> {
    use occurrence::Column;
    let (closed, contact) = EVENT;
    let spoken_with = limit::Entity::find().select_only().column(limit::Column::CaseId);
    let spoken_with = spoken_with.filter(limit::Column::Name.eq(contact)).into_query();
    let of_citizens = Condition::all()
        .add(Column::Source.eq(closed))
        .add(Column::CaseId.in_subquery(spoken_with));
    let ended = occurrence::Entity::find()
        .filter(Condition::any().add(Column::Source.is_in(CLOSED)).add(of_citizens))
        .filter(Column::Day.between(plan.span.from, plan.span.to));
    let ended = ended.select_only().columns([Column::CaseId, Column::Source, Column::Unit]);
    let rows: Vec<(Uuid, String, String)> = ended.into_tuple().all(db).await?;
    let cases = rows.into_iter().filter_map(|(case, source, unit)| {
        Some(Drawn {
            case,
            service: source.split('.').next()?.to_owned(),
            unit: unit_at(&unit, plan.level)?,
        })
    });
    Ok(cases.collect())
}

/// Keeps what a survey is drawn from.
///
/// # Errors
/// The database's.
pub async fn keep(db: &impl ConnectionTrait, survey: Uuid, pool: Pool) -> Result<(), DbErr> {
    let mut cases = pool.into_cases().into_iter().map(|it| row::ActiveModel {
        survey: Set(survey),
        case_id: Set(it.case),
        service: Set(it.service),
        unit: Set(it.unit),
    });
    loop {
        let some: Vec<row::ActiveModel> = cases.by_ref().take(ROWS).collect();
        if some.is_empty() {
            return Ok(());
        }
        row::Entity::insert_many(some).exec_without_returning(db).await?;
    }
}

/// What a survey is drawn from, as it was kept.
///
/// # Errors
/// The database's.
pub async fn pool(db: &impl ConnectionTrait, survey: Uuid) -> Result<Pool, DbErr> {
    let rows = row::Entity::find().filter(row::Column::Survey.eq(survey)).all(db).await?;
    let cases = rows.into_iter().map(|row| Drawn {
        case: row.case_id,
        service: row.service,
        unit: row.unit,
    });
    Ok(Pool::of(cases.collect()))
}

/// Keeps the fingerprints of the tokens that go out, with nothing but the unit, and begins to count.
///
/// # Errors
/// The database's.
pub async fn issue(db: &impl ConnectionTrait, survey: &Survey, hashes: &[(String, String)]) -> Result<(), DbErr> {
    for some in hashes.chunks(ROWS) {
        let rows = some.iter().map(|(hash, unit)| token::ActiveModel {
            hash: Set(hash.clone()),
            survey: Set(survey.plan.id),
            unit: Set(unit.clone()),
        });
        token::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    for (unit, asked) in survey.asked() {
        let sources = [(ASKED, asked), (RATED, 0)].into_iter();
        let sources = sources.chain(Rating::ALL.map(|rating| (rating.source(), 0)));
        let rows = sources.map(|(source, count)| tally::ActiveModel {
            survey: Set(survey.plan.id),
            unit: Set(unit.to_owned()),
            source: Set(source.to_owned()),
            count: Set(count),
            day: Set(None),
        });
        tally::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Strikes a token out, and counts its answer. `false` for a token that does not answer.
///
/// # Errors
/// The database's.
pub async fn answer(db: &impl ConnectionTrait, hash: &str, rating: Rating) -> Result<bool, DbErr> {
    let Some(token) = token::Entity::find_by_id(hash).one(db).await? else {
        return Ok(false);
    };
    // Of two that come at once with the same one, one strikes it out.
    let struck = token::Entity::delete_by_id(hash).exec(db).await?;
    if struck.rows_affected != 1 {
        return Ok(false);
    }
    let one_more = tally::Entity::update_many()
        .col_expr(tally::Column::Count, Expr::col(tally::Column::Count).add(1))
        .filter(tally::Column::Survey.eq(token.survey))
        .filter(tally::Column::Unit.eq(token.unit))
        .filter(tally::Column::Source.is_in([RATED, rating.source()]));
    one_more.exec(db).await?;
    Ok(true)
}

/// Ends the answering: tokens that are left go, and the units of which enough answered count from this day on.
///
/// # Errors
/// The database's.
pub async fn close(db: &impl ConnectionTrait, survey: Uuid, least: i64, day: Date) -> Result<(), DbErr> {
    token::Entity::delete_many()
        .filter(token::Column::Survey.eq(survey))
        .exec(db)
        .await?;
    let enough: Vec<String> = tally::Entity::find()
        .filter(tally::Column::Survey.eq(survey))
        .filter(tally::Column::Source.eq(RATED))
        .filter(tally::Column::Count.gte(least))
        .select_only()
        .column(tally::Column::Unit)
        .into_tuple()
        .all(db)
        .await?;
    let count = tally::Entity::update_many()
        .col_expr(tally::Column::Day, Expr::value(day))
        .filter(tally::Column::Survey.eq(survey))
        .filter(tally::Column::Unit.is_in(enough));
    count.exec(db).await.map(drop)
}

/// What the units came to that have a result: by unit and source.
///
/// # Errors
/// The database's.
pub async fn results(db: &impl ConnectionTrait, survey: Uuid) -> Result<BTreeMap<(String, String), i64>, DbErr> {
    let rows = tally::Entity::find()
        .filter(tally::Column::Survey.eq(survey))
        .filter(tally::Column::Day.is_not_null());
    let rows = rows.all(db).await?.into_iter();
    Ok(rows.map(|row| ((row.unit, row.source), row.count)).collect())
}

/// What surveys that were closed in some days add to the figures: unit, source and count.
///
/// # Errors
/// The database's.
pub async fn counted(db: &impl ConnectionTrait, span: Span) -> Result<Vec<(String, String, i64)>, DbErr> {
    let rows = tally::Entity::find().filter(tally::Column::Day.between(span.from, span.to));
    let rows = rows.all(db).await?.into_iter();
    Ok(rows.map(|row| (row.unit, row.source, row.count)).collect())
}
