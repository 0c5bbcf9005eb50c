//! The table of boundaries, and its list by the time they were raised. Every service with such a desk has one of the same columns, and of a
//! few of its own.

use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::boundary::{Boundary, Settlement, State};
use super::{Known, Matter};
use crate::case::json;
use crate::clock::to_micros;
use crate::ledger::Unread;
use crate::register::{Row, Standing};

const TABLE: &str = "boundary";

/// The columns of every service's table.
const COLUMNS: [&str; 9] = [
    "id",
    "counties",
    "raised_at",
    "referred_at",
    "answers",
    "owner",
    "designated",
    "reference",
    "settled_at",
];

/// Which boundaries; what is not there filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this state.
    pub state: Option<State>,
    /// With these words in columns of the matter's own.
    pub words: Vec<(&'static str, String)>,
}

/// Where a boundary stands in the list: raised last, first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    raised_at: OffsetDateTime,
    id: Uuid,
}

impl Key {
    /// Where a boundary stands in the list.
    #[must_use]
    pub const fn of<A>(boundary: &Boundary<A>) -> Self {
        Self {
            raised_at: boundary.raised_at,
            id: boundary.id,
        }
    }
}

/// The boundary of this id.
pub(super) async fn get<M: Matter>(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Known<M>>, Unread> {
    first::<M>(db, &of::<M>(id)).await
}

/// The same, held until the end of the transaction.
pub(super) async fn hold<M: Matter>(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Known<M>>, Unread> {
    let mut question = of::<M>(id);
    question.lock_exclusive();
    first::<M>(transaction, &question).await
}

async fn first<M: Matter>(db: &impl ConnectionTrait, question: &SelectStatement) -> Result<Option<Known<M>>, Unread> {
    let row = db.query_one(question).await?;
    row.map(|row| read::<M>(&row)).transpose()
}

/// Writes a boundary.
pub(super) async fn put<M: Matter>(transaction: &impl ConnectionTrait, standing: Standing, boundary: &Known<M>) -> Result<(), DbErr> {
    let written = write::<M>(boundary);
    match standing {
        Standing::New => {
            let (columns, values): (Vec<_>, Vec<_>) = written.into_iter().chain([("id", Expr::val(boundary.id))]).unzip();
            let mut insert = Query::insert();
            insert.into_table(TABLE).columns(columns);
            insert.values(values).map_err(|error| DbErr::Custom(error.to_string()))?;
            transaction.execute(&insert).await.map(drop)
        }
        Standing::Known => {
            let mut update = Query::update();
            update.table(TABLE).values(written).and_where(Expr::col("id").eq(boundary.id));
            transaction.execute(&update).await.map(drop)
        }
    }
}

/// At most `limit` boundaries that pass the filter, after the key.
pub(super) async fn list<M: Matter>(
    db: &impl ConnectionTrait,
    filter: &Filter,
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Known<M>>, Unread> {
    let mut question = all::<M>();
    if let Some(state) = filter.state {
        question.and_where(Expr::col("state").eq(state.as_str()));
    }
    for (column, word) in &filter.words {
        question.and_where(Expr::col(*column).eq(word.as_str()));
    }
    if let Some(Key { raised_at, id }) = after {
        let row = Expr::tuple([Expr::col("raised_at"), Expr::col("id")]);
        question.and_where(row.lt(Expr::tuple([Expr::val(*raised_at), Expr::val(*id)])));
    }
    question.order_by("raised_at", Order::Desc).order_by("id", Order::Desc).limit(limit);
    let rows = db.query_all(&question).await?;
    rows.iter().map(read::<M>).collect()
}

fn of<M: Matter>(id: Uuid) -> SelectStatement {
    let mut question = all::<M>();
    question.and_where(Expr::col("id").eq(id));
    question
}

fn all<M: Matter>() -> SelectStatement {
    let mut question = Query::select();
    question.columns(COLUMNS).column(M::NAME);
    question.columns(M::COLUMNS.iter().copied()).from(TABLE);
    question
}

fn read<M: Matter>(model: &QueryResult) -> Result<Known<M>, Unread> {
    let row = Row {
        table: TABLE,
        id: model.try_get("", "id")?,
    };
    let text = |column: &str| model.try_get::<String>("", column);
    let words = M::COLUMNS.iter().map(|column| text(column)).collect::<Result<Vec<_>, _>>()?;
    let owner: Option<String> = model.try_get("", "owner")?;
    let settled_at: Option<OffsetDateTime> = model.try_get("", "settled_at")?;
    let settled = match (owner, settled_at) {
        (None, None) => None,
        (Some(owner), Some(at)) => Some(Settlement {
            owner: row.code(&owner)?,
            designated: model.try_get("", "designated")?,
            reference: text("reference")?,
            at,
        }),
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half settled").into()),
    };
    Ok(Boundary {
        id: row.id,
        matter: text(M::NAME)?,
        counties: row.json(&text("counties")?)?,
        about: M::read(words, &row)?,
        raised_at: model.try_get("", "raised_at")?,
        referred_at: model.try_get("", "referred_at")?,
        answers: row.json(&text("answers")?)?,
        settled,
    })
}

/// Every column but the id.
fn write<M: Matter>(boundary: &Known<M>) -> Vec<(&'static str, Expr)> {
    let settled = boundary.settled.as_ref();
    let common = [
        (M::NAME, Expr::val(boundary.matter.clone())),
        ("counties", Expr::val(json(&boundary.counties))),
        ("state", Expr::val(boundary.state().as_str())),
        ("raised_at", Expr::val(to_micros(boundary.raised_at))),
        ("referred_at", Expr::val(boundary.referred_at.map(to_micros))),
        ("answers", Expr::val(json(&boundary.answers))),
        ("owner", Expr::val(settled.map(|settled| settled.owner.to_string()))),
        ("designated", Expr::val(settled.is_some_and(|settled| settled.designated))),
        (
            "reference",
            Expr::val(settled.map(|settled| settled.reference.clone()).unwrap_or_default()),
        ),
        ("settled_at", Expr::val(settled.map(|settled| to_micros(settled.at)))),
    ];
    let words = M::words(&boundary.about).into_iter().map(Expr::val);
    let own = M::COLUMNS.iter().copied().zip(words);
    common.into_iter().chain(own).collect()
}
