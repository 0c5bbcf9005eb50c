//! The shelf of the registers, with an index for every list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, date_null, text, text_null, uuid, uuid_null};

/// Named in full: the migrator keeps this name, and another crate may have a second migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_register"
    }
}

/// By kind, each narrowed by what its list may be narrowed by; by what they are about, to see who is
/// appointed twice and which finding a dispute came of; screening rounds by their last day.
const INDEXES: [&str; 7] = [
    "CREATE INDEX register_entry_by_rank ON register_entry (kind, rank, id)",
    "CREATE INDEX register_entry_by_unit ON register_entry (kind, unit, rank, id)",
    "CREATE INDEX register_entry_by_parent ON register_entry (kind, parent, rank, id)",
    "CREATE INDEX register_entry_about ON register_entry (kind, about)",
    "CREATE INDEX register_entry_past ON register_entry (kind, word, valid_to)",
    "CREATE INDEX engagement_under_way ON engagement (mediator) WHERE open",
    "CREATE INDEX engagement_of ON engagement (dispute)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(register_entry()).await?;
        manager.create_table(screening_period()).await?;
        manager.create_table(engagement()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

fn register_entry() -> TableCreateStatement {
    Table::create()
        .table("register_entry")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text("unit"))
        .col(uuid_null("parent"))
        .col(text("word"))
        .col(text_null("about"))
        .col(text("rank"))
        .col(date("valid_from"))
        .col(date_null("valid_to"))
        .col(text("body"))
        .to_owned()
}

fn screening_period() -> TableCreateStatement {
    Table::create()
        .table("screening_period")
        .col(text("template"))
        .col(date("first_day"))
        .primary_key(Index::create().col("template").col("first_day"))
        .to_owned()
}

/// Who mediates which dispute, as the disputes' own facts tell.
fn engagement() -> TableCreateStatement {
    Table::create()
        .table("engagement")
        .col(uuid("dispute"))
        .col(uuid("mediator"))
        .col(big_integer("version"))
        .col(boolean("open"))
        .primary_key(Index::create().col("dispute").col("mediator"))
        .to_owned()
}
