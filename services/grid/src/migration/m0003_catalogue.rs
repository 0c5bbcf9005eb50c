//! The editions of the catalogue.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, text, timestamp_with_time_zone, uuid};

/// Named in full: the migrator keeps this name, and another crate may have a third migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_catalogue"
    }
}

/// The list, newest first; it also keeps a version from being given twice.
const VERSIONS: &str = "CREATE UNIQUE INDEX catalogue_version ON catalogue (version)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut catalogue = Table::create();
        catalogue
            .table("catalogue")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(date("valid_from"))
            .col(text("document"))
            .col(timestamp_with_time_zone("imported_at"))
            .col(text("content"));
        manager.create_table(catalogue).await?;
        manager.get_connection().execute_unprepared(VERSIONS).await?;
        Ok(())
    }
}
