//! One shelf for what assessment keeps beside its figures, of whichever kind.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0021_shelf"
    }
}

/// The lists newest first, all and a unit's; what lies under one label.
const INDEXES: [&str; 3] = [
    "CREATE INDEX shelf_newest ON shelf (kind, at, id)",
    "CREATE INDEX shelf_by_unit ON shelf (kind, unit, at, id)",
    "CREATE INDEX shelf_by_label ON shelf (kind, label, unit)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut entries = Table::create();
        entries
            .table("shelf")
            .col(uuid("id").primary_key())
            .col(text("kind"))
            .col(text("unit"))
            .col(text("label"))
            .col(timestamp_with_time_zone("at"))
            .col(text("body"));
        manager.create_table(entries).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
