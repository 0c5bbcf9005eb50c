//! The turns of filings: of two that were looked up at the same time under one power in one town one is refused by the table, and looked up
//! again.

use sea_orm_migration::prelude::*;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_turn"
    }
}

/// Rows written before, and by pods that do not know turns yet, have none.
const STEPS: [&str; 3] = [
    "ALTER TABLE case_file ADD COLUMN filed_under text",
    "ALTER TABLE case_file ADD COLUMN filed_turn bigint",
    "CREATE UNIQUE INDEX case_file_turn ON case_file (filed_under, filed_turn) WHERE filed_under IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for step in STEPS {
            manager.get_connection().execute_unprepared(step).await?;
        }
        Ok(())
    }
}
