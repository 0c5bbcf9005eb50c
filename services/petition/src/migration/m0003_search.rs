//! The search index keeps no copy of its terms any more, and the long columns are compressed by a quicker hand.

use sea_orm_migration::prelude::*;
use shiyu_kit::migration::press;
use shiyu_kit::search;

use crate::store::text::TABLE as WORDS;

/// Named in full: the migrator keeps this name, and another crate may have a third migration too.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_search"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        press(manager, "petition", &["body"]).await?;
        press(manager, WORDS, &["words"]).await?;
        search::renew_index(manager, WORDS).await
    }
}
