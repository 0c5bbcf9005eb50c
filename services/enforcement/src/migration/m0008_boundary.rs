//! Cases that may be another county's, at the desk of the city and of the counties named, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

/// Named in full: the migrator keeps this name, and another crate may have a eighth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0008_boundary"
    }
}

const INDEXES: [&str; 2] = [
    "CREATE INDEX boundary_newest ON boundary (raised_at, id)",
    "CREATE INDEX boundary_by_state ON boundary (state, raised_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut boundary = Table::create();
        boundary
            .table("boundary")
            .col(uuid("id").primary_key())
            .col(text("file"))
            .col(text("counties"))
            .col(text("place"))
            .col(text("state"))
            .col(timestamp_with_time_zone("raised_at"))
            .col(time_null("referred_at"))
            .col(text("answers"))
            .col(text_null("owner"))
            .col(boolean("designated"))
            .col(text("reference"))
            .col(time_null("settled_at"));
        manager.create_table(boundary).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
