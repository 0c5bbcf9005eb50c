//! Regulated objects, visits and draws, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, date_null, text, text_null, timestamp_with_time_zone, uuid, uuid_null};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_inspection"
    }
}

const INDEXES: [&str; 14] = [
    "CREATE UNIQUE INDEX regulated_object_credit_code ON regulated_object (credit_code) WHERE credit_code IS NOT NULL",
    "CREATE INDEX regulated_object_by_town ON regulated_object (town, id)",
    "CREATE INDEX regulated_object_by_place ON regulated_object (place, town, id)",
    "CREATE INDEX regulated_object_by_category ON regulated_object (category, town, id)",
    "CREATE INDEX regulated_object_by_unit ON regulated_object (unit, town, id)",
    "CREATE INDEX regulated_object_due ON regulated_object (due_on, id) WHERE due_on IS NOT NULL",
    "CREATE INDEX inspection_newest ON inspection (planned_on, id)",
    "CREATE INDEX inspection_by_object ON inspection (object, planned_on, id)",
    "CREATE INDEX inspection_by_unit ON inspection (unit, planned_on, id)",
    "CREATE INDEX inspection_by_state ON inspection (state, planned_on, id)",
    "CREATE INDEX inspection_by_draw ON inspection (draw, planned_on, id) WHERE draw IS NOT NULL",
    "CREATE INDEX inspection_draw_newest ON inspection_draw (announced_at, id)",
    "CREATE INDEX inspection_draw_by_unit ON inspection_draw (unit, announced_at, id)",
    "CREATE INDEX inspection_draw_by_state ON inspection_draw (state, announced_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [object(), visit(), draw()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn object() -> TableCreateStatement {
    Table::create()
        .table("regulated_object")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text_null("credit_code"))
        .col(text("title"))
        .col(text("town"))
        .col(text("place"))
        .col(text("category"))
        .col(text("unit"))
        .col(date("since"))
        .col(date_null("visited_on"))
        .col(date_null("due_on"))
        .col(boolean("closed"))
        .col(text("body"))
        .to_owned()
}

fn visit() -> TableCreateStatement {
    Table::create()
        .table("inspection")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(uuid("object"))
        .col(text("unit"))
        .col(text("place"))
        .col(date("planned_on"))
        .col(text("state"))
        .col(uuid_null("draw"))
        .col(text("body"))
        .to_owned()
}

fn draw() -> TableCreateStatement {
    Table::create()
        .table("inspection_draw")
        .col(uuid("id").primary_key())
        .col(text("unit"))
        .col(text("state"))
        .col(timestamp_with_time_zone("announced_at"))
        .col(text("fingerprint"))
        .col(text("body"))
        .to_owned()
}
