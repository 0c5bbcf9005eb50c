//! What the public is shown of re-reviews, newest first.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null as time_null;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_published"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        table.table("petition").add_column(time_null("published_at"));
        manager.alter_table(table).await?;
        let list = "CREATE INDEX petition_published ON petition (published_at, id) WHERE published_at IS NOT NULL";
        manager.get_connection().execute_unprepared(list).await.map(drop)
    }
}
