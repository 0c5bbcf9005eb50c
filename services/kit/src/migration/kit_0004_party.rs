//! The party vault, and who may see a case.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{blob, blob_null, text, timestamp_with_time_zone, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

/// What is absent lies in no index.
const INDEXES: [&str; 5] = [
    "CREATE INDEX party_of_case ON party (case_id)",
    "CREATE INDEX party_by_document ON party (document_index) WHERE document_index IS NOT NULL",
    "CREATE INDEX party_by_phone ON party (phone_index) WHERE phone_index IS NOT NULL",
    "CREATE INDEX party_by_name ON party (name_index) WHERE name_index IS NOT NULL",
    "CREATE INDEX audience_entry ON audience (entry, kind, case_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut party = Table::create();
        party
            .table("party")
            .col(uuid("id").primary_key())
            .col(uuid("case_id"))
            .col(text("envelope_key"))
            .col(blob("wrapped_key"))
            .col(blob("sealed"))
            .col(blob_null("document_index"))
            .col(blob_null("phone_index"))
            .col(blob_null("name_index"))
            .col(timestamp_with_time_zone("sealed_at"));
        manager.create_table(party).await?;

        let mut audience = Table::create();
        audience.table("audience").col(uuid("case_id")).col(text("kind")).col(text("entry"));
        manager
            .create_table(
                audience
                    .primary_key(Index::create().col("case_id").col("kind").col("entry"))
                    .to_owned(),
            )
            .await?;

        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}
