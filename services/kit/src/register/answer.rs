//! What was answered first: an act is in the inbox, its answer here, both in the transaction of its effect.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

use crate::inbox;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_answer")]
pub struct Model {
    /// The act's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub act_id: Uuid,
    /// The resource as it was answered, protobuf.
    pub answer: Vec<u8>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What became of an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    /// It is new.
    Nothing,
    /// It was used for something else.
    Reused,
    /// It was done, and answered so.
    Answered(Vec<u8>),
}

/// Looks an act up.
///
/// # Errors
/// The database's.
pub(super) async fn before(db: &impl ConnectionTrait, act: Uuid, digest: &[u8]) -> Result<Before, DbErr> {
    let Some(done) = inbox::Entity::find_by_id(act).one(db).await? else {
        return Ok(Before::Nothing);
    };
    if done.digest != digest {
        return Ok(Before::Reused);
    }
    let answer = Entity::find_by_id(act).one(db).await?;
    Ok(answer.map_or(Before::Reused, |row| Before::Answered(row.answer)))
}

/// An act and its answer.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    /// The act's id.
    pub(super) act: Uuid,
    /// The chain it is on.
    pub(super) chain: Uuid,
    /// What tells it from another.
    pub(super) digest: Vec<u8>,
    /// When it was done.
    pub(super) at: OffsetDateTime,
    /// What was answered.
    pub(super) answer: Vec<u8>,
}

/// Puts an act down as done. It has no case, and so no version of one.
///
/// # Errors
/// The database's; an id that another act took meanwhile is a lost race.
pub(super) async fn put(db: &impl ConnectionTrait, answered: Answered) -> Result<(), DbErr> {
    let done = inbox::ActiveModel {
        act_id: Set(answered.act),
        case_id: Set(answered.chain),
        version: Set(0),
        digest: Set(answered.digest),
        at: Set(answered.at),
    };
    inbox::Entity::insert(done).exec_without_returning(db).await?;
    let row = ActiveModel {
        act_id: Set(answered.act),
        answer: Set(answered.answer),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
