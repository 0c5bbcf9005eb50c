//! Deliberation meetings, and notices with those they went to, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
};

/// Named in full: the migrator keeps this name, and another crate may have a sixth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_meeting"
    }
}

const INDEXES: [&str; 11] = [
    "CREATE INDEX meeting_by_day ON meeting (held_on, id)",
    "CREATE INDEX meeting_by_village ON meeting (village, held_on, id)",
    "CREATE INDEX meeting_by_grid ON meeting (grid, held_on, id)",
    "CREATE INDEX meeting_by_follow_up ON meeting (follow_up, held_on, id)",
    "CREATE INDEX meeting_by_village_and_follow_up ON meeting (village, follow_up, held_on, id)",
    "CREATE INDEX meeting_by_grid_and_follow_up ON meeting (grid, follow_up, held_on, id)",
    "CREATE INDEX broadcast_newest ON broadcast (sent_at, id)",
    "CREATE INDEX broadcast_by_unit ON broadcast (unit, sent_at, id)",
    "CREATE INDEX broadcast_target_open ON broadcast_target (broadcast, state, code)",
    "CREATE INDEX broadcast_target_received ON broadcast_target (code, sent_at, broadcast)",
    "CREATE INDEX broadcast_target_received_open ON broadcast_target (code, state, sent_at, broadcast)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [meeting(), broadcast(), broadcast_target()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn meeting() -> TableCreateStatement {
    Table::create()
        .table("meeting")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text("grid"))
        .col(text("village"))
        .col(date("held_on"))
        .col(text("venue"))
        .col(text("agenda"))
        .col(integer("attendee_count"))
        .col(text("resolution"))
        .col(text("events"))
        .col(date_null("follow_up_due"))
        .col(text("steps"))
        .col(text("follow_up"))
        .col(text_null("outcome"))
        .col(time_null("followed_up_at"))
        .to_owned()
}

fn broadcast() -> TableCreateStatement {
    Table::create()
        .table("broadcast")
        .col(uuid("id").primary_key())
        .col(text("unit"))
        .col(text("kind"))
        .col(text("words"))
        .col(boolean("urgent"))
        .col(timestamp_with_time_zone("due_at"))
        .col(timestamp_with_time_zone("sent_at"))
        .col(integer("targets"))
        .col(integer("acknowledged"))
        .to_owned()
}

fn broadcast_target() -> TableCreateStatement {
    Table::create()
        .table("broadcast_target")
        .col(uuid("broadcast"))
        .col(text("code"))
        .col(text("state"))
        .col(timestamp_with_time_zone("sent_at"))
        .col(time_null("acknowledged_at"))
        .col(integer("contacts_reached"))
        .primary_key(Index::create().col("broadcast").col("code"))
        .to_owned()
}
