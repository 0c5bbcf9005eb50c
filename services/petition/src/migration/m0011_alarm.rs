//! When the limits of subjects' requests and of breaches ring next, and an index for each list of what is open.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text_null, timestamp_with_time_zone_null as time_null};

/// Named in full: the migrator keeps this name, and another crate may have an eleventh migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_alarm"
    }
}

/// What was open before is looked at at once, and rings if it is late.
const OPEN: [&str; 6] = [
    "UPDATE subject_request SET ring_at = taken_at WHERE replied_at IS NULL",
    "UPDATE breach SET ring_at = recorded_at WHERE closed_at IS NULL",
    "CREATE INDEX subject_request_ring ON subject_request (ring_at) WHERE ring_at IS NOT NULL",
    "CREATE INDEX breach_ring ON breach (ring_at) WHERE ring_at IS NOT NULL",
    "CREATE INDEX subject_request_open ON subject_request (due_at, id) WHERE replied_at IS NULL",
    "CREATE INDEX breach_open ON breach (recorded_at, id) WHERE closed_at IS NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["subject_request", "breach"] {
            let mut rung = Table::alter();
            rung.table(table).add_column(text_null("rung"));
            manager.alter_table(rung).await?;
            let mut next = Table::alter();
            next.table(table).add_column(time_null("ring_at"));
            manager.alter_table(next).await?;
        }
        for statement in OPEN {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
