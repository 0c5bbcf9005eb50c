//! What was heard, what it comes to, and how far it goes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, date_null, integer, text, timestamp_with_time_zone, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_figures"
    }
}

/// The facts of a case; the counts of some days, by what they are grouped by.
const INDEXES: [&str; 5] = [
    "CREATE INDEX heard_by_case ON heard (case_id, position)",
    "CREATE INDEX occurrence_by_day ON occurrence (day, unit, category, source)",
    "CREATE INDEX case_limit_by_due ON case_limit (due, unit, category, name)",
    "CREATE INDEX case_limit_by_met ON case_limit (met, due) WHERE met IS NOT NULL",
    "INSERT INTO intake (id, generation, position) VALUES (1, 0, 0)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(heard()).await?;
        manager.create_table(occurrence()).await?;
        manager.create_table(case_limit()).await?;
        let mut watermark = Table::create();
        watermark
            .table("watermark")
            .col(text("county").primary_key())
            .col(big_integer("sequence"))
            .col(timestamp_with_time_zone("at"))
            .col(big_integer("facts"));
        manager.create_table(watermark).await?;
        let mut intake = Table::create();
        intake
            .table("intake")
            .col(integer("id").primary_key())
            .col(big_integer("generation"))
            .col(big_integer("position"));
        manager.create_table(intake).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn heard() -> TableCreateStatement {
    let mut heard = Table::create();
    heard
        .table("heard")
        .col(uuid("id").primary_key())
        .col(text("county"))
        .col(uuid("case_id"))
        .col(big_integer("version"))
        .col(timestamp_with_time_zone("at"))
        .col(big_integer("sequence"))
        .col(big_integer("position"))
        .col(text("said"));
    heard
}

fn occurrence() -> TableCreateStatement {
    let mut occurrence = Table::create();
    occurrence
        .table("occurrence")
        .col(uuid("case_id"))
        .col(integer("number"))
        .col(text("source"))
        .col(date("day"))
        .col(text("unit"))
        .col(text("category"))
        .primary_key(Index::create().col("case_id").col("number"));
    occurrence
}

fn case_limit() -> TableCreateStatement {
    let mut limit = Table::create();
    limit
        .table("case_limit")
        .col(uuid("case_id"))
        .col(integer("number"))
        .col(text("name"))
        .col(date("due"))
        .col(date_null("met"))
        .col(boolean("in_time"))
        .col(text("unit"))
        .col(text("category"))
        .primary_key(Index::create().col("case_id").col("number"));
    limit
}
