//! The register of policy suggestions, with an index for its list by each filter.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

/// Named in full: the migrator keeps this name, and another crate may have a fifth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_advice"
    }
}

const INDEXES: [&str; 4] = [
    "CREATE INDEX policy_suggestion_newest ON policy_suggestion (made_at, id)",
    "CREATE INDEX policy_suggestion_by_unit ON policy_suggestion (unit, made_at, id)",
    "CREATE INDEX policy_suggestion_to_unit ON policy_suggestion (to_unit, made_at, id)",
    "CREATE INDEX policy_suggestion_by_cause ON policy_suggestion (root_cause, made_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("policy_suggestion")
            .col(uuid("id").primary_key())
            .col(text("unit"))
            .col(text("to_unit"))
            .col(text("root_cause"))
            .col(text_null("category"))
            .col(text_null("place"))
            .col(text("text"))
            .col(text("petitions"))
            .col(timestamp_with_time_zone("made_at"))
            .col(text_null("adoption"))
            .col(text_null("answer"))
            .col(time_null("answered_at"));
        manager.create_table(table).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
