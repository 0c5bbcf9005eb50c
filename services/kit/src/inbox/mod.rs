//! The acts already done: an act's id enters here in the transaction of its effect, and is never done twice. Those of a case that ended
//! long ago are forgotten (`Purge`): the ended case refuses by itself what would be done on it again.

pub mod cursor;
mod purge;

use sea_orm::entity::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

pub use purge::{Purge, Round};

/// An act that was done.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub struct Model {
    /// The act's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub act_id: Uuid,
    /// The case it was about.
    pub case_id: Uuid,
    /// The case's version after the act: what the first answer showed.
    pub version: i64,
    /// SHA-256 of the command and who gave it: the same id with another command, or from another, is refused.
    pub digest: Vec<u8>,
    /// When it was done.
    pub at: TimeDateTimeWithTimeZone,
}

/// The inbox points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The digest that tells one command from another, and one who gives it from another: nobody is answered with what somebody else
/// was told.
///
/// # Errors
/// When the command cannot be written as JSON.
pub fn digest(case: Uuid, by: &str, command: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut hash = Sha256::new();
    hash.update(case.as_bytes());
    hash.update(by.len().to_be_bytes());
    hash.update(by.as_bytes());
    hash.update(serde_json::to_vec(command)?);
    Ok(hash.finalize().to_vec())
}
