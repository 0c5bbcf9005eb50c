//! Who puts a file on record and who destroys it, so that replicas do not do both at once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, text, timestamp_with_time_zone, uuid};

use crate::file::turn::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const INDEX: &str = "CREATE INDEX file_turn_hash ON file_turn (hash)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(uuid(Column::Id).primary_key())
            .col(text(Column::Hash))
            .col(boolean(Column::Destroys))
            .col(timestamp_with_time_zone(Column::LapsesAt))
            .to_owned();
        manager.create_table(table).await?;
        manager.get_connection().execute_unprepared(INDEX).await.map(drop)
    }
}
