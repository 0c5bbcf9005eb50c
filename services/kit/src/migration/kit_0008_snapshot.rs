//! How often the tables that are held in memory were changed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use crate::snapshot::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(text(Column::Name).primary_key())
            .col(big_integer(Column::Version))
            .to_owned();
        manager.create_table(table).await
    }
}
