//! The channel's id of a petition that is kept from somebody lies apart: to refuse another for it would tell them of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

/// Named in full: the migrator keeps this name, and another crate may have a fourth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_kept_reference"
    }
}

const INDEX: &str = "CREATE INDEX petition_kept ON petition (channel, kept_reference) WHERE kept_reference IS NOT NULL";

/// Rows written before keep their id where it was, until the next step of their petition.
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut petition = Table::alter();
        petition.table("petition").add_column(text_null("kept_reference"));
        manager.alter_table(petition).await?;
        manager.get_connection().execute_unprepared(INDEX).await.map(drop)
    }
}
