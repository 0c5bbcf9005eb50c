//! The ended cases whose identities are kept longer than usual.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid};

use crate::retention::longer::{Column, Entity};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const INDEX: &str = "CREATE INDEX kept_longer_ended ON kept_longer (cases, closed_at, case_id)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(uuid(Column::CaseId).primary_key())
            .col(text(Column::Cases))
            .col(timestamp_with_time_zone(Column::ClosedAt))
            .to_owned();
        manager.create_table(table).await?;
        manager.get_connection().execute_unprepared(INDEX).await.map(drop)
    }
}
