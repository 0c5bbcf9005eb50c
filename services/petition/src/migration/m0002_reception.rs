//! The hall's counters, the roster, the visits received and the teams sent out, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid, uuid_null,
};

/// Named in full: the migrator keeps this name, and another crate may have a third migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_reception"
    }
}

const INDEXES: [&str; 13] = [
    "CREATE INDEX service_counter_menu ON service_counter (kind, id)",
    "CREATE INDEX service_counter_by_unit ON service_counter (unit, kind, id)",
    "CREATE INDEX roster_entry_by_day ON roster_entry (date, id)",
    "CREATE INDEX roster_entry_by_unit ON roster_entry (unit, date, id)",
    "CREATE INDEX reception_newest ON reception (recorded_at, id)",
    "CREATE INDEX reception_by_unit ON reception (unit, recorded_at, id)",
    "CREATE INDEX reception_by_entry ON reception (roster_entry, recorded_at, id)",
    "CREATE INDEX outreach_visit_by_day ON outreach_visit (date, id)",
    "CREATE INDEX outreach_visit_by_unit ON outreach_visit (unit, date, id)",
    "CREATE INDEX outreach_visit_by_place ON outreach_visit (place, date, id)",
    "CREATE INDEX outreach_visit_by_state ON outreach_visit (state, date, id)",
    "CREATE INDEX outreach_visit_by_unit_and_state ON outreach_visit (unit, state, date, id)",
    "CREATE INDEX outreach_visit_by_place_and_state ON outreach_visit (place, state, date, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [service_counter(), roster_entry(), reception(), outreach_visit()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn service_counter() -> TableCreateStatement {
    Table::create()
        .table("service_counter")
        .col(uuid("id").primary_key())
        .col(text("unit"))
        .col(text("kind"))
        .col(text("title"))
        .col(text("hall_place"))
        .col(text("opening_hours"))
        .col(text("phone"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .to_owned()
}

fn roster_entry() -> TableCreateStatement {
    Table::create()
        .table("roster_entry")
        .col(uuid("id").primary_key())
        .col(text("unit"))
        .col(date("date"))
        .col(text("hall"))
        .col(text("room"))
        .col(text("kind"))
        .col(text("subject"))
        .col(text("title"))
        .col(text("channel"))
        .col(integer("places"))
        .col(time_null("cancelled_at"))
        .col(text_null("cancel_reason"))
        .to_owned()
}

fn reception() -> TableCreateStatement {
    Table::create()
        .table("reception")
        .col(uuid("id").primary_key())
        .col(uuid("roster_entry"))
        .col(text("unit"))
        .col(uuid_null("petition"))
        .col(text("outcome"))
        .col(text("counters"))
        .col(integer("people"))
        .col(timestamp_with_time_zone("recorded_at"))
        .to_owned()
}

fn outreach_visit() -> TableCreateStatement {
    Table::create()
        .table("outreach_visit")
        .col(uuid("id").primary_key())
        .col(text("unit"))
        .col(text("team"))
        .col(text("place"))
        .col(date("date"))
        .col(uuid_null("petition"))
        .col(timestamp_with_time_zone("ordered_at"))
        .col(text("state"))
        .col(text_null("ending"))
        .col(time_null("ended_at"))
        .to_owned()
}
