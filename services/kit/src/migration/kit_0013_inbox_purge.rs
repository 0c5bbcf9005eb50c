//! How far the acts of ended cases have been forgotten.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, timestamp_with_time_zone, uuid};

use crate::inbox::cursor::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(text(Column::Cases).primary_key())
            .col(timestamp_with_time_zone(Column::ClosedAt))
            .col(uuid(Column::CaseId))
            .col(big_integer(Column::Acts))
            .to_owned();
        manager.create_table(table).await
    }
}
