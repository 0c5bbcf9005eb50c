//! Plans and rounds of patrols, hazards, campaigns and screening rounds, with an index for every list and every sweep.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
    uuid_null,
};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_patrol"
    }
}

const INDEXES: [&str; 27] = [
    "CREATE INDEX patrol_plan_by_grid ON patrol_plan (grid, id)",
    "CREATE INDEX patrol_plan_by_village ON patrol_plan (village, grid, id)",
    "CREATE INDEX patrol_plan_wanting ON patrol_plan (next_from) WHERE next_from IS NOT NULL",
    "CREATE INDEX patrol_round_newest ON patrol_round (first_day, id)",
    "CREATE INDEX patrol_round_by_grid ON patrol_round (grid, first_day, id)",
    "CREATE INDEX patrol_round_by_village ON patrol_round (village, first_day, id)",
    "CREATE INDEX patrol_round_by_plan ON patrol_round (plan, first_day, id)",
    "CREATE INDEX patrol_round_by_state ON patrol_round (state, first_day, id)",
    "CREATE INDEX patrol_round_by_grid_and_state ON patrol_round (grid, state, first_day, id)",
    "CREATE INDEX patrol_round_due ON patrol_round (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX hazard_newest ON hazard (found_on, id)",
    "CREATE INDEX hazard_by_grid ON hazard (grid, found_on, id)",
    "CREATE INDEX hazard_by_village ON hazard (village, found_on, id)",
    "CREATE INDEX hazard_by_class ON hazard (class, found_on, id)",
    "CREATE INDEX hazard_by_state ON hazard (state, found_on, id)",
    "CREATE INDEX hazard_by_grid_and_state ON hazard (grid, state, found_on, id)",
    "CREATE INDEX hazard_by_campaign ON hazard (campaign, found_on, id) WHERE campaign IS NOT NULL",
    "CREATE INDEX hazard_by_event ON hazard (event) WHERE event IS NOT NULL",
    "CREATE INDEX hazard_under_review ON hazard (review_on) WHERE review_on IS NOT NULL",
    "CREATE INDEX campaign_newest ON campaign (first_day, id)",
    "CREATE INDEX campaign_tally_by_town ON campaign_tally (campaign, town)",
    "CREATE INDEX screening_round_newest ON screening_round (first_day, id)",
    "CREATE INDEX screening_round_by_unit ON screening_round (unit, first_day, id)",
    "CREATE INDEX screening_round_by_state ON screening_round (state, first_day, id)",
    "CREATE INDEX screening_round_due ON screening_round (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX screening_entry_newest ON screening_entry (reported_on, id)",
    "CREATE INDEX screening_entry_by_unit ON screening_entry (unit, reported_on, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [plan(), round(), hazard(), campaign(), tally(), screening(), entry(), period()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn plan() -> TableCreateStatement {
    Table::create()
        .table("patrol_plan")
        .col(uuid("id").primary_key())
        .col(text("grid"))
        .col(text("village"))
        .col(date_null("next_from"))
        .col(text("body"))
        .to_owned()
}

fn round() -> TableCreateStatement {
    Table::create()
        .table("patrol_round")
        .col(uuid("id").primary_key())
        .col(uuid("plan"))
        .col(text("grid"))
        .col(text("village"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(time_null("due_at"))
        .col(text("state"))
        .col(integer("checkpoints"))
        .col(integer("visited"))
        .col(integer("findings"))
        .col(time_null("ended_at"))
        .col(text("body"))
        .to_owned()
}

fn hazard() -> TableCreateStatement {
    Table::create()
        .table("hazard")
        .col(uuid("id").primary_key())
        .col(text("grid"))
        .col(text("village"))
        .col(text("class"))
        .col(text("danger"))
        .col(date("found_on"))
        .col(uuid_null("event"))
        .col(uuid_null("campaign"))
        .col(text("state"))
        .col(date_null("review_on"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(text("body"))
        .to_owned()
}

fn campaign() -> TableCreateStatement {
    Table::create()
        .table("campaign")
        .col(uuid("id").primary_key())
        .col(date("first_day"))
        .col(text("body"))
        .to_owned()
}

fn tally() -> TableCreateStatement {
    Table::create()
        .table("campaign_tally")
        .col(uuid("campaign"))
        .col(text("grid"))
        .col(text("town"))
        .col(big_integer("checked"))
        .col(big_integer("found"))
        .col(big_integer("removed"))
        .primary_key(Index::create().col("campaign").col("grid"))
        .to_owned()
}

fn screening() -> TableCreateStatement {
    Table::create()
        .table("screening_round")
        .col(uuid("id").primary_key())
        .col(text("template"))
        .col(text("unit"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(time_null("due_at"))
        .col(text("state"))
        .col(integer("items"))
        .col(integer("findings"))
        .col(time_null("reported_at"))
        .col(text("body"))
        .to_owned()
}

fn entry() -> TableCreateStatement {
    Table::create()
        .table("screening_entry")
        .col(uuid("id").primary_key())
        .col(uuid("round"))
        .col(text("unit"))
        .col(text("item"))
        .col(text_null("class"))
        .col(uuid("event"))
        .col(date("reported_on"))
        .to_owned()
}

fn period() -> TableCreateStatement {
    Table::create()
        .table("screening_period")
        .col(text("template"))
        .col(date("first_day"))
        .primary_key(Index::create().col("template").col("first_day"))
        .to_owned()
}
