//! What is searched of a petition, in a table of its own: registered first, found a moment later. It is filled from the
//! service's own facts, so it can be filled again.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{IntoActiveModel, Set};
use shiyu_kit::search;

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

/// Enters a petition's words, over those it had.
///
/// # Errors
/// The database's.
pub async fn enter(db: &impl ConnectionTrait, id: Uuid, petition: &Petition) -> Result<(), DbErr> {
    let submission = &petition.submission;
    let supplements = petition.course.supplements.iter().map(|supplement| supplement.text.as_str());
    let texts: Vec<&str> = [submission.title.as_str(), &submission.request, &submission.facts_and_reasons]
        .into_iter()
        .chain(supplements)
        .collect();
    let words = ActiveModel {
        id: Set(id),
        words: Set(search::terms(&texts.join("\n"))),
    };
    Entity::insert(words.into_active_model())
        .on_conflict(OnConflict::column(Column::Id).update_column(Column::Words).to_owned())
        .exec_without_returning(db)
        .await
        .map(drop)
}
