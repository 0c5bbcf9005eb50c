//! Which events have a photo or file, by its content's hash: what gave way in one of them is destroyed once no other has it.

use sea_orm::DatabaseBackend;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, uuid};

/// Named in full: the migrator keeps this name, and another crate may have a fourteenth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_evidence"
    }
}

/// Rows written before say it in their body.
const FILL: [&str; 2] = [
    "INSERT INTO evidence_holder (hash, incident) \
     SELECT DISTINCT piece.value ->> 'hash', incident.id \
     FROM incident CROSS JOIN LATERAL json_array_elements(incident.body::json #> '{course,evidence}') AS piece(value) \
     WHERE incident.body LIKE '%\"evidence\":[{%'",
    "INSERT INTO evidence_holder (hash, incident) \
     SELECT DISTINCT json_extract(piece.value, '$.hash'), incident.id \
     FROM incident CROSS JOIN json_each(incident.body, '$.course.evidence') AS piece \
     WHERE incident.body LIKE '%\"evidence\":[{%'",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(evidence_holder()).await?;
        let [postgres, sqlite] = FILL;
        let is_postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
        let fill = if is_postgres { postgres } else { sqlite };
        manager.get_connection().execute_unprepared(fill).await.map(drop)
    }
}

fn evidence_holder() -> TableCreateStatement {
    Table::create()
        .table("evidence_holder")
        .col(text("hash"))
        .col(uuid("incident"))
        .primary_key(Index::create().col("hash").col("incident"))
        .to_owned()
}
