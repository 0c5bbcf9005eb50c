//! Under which index key a party is found. Rows written before say nothing: the step that takes another key sees to them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

use crate::party::row::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table(Entity).add_column(text_null(Column::IndexKey)).to_owned();
        manager.alter_table(table).await
    }
}
