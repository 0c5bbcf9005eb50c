//! The dead letters.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};

use crate::dead_letter::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        manager
            .create_index(
                Index::create()
                    .name("dead_letter_message")
                    .table(Entity)
                    .col(Column::Durable)
                    .col(Column::Sequence)
                    .col(Column::PublishedAt)
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("dead_letter_list")
                    .table(Entity)
                    .col(Column::State)
                    .col(Column::ReceivedAt)
                    .col(Column::Id)
                    .to_owned(),
            )
            .await
    }
}

fn table() -> TableCreateStatement {
    Table::create()
        .table(Entity)
        .col(uuid(Column::Id).primary_key())
        .col(timestamp_with_time_zone(Column::ReceivedAt))
        .col(text(Column::Durable))
        .col(text(Column::Subject))
        .col(big_integer(Column::Sequence))
        .col(timestamp_with_time_zone(Column::PublishedAt))
        .col(text(Column::Reason))
        .col(text(Column::Headers))
        .col(binary(Column::Payload))
        .col(text(Column::State))
        .col(timestamp_with_time_zone_null(Column::DecidedAt))
        .col(text_null(Column::DecidedBy))
        .col(text_null(Column::Note))
        .to_owned()
}
