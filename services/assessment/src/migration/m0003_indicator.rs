//! The versions of indicators.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, timestamp_with_time_zone, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_indicator"
    }
}

/// It also keeps a version from being given twice.
const VERSIONS: &str = "CREATE UNIQUE INDEX indicator_version ON indicator (code, version)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut indicator = Table::create();
        indicator
            .table("indicator")
            .col(uuid("id").primary_key())
            .col(text("code"))
            .col(big_integer("version"))
            .col(text("stage"))
            .col(timestamp_with_time_zone("moved_at"))
            .col(text("body"));
        manager.create_table(indicator).await?;
        manager.get_connection().execute_unprepared(VERSIONS).await?;
        Ok(())
    }
}
