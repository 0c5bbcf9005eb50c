//! Timeline, outbox, audit chain and optimistic lock in one row.

mod append;
pub mod chain;
pub mod head;
mod verify;

use sea_orm::entity::prelude::*;

pub use append::{Poster, Posting, append};
pub use verify::{Finding, Verdict, verify};

/// One event of one case. `UNIQUE(case_id, version)` is the lock.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal")]
pub struct Model {
    /// Order of writing; within a case it follows `version`.
    #[sea_orm(primary_key)]
    pub position: i64,
    /// The event's own id, unique in the world: `ce-id` and `Nats-Msg-Id`.
    pub event_id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// The case's version after this event, from 1.
    pub version: i64,
    /// The act that caused it.
    pub act_id: Uuid,
    /// `<entity>.<past tense>`.
    pub kind: String,
    /// When it happened.
    pub at: TimeDateTimeWithTimeZone,
    /// Who acted, JSON.
    pub actor: String,
    /// The event in full, JSON, or what is left of it once its words are gone.
    pub detail: String,
    /// What others are told, protobuf; none if nobody is.
    pub fact: Option<Vec<u8>>,
    /// W3C `traceparent` of the act.
    pub trace: Option<String>,
    /// SHA-256 over this row and the hash of the case's previous one.
    pub hash: Vec<u8>,
    /// The stream's sequence once JetStream acknowledged the fact; none while it is pending.
    pub sequence: Option<i64>,
    /// What the hash covers in place of `detail`, so that its words may go one day: see [`chain`]. None of a row that an older build
    /// wrote: its hash covers `detail` itself.
    pub digest: Option<Vec<u8>>,
}

/// The journal points at nothing: it outlives the tables of any one version of a service.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A case's events from the first to the newest.
///
/// # Errors
/// The database's.
pub async fn timeline(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Model>, DbErr> {
    use sea_orm::QueryOrder;
    Entity::find()
        .filter(Column::CaseId.eq(case))
        .order_by_asc(Column::Version)
        .all(db)
        .await
}

/// A row to insert: the database numbers its position.
#[must_use]
pub fn unnumbered(row: Model) -> ActiveModel {
    ActiveModel {
        position: sea_orm::NotSet,
        ..row.into()
    }
}
