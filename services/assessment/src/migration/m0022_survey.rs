//! Tokens that did not answer yet, and how many answers of each kind a unit has. Nothing here leads from one to the other.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date_null, text, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0022_survey"
    }
}

const INDEXES: [&str; 2] = [
    "CREATE INDEX survey_token_by_survey ON survey_token (survey)",
    "CREATE INDEX survey_tally_by_day ON survey_tally (day) WHERE day IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut token = Table::create();
        token
            .table("survey_token")
            .col(text("hash").primary_key())
            .col(uuid("survey"))
            .col(text("unit"));
        manager.create_table(token).await?;
        let mut tally = Table::create();
        tally
            .table("survey_tally")
            .col(uuid("survey"))
            .col(text("unit"))
            .col(text("source"))
            .col(big_integer("count"))
            .col(date_null("day"))
            .primary_key(Index::create().col("survey").col("unit").col("source"));
        manager.create_table(tally).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
