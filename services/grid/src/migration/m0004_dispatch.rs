//! Routing tables, command rooms and centres, and the duty roster, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
};

/// Named in full: the migrator keeps this name, and another crate may have a fourth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_dispatch"
    }
}

/// Each list in its order; a version is given once; a person's shifts are looked up when another is put on the roster.
const INDEXES: [&str; 5] = [
    "CREATE UNIQUE INDEX routing_table_version ON routing_table (version)",
    "CREATE INDEX command_centre_by_kind ON command_centre (kind, id)",
    "CREATE INDEX duty_shift_by_start ON duty_shift (start_at, id)",
    "CREATE INDEX duty_shift_by_unit ON duty_shift (unit, start_at, id)",
    "CREATE INDEX duty_shift_clashes ON duty_shift (subject, start_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [routing_table(), command_centre(), duty_shift()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn routing_table() -> TableCreateStatement {
    Table::create()
        .table("routing_table")
        .col(uuid("id").primary_key())
        .col(big_integer("version"))
        .col(text("title"))
        .col(text("document"))
        .col(timestamp_with_time_zone("drafted_at"))
        .col(time_null("simulated_at"))
        .col(time_null("effective_at"))
        .col(time_null("until"))
        .col(text("rules"))
        .to_owned()
}

fn command_centre() -> TableCreateStatement {
    Table::create()
        .table("command_centre")
        .col(uuid("id").primary_key())
        .col(text("unit"))
        .col(text("kind"))
        .col(text_null("parent"))
        .col(text("towns"))
        .col(text("title"))
        .col(text("phone"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .to_owned()
}

fn duty_shift() -> TableCreateStatement {
    Table::create()
        .table("duty_shift")
        .col(uuid("id").primary_key())
        .col(uuid("centre"))
        .col(text("unit"))
        .col(timestamp_with_time_zone("start_at"))
        .col(timestamp_with_time_zone("end_at"))
        .col(text("kind"))
        .col(text("subject"))
        .col(text("title"))
        .col(time_null("cancelled_at"))
        .col(text_null("cancel_reason"))
        .to_owned()
}
