//! What is not kept for ever (PIPL arts. 19, 47; G-15): so long after a case has ended, by its class, its identities are destroyed, their keys,
//! sealed texts and indexes alike; sooner, of whom a service says so. With them go the words of the case, in its journal, its row and its search
//! card, and after them the files that no other case has. What stays is what was done, when and by whom, and the chain, which goes on to verify.

mod destroy;
mod kept;
mod leave;
pub mod longer;
mod sweep;
mod words;

use sea_orm::entity::prelude::*;

pub(crate) use destroy::destroy_within;
pub use destroy::{Which, destroy};
pub use kept::Kept;
pub use sweep::Sweep;
pub use words::{GONE, Words};

/// That the identities of a case were destroyed, and its words.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "destruction")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// When it had ended.
    pub closed_at: TimeDateTimeWithTimeZone,
    /// When they were destroyed; of a case without any, when its words were.
    pub at: TimeDateTimeWithTimeZone,
    /// How many there were.
    pub parties: i64,
    /// When its words went; none: they have not, or an older build destroyed the identities alone.
    pub words_at: Option<TimeDateTimeWithTimeZone>,
    /// The version of the case up to which they went. What is written of it later is looked through again.
    pub words_upto: Option<i64>,
    /// When the last of its files went, or was left to another case that has it; none: it had none, some are still to go, or it has got one
    /// since.
    pub files_at: Option<TimeDateTimeWithTimeZone>,
}

/// It points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
