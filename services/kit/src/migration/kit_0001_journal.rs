//! The journal with the heads of its chains, and the inbox.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, binary_null, text, text_null, timestamp_with_time_zone, uuid};

use crate::inbox::{self, Column as Inbox};
use crate::journal::head::{self, Column as Head};
use crate::journal::{self, Column as Journal};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [journal_table(), head_table(), inbox_table()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn journal_table() -> TableCreateStatement {
    Table::create()
        .table(journal::Entity)
        .col(
            ColumnDef::new(Journal::Position)
                .big_integer()
                .not_null()
                .auto_increment()
                .primary_key(),
        )
        .col(uuid(Journal::EventId))
        .col(uuid(Journal::CaseId))
        .col(big_integer(Journal::Version))
        .col(uuid(Journal::ActId))
        .col(text(Journal::Kind))
        .col(timestamp_with_time_zone(Journal::At))
        .col(text(Journal::Actor))
        .col(text(Journal::Detail))
        .col(binary_null(Journal::Fact))
        .col(text_null(Journal::Trace))
        .col(binary(Journal::Hash))
        .col(big_integer_null(Journal::Sequence))
        .to_owned()
}

fn head_table() -> TableCreateStatement {
    Table::create()
        .table(head::Entity)
        .col(uuid(Head::CaseId).primary_key())
        .col(big_integer(Head::Version))
        .col(binary(Head::Hash))
        .to_owned()
}

fn inbox_table() -> TableCreateStatement {
    Table::create()
        .table(inbox::Entity)
        .col(uuid(Inbox::ActId).primary_key())
        .col(uuid(Inbox::CaseId))
        .col(big_integer(Inbox::Version))
        .col(binary(Inbox::Digest))
        .col(timestamp_with_time_zone(Inbox::At))
        .to_owned()
}

/// The lock of a case is the first one; it serves the timeline too. Nothing looks an event up by its id, which is unique by the
/// way it is drawn.
fn indexes() -> [IndexCreateStatement; 3] {
    [
        Index::create()
            .name("journal_case_version")
            .table(journal::Entity)
            .col(Journal::CaseId)
            .col(Journal::Version)
            .unique()
            .to_owned(),
        Index::create()
            .name("journal_pending")
            .table(journal::Entity)
            .col(Journal::Position)
            .and_where(Expr::col(Journal::Fact).is_not_null().and(Expr::col(Journal::Sequence).is_null()))
            .to_owned(),
        Index::create()
            .name("journal_sequence")
            .table(journal::Entity)
            .col(Journal::Sequence)
            .and_where(Expr::col(Journal::Sequence).is_not_null())
            .to_owned(),
    ]
}
