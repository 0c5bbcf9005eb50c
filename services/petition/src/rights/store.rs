//! The table of subjects' requests, and its list. Who asks lies in the vault, where no search finds it.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{DatabaseTransaction, IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::calendar::Ring;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::party::{Sealed, row};
use shiyu_kit::register::{Row, overseen};
use shiyu_kit::subject::Wish;
use time::OffsetDateTime;

use super::domain::{Reply, SubjectRequest, Take};
use crate::alarm;

/// A request's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subject_request")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the office that took it in.
    pub unit: String,
    /// What is asked.
    pub wish: String,
    /// In what.
    #[sea_orm(column_type = "Text")]
    pub wording: String,
    /// When it was taken in.
    pub taken_at: TimeDateTimeWithTimeZone,
    /// When the answers are due.
    pub due_at: TimeDateTimeWithTimeZone,
    /// Who is asked, with their answers, JSON.
    #[sea_orm(column_type = "Text")]
    pub asked: String,
    /// The reply.
    #[sea_orm(column_type = "Text", nullable)]
    pub reply: Option<String>,
    /// When it was given.
    pub replied_at: Option<TimeDateTimeWithTimeZone>,
    /// The last ring of the limit.
    pub rung: Option<String>,
    /// When it rings next.
    pub ring_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a request stands: what is due first comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    due_at: OffsetDateTime,
    id: Uuid,
}

/// Where a request stands.
#[must_use]
pub fn key(request: &SubjectRequest) -> Key {
    Key {
        due_at: request.due_at,
        id: request.take.id,
    }
}

/// The request of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<SubjectRequest>, Unread> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Reads and locks the request of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<SubjectRequest>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a request that is new, and who asks without the indexes that a search goes by.
///
/// # Errors
/// The database's.
pub async fn insert(transaction: &impl ConnectionTrait, request: &SubjectRequest, sealed: &Sealed) -> Result<(), DbErr> {
    let who = row::Model {
        document_index: None,
        phone_index: None,
        name_index: None,
        ..sealed.row().clone()
    };
    let who = who.into_active_model().reset_all();
    row::Entity::insert(who).exec_without_returning(transaction).await?;
    let row = write(request).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// Writes a request over the one that is there.
///
/// # Errors
/// The database's.
pub async fn update(transaction: &impl ConnectionTrait, request: &SubjectRequest) -> Result<(), DbErr> {
    let row = write(request).into_active_model().reset_all();
    Entity::update(row).exec(transaction).await.map(drop)
}

/// Those whose limit rings by now.
///
/// # Errors
/// The database's.
pub async fn ringing(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<Vec<SubjectRequest>, DbErr> {
    alarm::ringing::<Entity, _>(transaction, Column::RingAt, now, read).await
}

/// Destroys who asked, key and all.
///
/// # Errors
/// The database's.
pub async fn forget(transaction: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    let who = row::Entity::delete_many().filter(row::Column::CaseId.eq(id));
    who.exec(transaction).await.map(drop)
}

/// At most `limit` requests of units within the reach, after the key; if asked for, those only that have no reply.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (open, reach): (bool, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<SubjectRequest>, Unread> {
    let mut query = Entity::find();
    if let Some(units) = overseen(Column::Unit, reach) {
        query = query.filter(units);
    }
    if open {
        query = query.filter(Column::RepliedAt.is_null());
    }
    if let Some(Key { due_at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::DueAt), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(*due_at), Expr::val(*id)])));
    }
    let ordered = query.order_by_asc(Column::DueAt).order_by_asc(Column::Id);
    let rows = ordered.limit(limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<SubjectRequest, Corrupt> {
    let row = Row {
        table: "subject_request",
        id: model.id,
    };
    let reply = match (&model.reply, model.replied_at) {
        (None, None) => None,
        (Some(text), Some(at)) => Some(Reply { text: text.clone(), at }),
        _ => return Err(row.corrupt("half a reply")),
    };
    Ok(SubjectRequest {
        take: Take {
            id: model.id,
            wish: row.word("wish", Wish::ALL, |wish| wish.name() == model.wish)?,
            wording: model.wording.clone(),
        },
        unit: row.code(&model.unit)?,
        at: model.taken_at,
        due_at: model.due_at,
        rung: rung(row, model.rung.as_deref())?,
        asked: row.json(&model.asked)?,
        reply,
    })
}

fn rung(row: Row, word: Option<&str>) -> Result<Option<Ring>, Corrupt> {
    word.map(|word| row.word("rung", Ring::ALL, |ring| alarm::name(*ring) == word))
        .transpose()
}

fn write(request: &SubjectRequest) -> Model {
    let (take, reply) = (&request.take, request.reply.as_ref());
    Model {
        id: take.id,
        unit: request.unit.to_string(),
        wish: take.wish.name().to_owned(),
        wording: take.wording.clone(),
        taken_at: request.at,
        due_at: request.due_at,
        asked: serde_json::json!(request.asked).to_string(),
        reply: reply.map(|reply| reply.text.clone()),
        replied_at: reply.map(|reply| reply.at),
        rung: request.rung.map(|ring| alarm::name(ring).to_owned()),
        ring_at: request.next_ring().map(|(at, _)| at),
    }
}
