//! Who has a case in hand of which another unit owes a limit. What was heard before is heard again under another generation of `facts`.

use sea_orm_migration::prelude::*;

/// Named in full: the migrator keeps this name.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0025_owed"
    }
}

/// What the clocks warned of in the cases that a unit has in hand.
const STEPS: [&str; 2] = [
    "ALTER TABLE case_limit ADD COLUMN holder TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX case_limit_warned_of_holder ON case_limit (holder, due, case_id, number) WHERE met IS NULL AND rung IS NOT NULL",
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
