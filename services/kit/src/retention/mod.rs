//! What is not kept for ever (PIPL arts. 19, 47; G-15): so long after a case has ended, by its class, its identities are destroyed, their keys,
//! sealed texts and indexes alike; sooner, of whom a service says so. The case, its journal and its chain stay: they never held a name.

mod destroy;
mod kept;
pub mod longer;
mod sweep;

use sea_orm::entity::prelude::*;

pub(crate) use destroy::destroy_within;
pub use destroy::{Which, destroy};
pub use kept::Kept;
pub use sweep::Sweep;

/// That the identities of a case were destroyed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "destruction")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// When it had ended.
    pub closed_at: TimeDateTimeWithTimeZone,
    /// When they were destroyed.
    pub at: TimeDateTimeWithTimeZone,
    /// How many there were.
    pub parties: i64,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
