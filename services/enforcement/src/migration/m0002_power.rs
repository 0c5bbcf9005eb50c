//! The lists of power items, what changes hands with them, their evaluations, and entrustments.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};
use shiyu_kit::migration::press;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_power"
    }
}

/// Every list by its order; a version is given once, and an edition in force looked up by its day; what is to be settled.
const INDEXES: [&str; 9] = [
    "CREATE UNIQUE INDEX power_list_version ON power_list (version)",
    "CREATE UNIQUE INDEX power_list_in_force ON power_list (cut_over) WHERE state = 'published'",
    "CREATE UNIQUE INDEX power_move_of_list ON power_move (list, code, region)",
    "CREATE INDEX power_move_due ON power_move (cut_over) WHERE settled_at IS NULL",
    "CREATE INDEX power_evaluation_of_list ON power_evaluation (list, evaluated_on, id)",
    "CREATE INDEX entrustment_newest ON entrustment (valid_from, id)",
    "CREATE INDEX entrustment_by_principal ON entrustment (principal, valid_from, id)",
    "CREATE INDEX entrustment_by_agent ON entrustment (agent)",
    "CREATE INDEX power_list_by_state ON power_list (state, cut_over)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [list(), content(), movement(), evaluation(), entrustment()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        press(manager, "power_list_content", &["content"]).await
    }
}

fn list() -> TableCreateStatement {
    Table::create()
        .table("power_list")
        .col(uuid("id").primary_key())
        .col(big_integer("version"))
        .col(text("state"))
        .col(text("document"))
        .col(date("cut_over"))
        .col(text("in_flight"))
        .col(integer("items"))
        .col(integer("origins"))
        .col(integer("holders"))
        .col(date_null("published_on"))
        .col(text_null("published_in"))
        .col(text_null("published_by"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn content() -> TableCreateStatement {
    Table::create()
        .table("power_list_content")
        .col(uuid("id").primary_key())
        .col(text("content"))
        .to_owned()
}

fn movement() -> TableCreateStatement {
    Table::create()
        .table("power_move")
        .col(uuid("id").primary_key())
        .col(uuid("list"))
        .col(text("code"))
        .col(text("region"))
        .col(text_null("from_unit"))
        .col(text_null("to_unit"))
        .col(date("cut_over"))
        .col(text("in_flight"))
        .col(timestamp_with_time_zone_null("settled_at"))
        .col(integer("kept"))
        .col(integer("handed_over"))
        .to_owned()
}

fn evaluation() -> TableCreateStatement {
    Table::create()
        .table("power_evaluation")
        .col(uuid("id").primary_key())
        .col(uuid("list"))
        .col(date("evaluated_on"))
        .col(text("document"))
        .col(text("findings"))
        .to_owned()
}

fn entrustment() -> TableCreateStatement {
    Table::create()
        .table("entrustment")
        .col(uuid("id").primary_key())
        .col(text("principal"))
        .col(text("agent"))
        .col(date("valid_from"))
        .col(date("valid_to"))
        .col(text("body"))
        .to_owned()
}
