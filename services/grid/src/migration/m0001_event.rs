//! The event's row, with an index for every list and for the clock loop.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, integer_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null,
    uuid, uuid_null,
};

/// Named in full: the migrator keeps this name, and another crate may have a first migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_event"
    }
}

/// The lists newest first, each by its filter; the lists by due time, all and a unit's; the open events with empty slots; those that
/// may be the same, by grid and by place; the clock loop's two questions. Only staff's reports have no code.
const INDEXES: [&str; 17] = [
    "CREATE INDEX incident_newest ON incident (opened_at, id)",
    "CREATE INDEX incident_by_stage ON incident (stage, opened_at, id)",
    "CREATE INDEX incident_by_unit ON incident (unit, opened_at, id)",
    "CREATE INDEX incident_by_grid ON incident (grid, opened_at, id)",
    "CREATE INDEX incident_by_town ON incident (town, opened_at, id)",
    "CREATE INDEX incident_by_class ON incident (class_code, opened_at, id)",
    "CREATE INDEX incident_by_source ON incident (source, opened_at, id)",
    "CREATE INDEX incident_due_first ON incident (legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX incident_due_first_by_unit ON incident (unit, legal_due_at, id) WHERE legal_due_at IS NOT NULL",
    "CREATE INDEX incident_gaps ON incident (opened_at, id) WHERE closed_at IS NULL AND missing <> 0",
    "CREATE INDEX incident_gaps_by_unit ON incident (unit, opened_at, id, missing) WHERE closed_at IS NULL AND missing <> 0",
    "CREATE INDEX incident_same_grid ON incident (grid, class_code, opened_at) WHERE closed_at IS NULL",
    "CREATE INDEX incident_near ON incident (class_code, latitude_e7, opened_at) WHERE closed_at IS NULL",
    "CREATE INDEX incident_ringing ON incident (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX incident_reckoned ON incident (calendar) WHERE closed_at IS NULL",
    "CREATE UNIQUE INDEX incident_source ON incident (source, source_reference) WHERE source_reference IS NOT NULL",
    "CREATE UNIQUE INDEX incident_query ON incident (query_index) WHERE query_index <> ''",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut incident = Table::create();
        incident
            .table("incident")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("stage"))
            .col(text("unit"))
            .col(text("receiver"))
            .col(text("level"))
            .col(text("source"))
            .col(text_null("source_reference"))
            .col(text("class_code"))
            .col(text("kind"))
            .col(boolean("hazard"))
            .col(text("grid"))
            .col(text("village"))
            .col(text("town"))
            .col(integer_null("longitude_e7"))
            .col(integer_null("latitude_e7"))
            .col(integer("missing"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(time_null("due_at"))
            .col(text_null("due_clock"))
            .col(time_null("legal_due_at"))
            .col(big_integer("calendar"))
            .col(time_null("claimed_until"))
            .col(time_null("closed_at"))
            .col(text("query_index"))
            .col(uuid_null("reopens"))
            .col(uuid_null("merged_into"))
            .col(text_null("tier"))
            .col(text("body"));
        manager.create_table(incident).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
