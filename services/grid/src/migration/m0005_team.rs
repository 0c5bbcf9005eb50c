//! Who works in which grid, and the admission list, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid,
};

/// Named in full: the migrator keeps this name, and another crate may have a fifth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_team"
    }
}

// `assignment_own` is for the holder's own list, and to see who is assigned twice.
const INDEXES: [&str; 7] = [
    "CREATE INDEX assignment_by_grid ON assignment (grid, id)",
    "CREATE INDEX assignment_by_village ON assignment (village, grid, id)",
    "CREATE INDEX assignment_own ON assignment (subject, grid, id)",
    "CREATE INDEX admission_item_newest ON admission_item (proposed_at, id)",
    "CREATE INDEX admission_item_by_department ON admission_item (department, proposed_at, id)",
    "CREATE INDEX admission_item_by_state ON admission_item (state, proposed_at, id)",
    "CREATE INDEX admission_item_by_department_and_state ON admission_item (department, state, proposed_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [assignment(), admission_item()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn assignment() -> TableCreateStatement {
    Table::create()
        .table("assignment")
        .col(uuid("id").primary_key())
        .col(text("grid"))
        .col(text("village"))
        .col(text("subject"))
        .col(text("role"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .col(text_null("certificate"))
        .col(date_null("certified_to"))
        .col(time_null("ended_at"))
        .col(text_null("ending"))
        .to_owned()
}

fn admission_item() -> TableCreateStatement {
    Table::create()
        .table("admission_item")
        .col(uuid("id").primary_key())
        .col(text("department"))
        .col(text("title"))
        .col(text("task"))
        .col(text_null("class"))
        .col(text("frequency"))
        .col(big_integer("unit_cost_fen"))
        .col(integer("minutes_each"))
        .col(date("valid_from"))
        .col(date("valid_to"))
        .col(text("state"))
        .col(text("proposed_by"))
        .col(timestamp_with_time_zone("proposed_at"))
        .col(text_null("decided_by"))
        .col(time_null("decided_at"))
        .col(text_null("document"))
        .col(text_null("refusal"))
        .col(time_null("withdrawn_at"))
        .col(text_null("withdrawal"))
        .to_owned()
}
