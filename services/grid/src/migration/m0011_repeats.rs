//! The index by which a report finds what happened at its place before and is ended; what is open has its own.

use sea_orm_migration::prelude::*;

/// Named in full: the migrator keeps this name, and another crate may have an eleventh migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_repeats"
    }
}

const INDEX: &str = "CREATE INDEX incident_ended_by_place ON incident (grid, class_code, opened_at) WHERE closed_at IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(INDEX).await.map(drop)
    }
}
