//! What counties answer to a boundary, and the index by which the city finds what was decided before in a like case.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

/// Named in full: the migrator keeps this name, and another crate may have a ninth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_answers"
    }
}

const INDEXES: [&str; 2] = [
    "CREATE INDEX boundary_by_class_and_space ON boundary (class_code, space, raised_at, id)",
    "CREATE INDEX boundary_precedent ON boundary (class_code, space, state, raised_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut boundary = Table::alter();
        boundary.table("boundary").add_column(text("answers").default("[]"));
        manager.alter_table(boundary).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
