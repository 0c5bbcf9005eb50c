//! Which events have a photo or file, by its content's hash: what gave way in one of them is destroyed once no other has it, and what is kept
//! goes with the last one whose time is over.

use sea_orm::DatabaseBackend;
use sea_orm_migration::prelude::*;

/// Named in full: the migrator keeps this name, and another crate may have a fourteenth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_evidence"
    }
}

/// Rows written before say it in their body.
const SQLITE: &str = "INSERT INTO file_holder (hash, case_id) \
    SELECT DISTINCT json_extract(piece.value, '$.hash'), incident.id \
    FROM incident CROSS JOIN json_each(incident.body, '$.course.evidence') AS piece \
    WHERE incident.body LIKE '%\"evidence\":[{%'";
const POSTGRES: &str = "INSERT INTO file_holder (hash, case_id) \
    SELECT DISTINCT piece.value ->> 'hash', incident.id \
    FROM incident CROSS JOIN LATERAL json_array_elements(incident.body::json #> '{course,evidence}') AS piece(value) \
    WHERE incident.body LIKE '%\"evidence\":[{%'";

const fn step(backend: DatabaseBackend) -> &'static str {
    if matches!(backend, DatabaseBackend::Postgres) {
        POSTGRES
    } else {
        SQLITE
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let step = step(manager.get_database_backend());
        manager.get_connection().execute_unprepared(step).await?;
        Ok(())
    }
}
