//! The tables of the read models. What a case comes to is written anew with every fact of it; what was heard stays as it was, so that
//! every figure can be folded again, up to any position.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::cube::{Cube, Key};
use super::fold::tally;
use super::read::{Heard, Limited};
use super::source::of_limit;
use super::table::{heard, intake, limit, occurrence, watermark};
use crate::survey;

/// Some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// As of when figures hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermark {
    /// Code of the county.
    pub county: String,
    /// The highest place in the stream.
    pub sequence: i64,
    /// The latest time of a fact.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How many facts.
    pub facts: i64,
}

/// The figures of some days at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The counts, by the units as the facts name them.
    pub cube: Cube,
    /// As of when.
    pub watermarks: Vec<Watermark>,
    /// How many cases are counted.
    pub cases: i64,
    /// The last chunk that is in them.
    pub position: i64,
    /// Which hearing of the streams that was.
    pub generation: i64,
}

/// It reads before it writes.
pub(crate) const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// Holds the one row, so that nobody takes anything in meanwhile, and moves its position on by so much.
pub(super) async fn hold(db: &DatabaseTransaction, by: i64) -> Result<intake::Model, DbErr> {
    let moved = Expr::col(intake::Column::Position).add(by);
    let moving = intake::Entity::update_many().col_expr(intake::Column::Position, moved);
    moving.filter(intake::Column::Id.eq(1)).exec(db).await?;
    let row = intake::Entity::find_by_id(1).one(db).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("the row of intake".to_owned()))
}

/// Which hearing of the streams this is.
///
/// # Errors
/// The database's.
pub async fn generation(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = intake::Entity::find_by_id(1).one(db).await?;
    Ok(row.map_or(0, |row| row.generation))
}

/// Forgets everything that was heard, so that it is heard again under another generation.
///
/// # Errors
/// The database's; nothing is forgotten then.
pub async fn drop_all(db: &DatabaseConnection, generation: i64) -> Result<(), DbErr> {
    let transaction = db.begin_with_options(WRITING).await?;
    hold(&transaction, 0).await?;
    heard::Entity::delete_many().exec(&transaction).await?;
    occurrence::Entity::delete_many().exec(&transaction).await?;
    limit::Entity::delete_many().exec(&transaction).await?;
    watermark::Entity::delete_many().exec(&transaction).await?;
    let set = intake::Entity::update_many().col_expr(intake::Column::Generation, generation.into());
    set.filter(intake::Column::Id.eq(1)).exec(&transaction).await?;
    transaction.commit().await
}

/// The figures of some days, with the moment they hold for: nothing is taken in while they are read.
///
/// # Errors
/// The database's.
pub async fn taken(db: &DatabaseConnection, span: Span) -> Result<Taken, DbErr> {
    let transaction = db.begin_with_options(WRITING).await?;
    let intake = hold(&transaction, 0).await?;
    let taken = Taken {
        cube: figures(&transaction, span).await?,
        watermarks: watermarks(&transaction).await?,
        cases: cases(&transaction, span).await?,
        position: intake.position,
        generation: intake.generation,
    };
    transaction.commit().await?;
    Ok(taken)
}

/// As of when the figures of every county hold.
///
/// # Errors
/// The database's.
pub async fn watermarks(db: &impl ConnectionTrait) -> Result<Vec<Watermark>, DbErr> {
    let rows = watermark::Entity::find().order_by_asc(watermark::Column::County).all(db).await?;
    let read = rows.into_iter().map(|row| Watermark {
        county: row.county,
        sequence: row.sequence,
        at: row.at,
        facts: row.facts,
    });
    Ok(read.collect())
}

/// The counts of some days.
///
/// # Errors
/// The database's.
pub async fn figures(db: &impl ConnectionTrait, span: Span) -> Result<Cube, DbErr> {
    use occurrence::Column;
    let mut cube = Cube::default();
    let happened = occurrence::Entity::find().filter(Column::Day.between(span.from, span.to));
    let happened = grouped(happened, [Column::Unit, Column::Category, Column::Source]);
    for (unit, category, source, count) in happened.all(db).await? {
        cube.add(Key { unit, source, category }, count);
    }
    let met = limit::Column::Met.lte(span.to);
    let of_limits = [
        ("due", Condition::all()),
        ("met", Condition::all().add(met.clone())),
        ("in_time", Condition::all().add(met).add(limit::Column::InTime.eq(true))),
        (
            "open",
            Condition::any()
                .add(limit::Column::Met.is_null())
                .add(limit::Column::Met.gt(span.to)),
        ),
    ];
    for (what, which) in of_limits {
        let limits = limit::Entity::find().filter(due(span)).filter(which);
        let limits = grouped(limits, [limit::Column::Unit, limit::Column::Category, limit::Column::Name]);
        for (unit, category, name, count) in limits.all(db).await? {
            let source = of_limit(&name, what);
            cube.add(Key { unit, source, category }, count);
        }
    }
    cube.join(&surveyed(db, span).await?);
    Ok(cube)
}

