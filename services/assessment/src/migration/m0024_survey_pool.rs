//! What a survey is drawn from: fixed before its seed is drawn, and kept, so that the draw can be made again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, uuid};

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0024_survey_pool"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut pool = Table::create();
        pool.table("survey_pool")
            .col(uuid("survey"))
            .col(uuid("case_id"))
            .col(text("service"))
            .col(text("unit"))
            .primary_key(Index::create().col("survey").col("case_id"));
        manager.create_table(pool).await
    }
}
