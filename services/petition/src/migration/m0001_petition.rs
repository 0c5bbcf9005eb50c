//! The petition's row, with an index for every list and for the clock loop, and what is searched of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
};
use shiyu_kit::search;

use crate::store::text::TABLE as WORDS;

/// Named in full: the migrator keeps this name, and another crate may have a first migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_petition"
    }
}

/// The lists newest first, each by its filter; the lists by due time, all and a unit's (the others came later); open windows; the clock
/// loop's two questions. By due time only open petitions lie in an index. A number is unique in its unit and year.
const INDEXES: [&str; 13] = [
    "CREATE INDEX petition_newest ON petition (opened_at, id)",
    "CREATE INDEX petition_by_stage ON petition (stage, opened_at, id)",
    "CREATE INDEX petition_by_unit ON petition (unit, opened_at, id)",
    "CREATE INDEX petition_by_category ON petition (category, opened_at, id)",
    "CREATE INDEX petition_by_channel ON petition (channel, opened_at, id)",
    "CREATE INDEX petition_due_first ON petition (legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX petition_due_first_by_unit ON petition (unit, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX petition_windows ON petition (opened_at, id) WHERE window_until IS NOT NULL",
    "CREATE INDEX petition_ringing ON petition (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX petition_reckoned ON petition (calendar) WHERE closed_at IS NULL",
    "CREATE UNIQUE INDEX petition_source ON petition (channel, source_reference)",
    "CREATE UNIQUE INDEX petition_number ON petition (serial, year, receiver)",
    "CREATE UNIQUE INDEX petition_query ON petition (query_index)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut petition = Table::create();
        petition
            .table("petition")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("number"))
            .col(integer("year"))
            .col(big_integer("serial"))
            .col(text("receiver"))
            .col(text("stage"))
            .col(text("unit"))
            .col(text("category"))
            .col(text("channel"))
            .col(text("place"))
            .col(text_null("source_reference"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(time_null("due_at"))
            .col(text_null("due_clock"))
            .col(time_null("legal_due_at"))
            .col(time_null("window_until"))
            .col(big_integer("calendar"))
            .col(time_null("claimed_until"))
            .col(time_null("closed_at"))
            .col(text("query_index"))
            .col(text("body"));
        manager.create_table(petition).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        let mut words = Table::create();
        words.table(WORDS).col(uuid("id").primary_key()).col(text("words"));
        manager.create_table(words).await?;
        search::create_index(manager, WORDS).await
    }
}
