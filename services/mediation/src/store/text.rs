//! What is searched of a dispute, in a table of its own: opened first, found a moment later. It is filled from the
//! service's own facts, so it can be filled again.

use sea_orm::DbBackend;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::sea_query::extension::postgres::PgFunc;
use shiyu_kit::case::Record as _;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::search;

use super::row;
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

/// What is searched of a dispute.
#[must_use]
pub fn words(dispute: &Dispute) -> String {
    let submission = &dispute.submission;
    search::terms(&[submission.title.as_str(), &submission.facts, &submission.claims].join("\n"))
}

/// Disputes by their ids, each with its words or why it cannot be read. One that does not exist is left out.
///
/// # Errors
/// The database's.
pub async fn read(db: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<(Uuid, Result<String, Corrupt>)>, DbErr> {
    // One text for any number of them, so that it is planned once.
    let among = if db.get_database_backend() == DbBackend::Postgres {
        Expr::col(row::Column::Id).eq(PgFunc::any(ids.to_vec()))
    } else {
        row::Column::Id.is_in(ids.iter().copied())
    };
    let rows = row::Entity::find().filter(among).all(db).await?;
    let words = |row: row::Model| (row.id, Dispute::read(row).map(|filed| words(&filed.case)));
    Ok(rows.into_iter().map(words).collect())
}

/// Enters the words of disputes, over those they had. No dispute may occur twice.
///
/// # Errors
/// The database's; then nothing was entered.
pub async fn enter(db: &impl ConnectionTrait, entries: &[(Uuid, String)]) -> Result<(), DbErr> {
    search::enter(db, TABLE, entries).await
}
