//! The register of subjects' requests, with an index for its list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

/// Named in full: the migrator keeps this name, and another crate may have a ninth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_rights"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("subject_request")
            .col(uuid("id").primary_key())
            .col(text("unit"))
            .col(text("wish"))
            .col(text("wording"))
            .col(timestamp_with_time_zone("taken_at"))
            .col(timestamp_with_time_zone("due_at"))
            .col(text("asked"))
            .col(text_null("reply"))
            .col(time_null("replied_at"));
        manager.create_table(table).await?;
        let list = "CREATE INDEX subject_request_due ON subject_request (due_at, id)";
        manager.get_connection().execute_unprepared(list).await.map(drop)
    }
}
