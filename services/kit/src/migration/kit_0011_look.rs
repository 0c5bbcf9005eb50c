//! Who looked at which case.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, text, text_null, timestamp_with_time_zone, uuid};

use crate::look::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(uuid(Column::CaseId))
            .col(big_integer(Column::Number))
            .col(timestamp_with_time_zone(Column::At))
            .col(text(Column::Subject))
            .col(text_null(Column::Unit))
            .col(text(Column::Door))
            .col(text(Column::Purpose))
            .col(binary(Column::Hash))
            .primary_key(Index::create().col(Column::CaseId).col(Column::Number))
            .to_owned();
        manager.create_table(table).await
    }
}
