//! The period's row, and what it froze and computed, each under its hash.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_period"
    }
}

/// The lists newest first, all and by stage; the clock loop's two questions.
const INDEXES: [&str; 4] = [
    "CREATE INDEX period_newest ON period (opened_at, id)",
    "CREATE INDEX period_by_stage ON period (stage, opened_at, id)",
    "CREATE INDEX period_ringing ON period (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX period_reckoned ON period (calendar) WHERE closed_at IS NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut period = Table::create();
        period
            .table("period")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("stage"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(time_null("due_at"))
            .col(time_null("legal_due_at"))
            .col(big_integer("calendar"))
            .col(time_null("claimed_until"))
            .col(time_null("closed_at"))
            .col(text("body"));
        manager.create_table(period).await?;
        let mut paper = Table::create();
        paper.table("paper").col(text("hash").primary_key()).col(text("body"));
        manager.create_table(paper).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
