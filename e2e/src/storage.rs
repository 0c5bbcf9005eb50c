//! Where a town keeps its petitions: the table every walkthrough goes over.

use shiyu_kit::testkit::database::TestDatabase;

use crate::Backends;

/// What a service keeps its cases in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// As in production.
    Postgres,
    /// As on a desk.
    Sqlite,
}

impl Storage {
    /// An empty database of this kind.
    ///
    /// # Panics
    /// When there is none to be had.
    pub async fn database(self, backends: &Backends) -> TestDatabase {
        match self {
            Self::Postgres => backends.database().await,
            Self::Sqlite => TestDatabase::sqlite(),
        }
    }
}
