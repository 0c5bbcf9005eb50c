//! Messages nobody here could read, kept whole with the reason, until someone replays or discards them.

mod store;

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

pub use store::{Cursor, Letter, discard, get, list, pending, record};

mod replay;

pub use replay::{Replay, replay};

/// A message that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dead_letter")]
pub struct Model {
    /// Its id here.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When it was put here.
    pub received_at: TimeDateTimeWithTimeZone,
    /// The consumer that could not read it.
    pub durable: String,
    /// The subject it was told under.
    pub subject: String,
    /// Its sequence in the stream.
    pub sequence: i64,
    /// When the stream took it; with the sequence it tells one message from another even after a stream began anew.
    pub published_at: TimeDateTimeWithTimeZone,
    /// Why it could not be read, `UPPER_SNAKE`; after a replay that did not help, why that failed.
    pub reason: String,
    /// Its headers, a JSON object of lists.
    pub headers: String,
    /// Its data as it came.
    pub payload: Vec<u8>,
    /// What became of it.
    pub state: State,
    /// When that was decided.
    pub decided_at: Option<TimeDateTimeWithTimeZone>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// What they noted.
    pub note: Option<String>,
}

/// What became of a dead letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Nothing yet.
    #[sea_orm(string_value = "pending")]
    Pending,
    /// It was read after all.
    #[sea_orm(string_value = "replayed")]
    Replayed,
    /// Someone decided that it need not be read.
    #[sea_orm(string_value = "discarded")]
    Discarded,
}

/// A dead letter points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who decides about a dead letter, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Subject of the decider's token.
    pub by: String,
    /// When.
    pub at: OffsetDateTime,
    /// Why.
    pub note: Option<String>,
}

/// Why a dead letter could not be dealt with.
#[derive(Debug, thiserror::Error)]
pub enum DeadLetterError {
    /// There is none of this id.
    #[error("there is no dead letter {0}")]
    Unknown(Uuid),
    /// It was dealt with before.
    #[error("the dead letter was dealt with before")]
    Decided(State),
    /// Its headers cannot be read.
    #[error(transparent)]
    Corrupt(#[from] crate::fault::Corrupt),
    /// The database's error.
    #[error("database")]
    Database(#[from] DbErr),
}
