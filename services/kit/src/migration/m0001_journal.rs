//! Inbox, journal and heads.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, blob_null, pk_auto, text, text_null, timestamp_with_time_zone, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut inbox = Table::create();
        inbox
            .table("inbox")
            .col(uuid("act_id").primary_key())
            .col(uuid("case_id"))
            .col(big_integer("version"))
            .col(blob("digest"));
        manager.create_table(inbox.col(timestamp_with_time_zone("at")).to_owned()).await?;

        let mut journal = Table::create();
        journal
            .table("journal")
            .col(pk_auto("position").big_integer())
            .col(uuid("event_id").unique_key())
            .col(uuid("case_id"));
        journal
            .col(big_integer("version"))
            .col(uuid("act_id"))
            .col(text("kind"))
            .col(timestamp_with_time_zone("at"));
        journal
            .col(text("actor"))
            .col(text("detail"))
            .col(blob_null("fact"))
            .col(text_null("trace"))
            .col(blob("hash"));
        manager.create_table(journal.col(big_integer_null("sequence")).to_owned()).await?;
        let lock = Index::create()
            .unique()
            .name("journal_case_version")
            .table("journal")
            .col("case_id")
            .col("version")
            .to_owned();
        manager.create_index(lock).await?;
        let pending = "CREATE INDEX journal_pending ON journal (position) WHERE fact IS NOT NULL AND sequence IS NULL";
        manager.get_connection().execute_unprepared(pending).await?;

        let mut head = Table::create();
        head.table("journal_head")
            .col(uuid("case_id").primary_key())
            .col(big_integer("version"))
            .col(blob("hash"));
        manager.create_table(head).await
    }
}
