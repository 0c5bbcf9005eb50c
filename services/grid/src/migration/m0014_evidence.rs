//! Which events have a photo or file, by its content's hash: what gave way in one of them is destroyed once no other has it, and what is kept
//! goes with the last one whose time is over.

use sea_orm_migration::prelude::*;
use shiyu_kit::migration::Dialects;

/// Named in full: the migrator keeps this name, and another crate may have a fourteenth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_evidence"
    }
}

/// Rows written before say it in their body.
const STEP: Dialects = Dialects {
    sqlite: "INSERT INTO file_holder (hash, case_id) \
        SELECT DISTINCT json_extract(piece.value, '$.hash'), incident.id \
        FROM incident CROSS JOIN json_each(incident.body, '$.course.evidence') AS piece \
        WHERE incident.body LIKE '%\"evidence\":[{%'",
    postgres: "INSERT INTO file_holder (hash, case_id) \
        SELECT DISTINCT piece.value ->> 'hash', incident.id \
        FROM incident CROSS JOIN LATERAL json_array_elements(incident.body::json #> '{course,evidence}') AS piece(value) \
        WHERE incident.body LIKE '%\"evidence\":[{%'",
};

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        STEP.execute(manager.get_connection()).await
    }
}
