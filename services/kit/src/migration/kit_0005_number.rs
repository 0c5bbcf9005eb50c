//! The blocks of case numbers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null};

use crate::number::row::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        manager
            .create_index(
                // The lock: two processes that take the same block are told apart by it.
                Index::create()
                    .name("number_block_first")
                    .table(Entity)
                    .col(Column::Unit)
                    .col(Column::Year)
                    .col(Column::First)
                    .unique()
                    .to_owned(),
            )
            .await
    }
}

fn table() -> TableCreateStatement {
    Table::create()
        .table(Entity)
        .col(uuid(Column::Id).primary_key())
        .col(text(Column::Unit))
        .col(integer(Column::Year))
        .col(big_integer(Column::First))
        .col(big_integer(Column::Last))
        .col(text(Column::State))
        .col(uuid_null(Column::Holder))
        .col(timestamp_with_time_zone_null(Column::LeasedUntil))
        .col(timestamp_with_time_zone(Column::TakenAt))
        .to_owned()
}
