//! Officers and auxiliaries.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, text, text_null, timestamp_with_time_zone, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_officer"
    }
}

/// The list, and what belongs to one person only.
const INDEXES: [&str; 3] = [
    "CREATE UNIQUE INDEX officer_subject ON officer (subject)",
    "CREATE UNIQUE INDEX officer_certificate ON officer (certificate) WHERE certificate IS NOT NULL",
    "CREATE INDEX officer_by_unit ON officer (unit, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut officer = Table::create();
        officer
            .table("officer")
            .col(uuid("id").primary_key())
            .col(text("subject"))
            .col(text("display_name"))
            .col(text("unit"))
            .col(text("kind"))
            .col(text_null("certificate"))
            .col(date_null("left_on"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(text("body"));
        manager.create_table(officer).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
