//! Units and calendars.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, date_null, integer, text, text_null};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut unit = Table::create();
        unit.table("unit")
            .col(text("code"))
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .col(text("name"))
            .col(text_null("superior"));
        manager
            .create_table(unit.primary_key(Index::create().col("code").col("valid_from")).to_owned())
            .await?;

        let mut day = Table::create();
        day.table("calendar_day")
            .col(big_integer("version"))
            .col(date("date"))
            .col(boolean("worked"))
            .col(text("name"));
        manager
            .create_table(day.primary_key(Index::create().col("version").col("date")).to_owned())
            .await?;

        let mut document = Table::create();
        document
            .table("calendar_document")
            .col(big_integer("version"))
            .col(integer("year"))
            .col(text("number"));
        manager
            .create_table(document.primary_key(Index::create().col("version").col("year")).to_owned())
            .await
    }
}
