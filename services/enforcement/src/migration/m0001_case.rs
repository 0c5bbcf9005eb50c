//! The case's row, with an index for every list, for the clock loop, and for what may be filed only once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid, uuid_null,
};
use shiyu_kit::migration::press;
use shiyu_kit::search;

use crate::store::text::TABLE as WORDS;

/// Named in full: the migrator keeps this name, and another crate may have a first migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_case"
    }
}

/// The lists newest first, each by its filter; the lists by due time, all and a unit's; the clock loop's two questions; cases in flight
/// by their power (S15); a source's own id, an offer, a number and an act, each taken once.
const INDEXES: [&str; 16] = [
    "CREATE INDEX case_file_newest ON case_file (opened_at, id)",
    "CREATE INDEX case_file_by_stage ON case_file (stage, opened_at, id)",
    "CREATE INDEX case_file_by_unit ON case_file (unit, opened_at, id)",
    "CREATE INDEX case_file_by_source ON case_file (source, opened_at, id)",
    "CREATE INDEX case_file_by_power ON case_file (power, opened_at, id)",
    "CREATE INDEX case_file_by_place ON case_file (place, opened_at, id)",
    "CREATE INDEX case_file_by_outcome ON case_file (outcome, opened_at, id)",
    "CREATE INDEX case_file_due_first ON case_file (legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX case_file_due_first_by_unit ON case_file (unit, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX case_file_in_flight ON case_file (power, unit, id) WHERE closed_at IS NULL",
    "CREATE INDEX case_file_ringing ON case_file (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX case_file_reckoned ON case_file (calendar) WHERE closed_at IS NULL",
    "CREATE UNIQUE INDEX case_file_source ON case_file (source, source_reference) WHERE source_reference IS NOT NULL",
    "CREATE UNIQUE INDEX case_file_referral ON case_file (referral) WHERE referral IS NOT NULL",
    "CREATE UNIQUE INDEX case_file_number ON case_file (serial, year, receiver)",
    "CREATE UNIQUE INDEX case_file_act ON case_file (act_key) WHERE act_key IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut case_file = Table::create();
        case_file
            .table("case_file")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("number"))
            .col(integer("year"))
            .col(big_integer("serial"))
            .col(text("receiver"))
            .col(boolean("on_the_spot"))
            .col(text("stage"))
            .col(text("unit"))
            .col(text("source"))
            .col(text("place"))
            .col(text_null("power"))
            .col(text_null("outcome"))
            .col(text_null("source_reference"))
            .col(uuid_null("referral"))
            .col(text_null("act_key"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(time_null("filed_at"))
            .col(time_null("due_at"))
            .col(text_null("due_clock"))
            .col(time_null("legal_due_at"))
            .col(big_integer("calendar"))
            .col(time_null("claimed_until"))
            .col(time_null("closed_at"))
            .col(text("body"));
        manager.create_table(case_file).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        press(manager, "case_file", &["body"]).await?;
        let mut words = Table::create();
        words.table(WORDS).col(uuid("id").primary_key()).col(text("words"));
        manager.create_table(words).await?;
        press(manager, WORDS, &["words"]).await?;
        search::create_index(manager, WORDS).await
    }
}
