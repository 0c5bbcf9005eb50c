//! Whose database this is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text};

use crate::home::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(integer(Column::Only).primary_key())
            .col(text(Column::County))
            .col(text(Column::Service))
            .to_owned();
        manager.create_table(table).await
    }
}
