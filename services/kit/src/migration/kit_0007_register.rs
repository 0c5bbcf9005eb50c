//! What was answered first to an order of a register.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, uuid};

use crate::register::answer::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(uuid(Column::ActId).primary_key())
            .col(binary(Column::Answer))
            .to_owned();
        manager.create_table(table).await
    }
}
