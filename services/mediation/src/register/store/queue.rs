//! Of two orders that each hold alone and not together the second waits for the first.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use shiyu_kit::ledger::Unread;

use super::{Entry, TABLE};

/// Waits until nobody else writes entries about this, and keeps others waiting until the end of the transaction. On SQLite there is one
/// writer at a time as it is.
///
/// # Errors
/// The database's.
pub async fn queue<E: Entry>(transaction: &impl ConnectionTrait, about: &str) -> Result<(), Unread> {
    let backend = transaction.get_database_backend();
    if backend != DbBackend::Postgres {
        return Ok(());
    }
    let key = format!("{TABLE}/{}/{about}", E::KIND);
    let wait = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
    transaction
        .execute_raw(Statement::from_sql_and_values(backend, wait, [key.into()]))
        .await?;
    Ok(())
}
