//! By which item of the admission list a department asked for an event, so that it is seen how often it did.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;
use shiyu_kit::migration::Dialects;

/// Named in full: the migrator keeps this name, and another crate may have a twelfth migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_admission"
    }
}

const INDEX: &str =
    "CREATE INDEX incident_by_admission_item ON incident (admission_item, grid, opened_at) WHERE admission_item IS NOT NULL";

/// Rows written before say it in their body.
const FILL: Dialects = Dialects {
    postgres: "UPDATE incident SET admission_item = (body::json #>> '{report,admission_item}')::uuid WHERE body LIKE '%\"admission_item\"%'",
    sqlite: "UPDATE incident SET admission_item = unhex(replace(json_extract(body, '$.report.admission_item'), '-', '')) \
        WHERE body LIKE '%\"admission_item\"%'",
};

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut incident = Table::alter();
        incident.table("incident").add_column(uuid_null("admission_item"));
        manager.alter_table(incident).await?;
        let connection = manager.get_connection();
        FILL.execute(connection).await?;
        connection.execute_unprepared(INDEX).await.map(drop)
    }
}
