//! One statement in the words of each database.

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr};

/// A statement of a migration that PostgreSQL and SQLite say differently.
#[derive(Debug, Clone, Copy)]
pub struct Dialects {
    /// To PostgreSQL.
    pub postgres: &'static str,
    /// To SQLite.
    pub sqlite: &'static str,
}

impl Dialects {
    /// Carries it out.
    ///
    /// # Errors
    /// The database's.
    pub async fn execute(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let postgres = db.get_database_backend() == DatabaseBackend::Postgres;
        let statement = if postgres { self.postgres } else { self.sqlite };
        db.execute_unprepared(statement).await.map(drop)
    }
}
