//! The atlas read from its tables, when the service starts and whenever a version was published.

use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;

use super::{Atlas, HELD, Sheet};
use crate::place::store::{feature, map};

impl Held for Atlas {
    const NAME: &'static str = "atlas";

    async fn load(db: &sea_orm::DatabaseConnection) -> Result<Self, Unread> {
        let mut sheets = Vec::new();
        for published in map::published(db, HELD).await? {
            let Some(effective) = published.effective else { continue };
            let rows = feature::rows(db, published.version).await?;
            // Half a million corners are read and sorted: not on a thread that answers others.
            let reading = tokio::task::spawn_blocking(move || {
                let features = feature::read_all(&rows)?;
                let county = feature::county(&features);
                Ok(county.map(|county| Sheet::new(&county, (published.version, effective), features)))
            });
            let sheet: Result<Option<Sheet>, Unread> = reading.await.map_err(|error| broken(&error))?;
            sheets.extend(sheet?);
        }
        Ok(Self::new(sheets))
    }
}

fn broken(error: &tokio::task::JoinError) -> Unread {
    Unread::Database(sea_orm::DbErr::Custom(error.to_string()))
}
