//! Who looked at which case, through which door and what for (PIPL arts. 17, 51; G-14). Each looking seals the one before of its case, as
//! the steps of a case do; it is on record before anything is shown.
//!
//! Looking at one case is recorded. A list shows a line of each, and is not; an order upon a case is a step of it already.

mod door;
mod keep;
mod seal;

use sea_orm::entity::prelude::*;

pub use door::{Door, PURPOSE, scoped, through};
pub use keep::{Organ, Verdict, list, note, organs, verify};

/// One looking.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "look")]
pub struct Model {
    /// The case that was looked at.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// The how-manieth of the case, from 1. Its uniqueness is the lock of the chain.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// When.
    pub at: TimeDateTimeWithTimeZone,
    /// Subject of the token, or the service's name.
    pub subject: String,
    /// Code of the unit they work in; none for a service.
    pub unit: Option<String>,
    /// The RPC, as in `petition.v1.PetitionService/GetPetition`.
    pub door: String,
    /// What for: in the words of who looked, or the roles that opened the door.
    pub purpose: String,
    /// SHA-256 over this row and the hash of the case's previous one.
    pub hash: Vec<u8>,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
