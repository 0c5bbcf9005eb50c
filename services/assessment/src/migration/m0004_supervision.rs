//! Supervisions, what the city sees of its counties' ones, and how near a limit has come.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, text, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_supervision"
    }
}

/// The lists newest first, all, by unit, by superior and by stage; those about a case; the clock loop's two questions; the city's lists;
/// what the clocks warned of.
const INDEXES: [&str; 13] = [
    "CREATE INDEX supervision_newest ON supervision (issued_at, id)",
    "CREATE INDEX supervision_by_unit ON supervision (unit, issued_at, id)",
    "CREATE INDEX supervision_by_superior ON supervision (superior, issued_at, id)",
    "CREATE INDEX supervision_by_stage ON supervision (stage, issued_at, id)",
    "CREATE INDEX supervision_about ON supervision (case_id)",
    "CREATE INDEX supervision_ringing ON supervision (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX supervision_reckoned ON supervision (calendar) WHERE closed_at IS NULL",
    "CREATE INDEX overseen_supervision_newest ON overseen_supervision (issued_at, id)",
    "CREATE INDEX overseen_supervision_by_county ON overseen_supervision (county, issued_at, id)",
    "CREATE INDEX overseen_supervision_by_stage ON overseen_supervision (stage, issued_at, id)",
    "ALTER TABLE case_limit ADD COLUMN rung integer",
    "CREATE INDEX case_limit_warned ON case_limit (due, case_id, number) WHERE met IS NULL AND rung IS NOT NULL",
    "CREATE INDEX case_limit_warned_of_unit ON case_limit (unit, due, case_id, number) WHERE met IS NULL AND rung IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(supervision()).await?;
        let mut overseen = Table::create();
        overseen
            .table("overseen_supervision")
            .col(uuid("id").primary_key())
            .col(text("county"))
            .col(big_integer("version"))
            .col(text("stage"))
            .col(text("rung"))
            .col(timestamp_with_time_zone("issued_at"))
            .col(boolean("shown"))
            .col(text("told"));
        manager.create_table(overseen).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn supervision() -> TableCreateStatement {
    let mut supervision = Table::create();
    supervision
        .table("supervision")
        .col(uuid("id").primary_key())
        .col(big_integer("version"))
        .col(text("county"))
        .col(text("unit"))
        .col(text("superior"))
        .col(uuid("case_id"))
        .col(text("stage"))
        .col(text("rung"))
        .col(timestamp_with_time_zone("issued_at"))
        .col(boolean("sealed"))
        .col(time_null("due_at"))
        .col(time_null("legal_due_at"))
        .col(big_integer("calendar"))
        .col(time_null("claimed_until"))
        .col(time_null("closed_at"))
        .col(text("body"));
    supervision
}
