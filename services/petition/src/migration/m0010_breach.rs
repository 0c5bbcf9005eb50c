//! The register of breaches, with an index for its list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

/// Named in full: the migrator keeps this name, and another crate may have a tenth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_breach"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("breach")
            .col(uuid("id").primary_key())
            .col(text("unit"))
            .col(text("found"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(timestamp_with_time_zone("due_at"))
            .col(text("steps"))
            .col(time_null("closed_at"));
        manager.create_table(table).await?;
        let list = "CREATE INDEX breach_newest ON breach (recorded_at, id)";
        manager.get_connection().execute_unprepared(list).await.map(drop)
    }
}
