//! When the cases of a table ended, for [`Sweep`](crate::retention::Sweep), which asks every hour.

use sea_orm_migration::prelude::*;

/// An index of the cases that ended. A service that keeps parties beside its cases lists it among its own changes.
#[derive(Debug)]
pub struct Closed {
    /// Name of the change, which the migrator keeps.
    pub name: &'static str,
    /// The table of cases.
    pub table: &'static str,
}

impl MigrationName for Closed {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Closed {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = self.table;
        let index = format!("CREATE INDEX {table}_closed ON {table} (closed_at) WHERE closed_at IS NOT NULL");
        manager.get_connection().execute_unprepared(&index).await.map(drop)
    }
}
