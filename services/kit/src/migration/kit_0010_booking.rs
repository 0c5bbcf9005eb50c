//! Who and what is booked when.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, uuid};

use crate::booking::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(text(Column::Resource))
            .col(big_integer(Column::Slot))
            .col(uuid(Column::CaseId))
            .primary_key(Index::create().col(Column::Resource).col(Column::Slot))
            .to_owned();
        manager.create_table(table).await
    }
}
