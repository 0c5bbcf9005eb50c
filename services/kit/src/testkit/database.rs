//! A database of its own for every test, on each of the two that Shiyu runs on.

use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;

use crate::clock::new_id;
use crate::database::Database;

/// An empty database that is gone with the test run.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    _folder: Option<TempDir>,
}

/// The admin address of a PostgreSQL for tests, as in `postgres://postgres@localhost:5432/postgres`.
pub const POSTGRES: &str = "SHIYU_TEST_POSTGRES";

/// Set to `1` where a skipped test is a failed one.
pub const NO_SKIP: &str = "SHIYU_TEST_NO_SKIP";

impl TestDatabase {
    /// A SQLite file in a folder of its own.
    ///
    /// # Panics
    /// When no folder can be made.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without a database has nothing to show")]
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            url: format!("sqlite://{}?mode=rwc", folder.path().join("test.sqlite").display()),
            _folder: Some(folder),
        }
    }

    /// A database on the PostgreSQL of [`POSTGRES`]; `None`, and a loud line, where there is none.
    ///
    /// # Panics
    /// When there is none and [`NO_SKIP`] forbids skipping, or when it refuses.
    pub async fn postgres() -> Option<Self> {
        Some(Self::create(&admin_url()?, None).await)
    }

    /// A new database on the server of `admin`; with a template, a copy of that database as it stands.
    ///
    /// # Panics
    /// When the server refuses, as it does while somebody is connected to the template.
    #[expect(clippy::expect_used, reason = "a test without a database has nothing to show")]
    pub async fn create(admin: &str, template: Option<&str>) -> Self {
        let name = format!("{}{}_{}", here(), std::process::id(), new_id().simple());
        let copied = template.map_or_else(String::new, |template| format!(" TEMPLATE {template}"));
        let connection: DatabaseConnection = sea_orm::Database::connect(admin).await.expect("PostgreSQL for tests");
        connection
            .execute_unprepared(&format!("CREATE DATABASE {name}{copied}"))
            .await
            .expect("a database for the test");
        tidy(&connection).await;
        connection.close().await.expect("closed");
        Self {
            url: beside(admin, &name),
            _folder: None,
        }
    }

    /// What `CREATE DATABASE … TEMPLATE` calls it; none for a file.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        let (_, name) = self.url.strip_prefix("postgres")?.rsplit_once('/')?;
        name.split('?').next()
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A connection of one's own, as a replica would have.
    ///
    /// # Panics
    /// When the database does not answer.
    #[expect(clippy::expect_used, reason = "a test without a database has nothing to show")]
    pub async fn connect(&self) -> Database {
        Database::connect(&self.url, 6).await.expect("the test's database")
    }
}

/// What the databases are called that were made on this machine since it was started; the process follows.
fn here() -> String {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let boot = boot.split('-').next().unwrap_or_default();
    format!("test_{boot}_")
}

/// Drops some of what tests left whose process is gone: a run of all of them would fill a disk. Whatever somebody is connected to stays.
async fn tidy(connection: &DatabaseConnection) {
    const AT_ONCE: usize = 4;
    let here = here();
    let all = Statement::from_string(DbBackend::Postgres, "SELECT datname FROM pg_database ORDER BY oid");
    let all = connection.query_all_raw(all).await.unwrap_or_default();
    let names = all.iter().filter_map(|row| row.try_get::<String>("", "datname").ok());
    for name in names.filter(|name| is_left(name, &here)).take(AT_ONCE) {
        // Another process may be at the same.
        let _ = connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await;
    }
}

/// Whether a database was made here, by a process that is gone.
fn is_left(name: &str, here: &str) -> bool {
    let process = name.strip_prefix(here).and_then(|rest| rest.split('_').next());
    let process = process.filter(|process| process.parse::<u32>().is_ok());
    process.is_some_and(|process| Path::new("/proc/self").exists() && !Path::new("/proc").join(process).exists())
}

/// The address of another database on the same server, with the same options.
fn beside(admin: &str, name: &str) -> String {
    let (path, options) = admin
        .split_once('?')
        .map_or((admin, String::new()), |(path, options)| (path, format!("?{options}")));
    let server = path.rsplit_once('/').map_or(path, |(server, _)| server);
    format!("{server}/{name}{options}")
}

/// The PostgreSQL for tests; `None`, and a loud line, where there is none.
///
/// # Panics
/// When there is none and [`NO_SKIP`] forbids skipping.
#[must_use]
pub fn admin_url() -> Option<String> {
    let url = std::env::var(POSTGRES).ok();
    if url.is_none() {
        skip("PostgreSQL", POSTGRES);
    }
    url
}

/// Says loudly that a test has nothing to run on.
///
/// # Panics
/// When [`NO_SKIP`] forbids skipping.
pub fn skip(what: &str, variable: &str) {
    assert!(
        std::env::var(NO_SKIP).as_deref() != Ok("1"),
        "SKIPPED is forbidden: {what} is needed; set {variable}"
    );
    eprintln!("SKIPPED: no {what}: set {variable}, or run the tests with `make test`");
}

/// Runs each test on SQLite and on PostgreSQL, each time over an empty database.
#[macro_export]
macro_rules! both_databases {
    ($($test:ident;)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test($crate::testkit::database::TestDatabase::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                if let Some(home) = $crate::testkit::database::TestDatabase::postgres().await {
                    super::$test(home).await;
                }
            })*
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_process_left_that_is_gone_is_dropped() {
        let here = here();
        let of = |process: u32| format!("{here}{process}_{}", new_id().simple());
        assert!(!is_left(&of(std::process::id()), &here));
        assert_eq!(is_left(&of(u32::MAX), &here), Path::new("/proc/self").exists());
        assert!(!is_left("test_another_4294967295_x", &here));
        assert!(!is_left("postgres", &here));
        assert!(!is_left(&format!("{here}by_hand"), &here));
    }
}
