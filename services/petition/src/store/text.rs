//! What is searched of a petition, in a table of its own: registered first, found a moment later. It is filled from the
//! service's own facts, so it can be filled again.

use sea_orm::entity::prelude::*;
use shiyu_kit::search::{self, Searched};

use crate::domain::Petition;

/// The table's name.
pub const TABLE: &str = "petition_text";

/// The searched words of one petition.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "petition_text")]
pub struct Model {
    /// The petition's id.
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

impl Searched for Petition {
    const WORDS: &'static str = TABLE;

    fn words(&self) -> String {
        let submission = &self.submission;
        let supplements = self.course.supplements.iter().map(|supplement| supplement.text.as_str());
        let texts: Vec<&str> = [submission.title.as_str(), &submission.request, &submission.facts_and_reasons]
            .into_iter()
            .chain(supplements)
            .collect();
        search::terms(&texts.join("\n"))
    }
}
