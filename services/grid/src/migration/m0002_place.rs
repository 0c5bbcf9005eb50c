//! The map: its versions, what they hold, what the linter found in them; micro-units; the address library. An index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
    uuid_null,
};
use shiyu_kit::search;

/// Named in full: the migrator keeps this name, and another crate may have a second migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_place"
    }
}

const INDEXES: [&str; 6] = [
    "CREATE INDEX grid_map_published ON grid_map (state, effective, version)",
    "CREATE INDEX map_feature_by_kind ON map_feature (map, kind, code)",
    "CREATE INDEX map_feature_by_village ON map_feature (map, village, code)",
    "CREATE INDEX micro_unit_by_grid ON micro_unit (grid, id)",
    "CREATE INDEX standard_address_by_text ON standard_address (text, id)",
    "CREATE INDEX standard_address_by_village ON standard_address (village, text, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [grid_map(), map_feature(), map_finding(), micro_unit(), standard_address()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        search::create_index(manager, "standard_address").await
    }
}

fn grid_map() -> TableCreateStatement {
    Table::create()
        .table("grid_map")
        .col(big_integer("version").primary_key())
        .col(text("state"))
        .col(big_integer("revision"))
        .col(text("counts"))
        .col(integer("errors"))
        .col(integer("warnings"))
        .col(timestamp_with_time_zone("created_at"))
        .col(date_null("effective"))
        .col(time_null("published_at"))
        .to_owned()
}

fn map_feature() -> TableCreateStatement {
    Table::create()
        .table("map_feature")
        .col(big_integer("map"))
        .col(text("code"))
        .col(text("kind"))
        .col(text("village"))
        .col(text("about"))
        .col(text_null("geometry"))
        .primary_key(Index::create().col("map").col("code"))
        .to_owned()
}

fn map_finding() -> TableCreateStatement {
    Table::create()
        .table("map_finding")
        .col(big_integer("map"))
        .col(integer("number"))
        .col(text("body"))
        .primary_key(Index::create().col("map").col("number"))
        .to_owned()
}

fn micro_unit() -> TableCreateStatement {
    Table::create()
        .table("micro_unit")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text("grid"))
        .col(uuid_null("parent"))
        .col(text("name"))
        .col(text("phone"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .to_owned()
}

fn standard_address() -> TableCreateStatement {
    Table::create()
        .table("standard_address")
        .col(uuid("id").primary_key())
        .col(text("village"))
        .col(text("road"))
        .col(text("estate"))
        .col(text("house_number"))
        .col(text("building"))
        .col(text("unit"))
        .col(text("text"))
        .col(integer("longitude_e7"))
        .col(integer("latitude_e7"))
        .col(text("words"))
        .to_owned()
}
