//! The words of a case go on their day, and its chain goes on to verify.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, binary_null, timestamp_with_time_zone_null};

use crate::{journal, retention};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let journal = Table::alter()
            .table(journal::Entity)
            .add_column(binary_null(journal::Column::Digest))
            .to_owned();
        manager.alter_table(journal).await?;
        // SQLite adds one column at a time.
        for column in [
            timestamp_with_time_zone_null(retention::Column::WordsAt),
            big_integer_null(retention::Column::WordsUpto),
        ] {
            let destruction = Table::alter().table(retention::Entity).add_column(column).to_owned();
            manager.alter_table(destruction).await?;
        }
        Ok(())
    }
}
