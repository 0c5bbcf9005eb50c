//! The dispute's row, with an index for every list and for the clock loop, and what is searched of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
};
use shiyu_kit::migration::press;
use shiyu_kit::search;

use crate::store::text::TABLE as WORDS;

/// Named in full: the migrator keeps this name, and another crate may have a first migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_dispute"
    }
}

/// The lists newest first, each by its filter; the lists by due time, all and a unit's; the clock loop's two questions. By due time only
/// open disputes lie in an index, so that its other filters pass over few. A number is unique in its unit and year.
const INDEXES: [&str; 13] = [
    "CREATE INDEX dispute_newest ON dispute (opened_at, id)",
    "CREATE INDEX dispute_by_stage ON dispute (stage, opened_at, id)",
    "CREATE INDEX dispute_by_unit ON dispute (unit, opened_at, id)",
    "CREATE INDEX dispute_by_category ON dispute (category, opened_at, id)",
    "CREATE INDEX dispute_by_source ON dispute (source, opened_at, id)",
    "CREATE INDEX dispute_by_procedure ON dispute (procedure, opened_at, id)",
    "CREATE INDEX dispute_cross_boundary ON dispute (opened_at, id) WHERE cross_boundary",
    "CREATE INDEX dispute_due_first ON dispute (legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX dispute_due_first_by_unit ON dispute (unit, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX dispute_ringing ON dispute (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX dispute_reckoned ON dispute (calendar) WHERE closed_at IS NULL",
    "CREATE UNIQUE INDEX dispute_source ON dispute (source, source_reference)",
    "CREATE UNIQUE INDEX dispute_number ON dispute (serial, year, receiver)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut dispute = Table::create();
        dispute
            .table("dispute")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("number"))
            .col(integer("year"))
            .col(big_integer("serial"))
            .col(text("receiver"))
            .col(text("stage"))
            .col(text("unit"))
            .col(text("category"))
            .col(text("source"))
            .col(text_null("source_reference"))
            .col(text("procedure"))
            .col(text("place"))
            .col(boolean("cross_boundary"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(time_null("due_at"))
            .col(text_null("due_clock"))
            .col(time_null("legal_due_at"))
            .col(big_integer("calendar"))
            .col(time_null("claimed_until"))
            .col(time_null("closed_at"))
            .col(text("body"));
        manager.create_table(dispute).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        let mut words = Table::create();
        words.table(WORDS).col(uuid("id").primary_key()).col(text("words"));
        manager.create_table(words).await?;
        search::create_index(manager, WORDS).await?;
        press(manager, "dispute", &["body"]).await?;
        press(manager, WORDS, &["words"]).await
    }
}
