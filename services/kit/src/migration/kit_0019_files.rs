//! Which cases have which file, so that it goes with the last of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone_null, uuid};

use crate::file::holder::{Column, Entity};
use crate::retention;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const INDEXES: [&str; 2] = [
    "CREATE INDEX file_holder_case ON file_holder (case_id)",
    "CREATE INDEX file_holder_over ON file_holder (over_at, case_id, hash) WHERE over_at IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Entity)
            .col(text(Column::Hash))
            .col(uuid(Column::CaseId))
            .col(timestamp_with_time_zone_null(Column::OverAt))
            .primary_key(Index::create().col(Column::Hash).col(Column::CaseId))
            .to_owned();
        manager.create_table(table).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        let destruction = Table::alter()
            .table(retention::Entity)
            .add_column(timestamp_with_time_zone_null(retention::Column::FilesAt))
            .to_owned();
        manager.alter_table(destruction).await
    }
}
