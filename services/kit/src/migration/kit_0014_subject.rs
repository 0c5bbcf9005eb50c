//! What subjects ask of this service, and whose identities serve their case alone.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};

use crate::party::restriction;
use crate::subject::store;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tasks = Table::create()
            .table(store::Entity)
            .col(uuid(store::Column::Id).primary_key())
            .col(text(store::Column::Wish))
            .col(timestamp_with_time_zone(store::Column::AskedAt))
            .col(timestamp_with_time_zone(store::Column::DueAt))
            .col(text_null(store::Column::Outcome))
            .col(text_null(store::Column::Basis))
            .col(time_null(store::Column::AnsweredAt))
            .to_owned();
        manager.create_table(tasks).await?;
        let restricted = Table::create()
            .table(restriction::Entity)
            .col(uuid(restriction::Column::PartyId).primary_key())
            .col(uuid(restriction::Column::CaseId))
            .col(uuid(restriction::Column::RequestId))
            .col(timestamp_with_time_zone(restriction::Column::At))
            .to_owned();
        manager.create_table(restricted).await?;
        let list = "CREATE INDEX subject_task_due ON subject_task (due_at, id)";
        manager.get_connection().execute_unprepared(list).await.map(drop)
    }
}
