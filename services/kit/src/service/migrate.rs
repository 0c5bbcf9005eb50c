//! Bringing a service's tables up to date as a step of its own.

use sea_orm_migration::MigratorTrait;

use super::StartError;
use crate::config::Ground;
use crate::database::Database;
use crate::home;

/// Brings the tables of `service` up to date, one runner at a time, and writes down whose they are.
///
/// # Errors
/// [`StartError::Database`] or [`StartError::Home`]; a change that failed is not half there on PostgreSQL.
pub async fn migrate<M: MigratorTrait>(ground: &Ground, service: &str) -> Result<(), StartError> {
    let db = Database::connect(ground.database.url.reveal(), 2).await?;
    let behind = db.behind::<M>().await?;
    let done = async {
        db.migrate::<M>().await?;
        home::settle(&db.writer, ground.county.as_str(), service).await?;
        Ok(())
    };
    let done = done.await;
    db.close().await;
    if done.is_ok() {
        tracing::info!(service, applied = behind.len(), last = behind.last(), "the tables are up to date");
    }
    done
}
