//! That the identities of a case were destroyed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, timestamp_with_time_zone, uuid};

use crate::retention::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(uuid(Column::CaseId).primary_key())
            .col(timestamp_with_time_zone(Column::ClosedAt))
            .col(timestamp_with_time_zone(Column::At))
            .col(big_integer(Column::Parties))
            .to_owned();
        manager.create_table(table).await
    }
}
