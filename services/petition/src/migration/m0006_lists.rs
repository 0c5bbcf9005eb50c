//! The lists by due time of a stage, a category and a channel have an index each, a petition without a reference lies in none, and the
//! search gathers more before it sorts in.

use sea_orm::DatabaseBackend;
use sea_orm_migration::prelude::*;

use crate::store::text::TABLE as WORDS;

/// Named in full: the migrator keeps this name, and another crate may have a sixth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_lists"
    }
}

const INDEXES: [&str; 5] = [
    "CREATE INDEX petition_due_first_by_stage ON petition (stage, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX petition_due_first_by_category ON petition (category, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX petition_due_first_by_channel ON petition (channel, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "DROP INDEX petition_source",
    "CREATE UNIQUE INDEX petition_source ON petition (channel, source_reference) WHERE source_reference IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            // In KiB: 16 MB of entries wait to be sorted in, where 4 would. Each batch is cheaper by a quarter, and a search looks
            // through at most so much more.
            let gather = format!("ALTER INDEX {WORDS}_words_terms SET (gin_pending_list_limit = 16384)");
            manager.get_connection().execute_unprepared(&gather).await?;
        }
        Ok(())
    }
}
