//! Where what happened happened. What was heard before says nothing of it: another generation of `facts` hears it again.

use sea_orm_migration::prelude::*;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0020_place"
    }
}

/// Counts of some days of a source, by place; the open cases of a service.
const STEPS: [&str; 2] = [
    "ALTER TABLE occurrence ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX occurrence_by_source ON occurrence (source, day, case_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for step in STEPS {
            manager.get_connection().execute_unprepared(step).await?;
        }
        Ok(())
    }
}
