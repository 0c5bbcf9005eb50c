//! What is searched of a dispute, in a table of its own: opened first, found a moment later. It is filled from the
//! service's own facts, so it can be filled again.

use sea_orm::entity::prelude::*;
use shiyu_kit::search::{self, Searched};

use crate::domain::Dispute;

/// The table's name.
pub const TABLE: &str = "dispute_text";

/// The searched words of one dispute.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dispute_text")]
pub struct Model {
    /// The dispute's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its terms.
    #[sea_orm(column_type = "Text")]
    pub words: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Searched for Dispute {
    const WORDS: &'static str = TABLE;

    fn words(&self) -> String {
        let submission = &self.submission;
        search::terms(&[submission.title.as_str(), &submission.facts, &submission.claims].join("\n"))
    }
}
