//! The register of components, with an index for every list: by code and class the key itself, by owner, and by place.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, integer, text, text_null};

/// Named in full: the migrator keeps this name, and another crate may have a thirteenth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_component"
    }
}

const INDEXES: [&str; 3] = [
    "CREATE INDEX component_by_owner_unit ON component (owner_unit, code)",
    "CREATE INDEX component_by_owner_org ON component (owner_org, code)",
    "CREATE INDEX component_by_place ON component (latitude_e7, longitude_e7)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(component()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn component() -> TableCreateStatement {
    Table::create()
        .table("component")
        .col(text("code").primary_key())
        .col(text("title"))
        .col(text("make"))
        .col(integer("longitude_e7"))
        .col(integer("latitude_e7"))
        .col(text_null("owner_unit"))
        .col(text_null("owner_org"))
        .col(text_null("maintainer_unit"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .col(text("state"))
        .col(text("reference"))
        .to_owned()
}
