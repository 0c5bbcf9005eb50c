//! The versions of benchmarks, evidence checklists and wordings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, text, timestamp_with_time_zone, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_standard"
    }
}

/// It also keeps a version from being given twice.
const VERSIONS: &str = "CREATE UNIQUE INDEX standard_version ON standard (kind, subject, version)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut standard = Table::create();
        standard
            .table("standard")
            .col(uuid("id").primary_key())
            .col(text("kind"))
            .col(text("subject"))
            .col(big_integer("version"))
            .col(date("valid_from"))
            .col(text("document"))
            .col(timestamp_with_time_zone("put_at"))
            .col(text("body"));
        manager.create_table(standard).await?;
        manager.get_connection().execute_unprepared(VERSIONS).await?;
        Ok(())
    }
}
