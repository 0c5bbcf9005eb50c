//! What is searched of a case, in a table of its own. It is filled from the service's own facts, so it can be filled again.

use sea_orm::entity::prelude::*;
use shiyu_kit::search;

use crate::domain::CaseFile;

/// The table's name.
pub const TABLE: &str = "case_text";

/// The searched words of one case.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_text")]
pub struct Model {
    /// The case's id.
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

/// What is searched of a case: never a party's words.
#[must_use]
pub fn words(case: &CaseFile) -> String {
    search::terms(&[case.clue.title.as_str(), &case.clue.description].join("\n"))
}

/// Enters the words of a case, over those it had.
///
/// # Errors
/// The database's; then nothing was entered.
pub async fn enter(db: &impl ConnectionTrait, id: Uuid, case: &CaseFile) -> Result<(), DbErr> {
    search::enter(db, TABLE, &[(id, words(case))]).await
}
