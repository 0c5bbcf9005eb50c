//! The table of what subjects ask of a service, and its list. Nobody is named in it.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::domain::{Answer, Asked, Outcome, Task, Wish};
use crate::fault::Corrupt;
use crate::ledger::Unread;
use crate::register::Row;

/// A task's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subject_task")]
pub struct Model {
    /// Id of the request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What is asked.
    pub wish: String,
    /// When it was asked.
    pub asked_at: TimeDateTimeWithTimeZone,
    /// When the answer is due.
    pub due_at: TimeDateTimeWithTimeZone,
    /// What the service made of it.
    pub outcome: Option<String>,
    /// The provision it rests on.
    pub basis: Option<String>,
    /// When it answered.
    pub answered_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a task stands: what is due first comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    due_at: OffsetDateTime,
    id: Uuid,
}

/// Where a task stands.
#[must_use]
pub fn key(task: &Task) -> Key {
    Key {
        due_at: task.asked.due_at,
        id: task.asked.id,
    }
}

/// The task of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Task>, Unread> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Reads and locks the task of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Task>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a task that is new.
///
/// # Errors
/// The database's.
pub async fn insert(transaction: &impl ConnectionTrait, task: &Task) -> Result<(), DbErr> {
    let row = write(task).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// Writes a task over the one that is there.
///
/// # Errors
/// The database's.
pub async fn update(transaction: &impl ConnectionTrait, task: &Task) -> Result<(), DbErr> {
    let row = write(task).into_active_model().reset_all();
    Entity::update(row).exec(transaction).await.map(drop)
}

/// At most `limit` tasks after the key; if asked for, those only that are still to be answered.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, open: bool, after: Option<&Key>, limit: u64) -> Result<Vec<Task>, Unread> {
    let mut query = Entity::find();
    if open {
        query = query.filter(Column::AnsweredAt.is_null());
    }
    if let Some(Key { due_at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::DueAt), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(*due_at), Expr::val(*id)])));
    }
    let ordered = query.order_by_asc(Column::DueAt).order_by_asc(Column::Id);
    let rows = ordered.limit(limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Task, Corrupt> {
    let row = Row {
        table: "subject_task",
        id: model.id,
    };
    let asked = Asked {
        id: model.id,
        wish: row.word("wish", Wish::ALL, |wish| wish.name() == model.wish)?,
        at: model.asked_at,
        due_at: model.due_at,
    };
    let answer = match (&model.outcome, model.answered_at) {
        (None, None) => None,
        (Some(word), Some(at)) => Some(Answer {
            outcome: row.word("outcome", Outcome::ALL, |outcome| outcome.name() == word)?,
            basis: model.basis.clone(),
            at,
        }),
        _ => return Err(row.corrupt("half an answer")),
    };
    Ok(Task { asked, answer })
}

fn write(task: &Task) -> Model {
    let (asked, answer) = (&task.asked, task.answer.as_ref());
    Model {
        id: asked.id,
        wish: asked.wish.name().to_owned(),
        asked_at: asked.at,
        due_at: asked.due_at,
        outcome: answer.map(|answer| answer.outcome.name().to_owned()),
        basis: answer.and_then(|answer| answer.basis.clone()),
        answered_at: answer.map(|answer| answer.at),
    }
}