/// The answers of surveys, which are of no category.
pub(super) async fn surveyed(db: &impl ConnectionTrait, span: Span) -> Result<Cube, DbErr> {
    let mut cube = Cube::default();
    for (unit, source, count) in survey::counted(db, span).await? {
        let category = String::new();
        cube.add(Key { unit, source, category }, count);
    }
    Ok(cube)
}

/// Three columns, and how many rows have the same in them.
pub(crate) type Counted = (String, String, String, i64);

/// How many rows there are of each three of these columns.
pub(crate) fn grouped<E: EntityTrait>(select: Select<E>, by: [E::Column; 3]) -> sea_orm::Selector<sea_orm::SelectGetableTuple<Counted>> {
    let select = by
        .into_iter()
        .fold(select.select_only(), |select, column| select.column(column).group_by(column));
    select.column_as(Expr::cust("COUNT(*)"), "count").into_tuple()
}

/// A limit that ends in these days, or ended earlier and was met in them.
fn due(span: Span) -> Condition {
    use limit::Column::{Due, Met};
    let late = Condition::all().add(Due.lt(span.from)).add(Met.between(span.from, span.to));
    Condition::any().add(Due.between(span.from, span.to)).add(late)
}

async fn cases(db: &impl ConnectionTrait, span: Span) -> Result<i64, DbErr> {
    let happened = occurrence::Entity::find().filter(occurrence::Column::Day.between(span.from, span.to));
    let counted = happened.select_only().column_as(Expr::cust("COUNT(DISTINCT case_id)"), "count");
    Ok(counted.into_tuple::<i64>().one(db).await?.unwrap_or_default())
}

/// What a case adds to the counts of some days, as they were at a position; nothing for one that was not heard of.
///
/// # Errors
/// The database's, or a row that cannot be read.
pub async fn contribution(db: &impl ConnectionTrait, case: Uuid, position: i64, span: Span) -> Result<Cube, Unread> {
    let rows = heard::Entity::find().filter(heard::Column::CaseId.eq(case));
    let rows = rows.filter(heard::Column::Position.lte(position)).all(db).await?;
    let heard = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Cube::of(&tally(&heard), span))
}

/// What a case begins with, for whoever counts how many there were.
const BEGINNINGS: [&str; 3] = ["petition.registered", "grid.reported", "mediation.accepted"];

/// How many cases of a category began in a division in some days.
///
/// # Errors
/// The database's.
pub async fn begun(db: &impl ConnectionTrait, (division, category): (&str, &str), span: Span) -> Result<i64, DbErr> {
    use occurrence::Column;
    let begun = occurrence::Entity::find()
        .filter(Column::Day.between(span.from, span.to))
        .filter(Column::Unit.starts_with(division))
        .filter(Column::Category.eq(category))
        .filter(Column::Source.is_in(BEGINNINGS));
    let counted = begun.select_only().column_as(Expr::cust("COUNT(DISTINCT case_id)"), "count");
    Ok(counted.into_tuple::<i64>().one(db).await?.unwrap_or_default())
}

/// Where a case stands, by all that was heard of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stands {
    /// Whether it was ever kept from those it accuses.
    pub sealed: bool,
    /// Its limits, as they were told last.
    pub limits: Vec<Limited>,
}

/// Where a case stands; nothing of one that was not heard of.
///
/// # Errors
/// The database's, or a row that cannot be read.
pub async fn stands(db: &impl ConnectionTrait, case: Uuid) -> Result<Stands, Unread> {
    let rows = heard::Entity::find().filter(heard::Column::CaseId.eq(case)).all(db).await?;
    let mut facts = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    facts.sort_by_key(|fact| (fact.version, fact.id));
    Ok(Stands {
        sealed: facts.iter().any(|fact| fact.said.sealed),
        limits: facts.pop().map(|last| last.said.limits).unwrap_or_default(),
    })
}

pub(super) fn read(row: heard::Model) -> Result<Heard, Corrupt> {
    let said = serde_json::from_str(&row.said).map_err(|error| Corrupt {
        table: "heard",
        id: row.id.to_string(),
        what: error.to_string(),
    })?;
    Ok(Heard {
        id: row.id,
        county: row.county,
        case: row.case_id,
        version: row.version,
        at: row.at,
        sequence: row.sequence,
        said,
    })
}
