//! Of which units the screening rounds of a period were made: a unit that comes within it screens too.

use sea_orm_migration::prelude::*;

/// Named in full: the migrator keeps this name, and another crate may have a third migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_screening_units"
    }
}

const UNITS: &str = "ALTER TABLE screening_period ADD COLUMN units TEXT NOT NULL DEFAULT ''";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(UNITS).await.map(drop)
    }
}
