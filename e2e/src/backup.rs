//! A dump of a database while its service goes on, and a new database from it: `pg_dump` and `pg_restore`, or a file of SQLite.

use std::path::PathBuf;

use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;
use tokio::process::Command;

use crate::Backends;
use crate::backends::Outcome;
use crate::containers::Running;

/// A dump. It is gone with this value.
#[derive(Debug)]
pub struct Dump {
    kept: Kept,
    folder: TempDir,
}

#[derive(Debug)]
enum Kept {
    /// In the folder.
    Here(PathBuf),
    /// In the container of the server.
    Inside(String),
    /// A file of SQLite.
    File(PathBuf),
}

impl Backends {
    /// Dumps a database, whoever is at work in it.
    ///
    /// # Errors
    /// What the program said.
    pub async fn dump(&self, url: &str) -> Outcome<Dump> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("dump");
        if url.starts_with("sqlite:") {
            let db = sea_orm::Database::connect(url).await?;
            db.execute_unprepared(&format!("VACUUM INTO '{}'", file.display())).await?;
            db.close().await?;
            let kept = Kept::File(file);
            return Ok(Dump { kept, folder });
        }
        let options = ["--format=custom", "--no-owner", "--no-acl"];
        let kept = if let Some(container) = self.postgres_container() {
            let name = url.rsplit_once('/').map_or("dump", |(_, name)| name);
            let inside = format!("/tmp/{name}.dump");
            let words = ["--file", &inside, &Running::inside(url)];
            container.run("pg_dump", options.into_iter().chain(words)).await?;
            Kept::Inside(inside)
        } else {
            run(
                "pg_dump",
                options
                    .map(str::to_owned)
                    .into_iter()
                    .chain(["--file".to_owned(), file.display().to_string(), url.to_owned()]),
            )
            .await?;
            Kept::Here(file)
        };
        Ok(Dump { kept, folder })
    }

    /// A new database with what was dumped; its address.
    ///
    /// # Errors
    /// What the program said.
    pub async fn restore(&self, dump: &Dump) -> Outcome<String> {
        match &dump.kept {
            Kept::File(file) => {
                let copy = dump
                    .folder
                    .path()
                    .join(format!("restored-{}.sqlite", shiyu_kit::clock::new_id().simple()));
                std::fs::copy(file, &copy)?;
                Ok(format!("sqlite://{}?mode=rwc", copy.display()))
            }
            Kept::Here(file) => {
                let url = self.database().await.url().to_owned();
                let words = ["--no-owner", "--exit-on-error", "--dbname", &url].map(str::to_owned);
                run("pg_restore", words.into_iter().chain([file.display().to_string()])).await?;
                Ok(url)
            }
            Kept::Inside(file) => {
                let url = self.database().await.url().to_owned();
                let container = self.postgres_container().ok_or("the container has gone")?;
                let inside = Running::inside(&url);
                let words = ["--no-owner", "--exit-on-error", "--dbname", &inside, file];
                container.run("pg_restore", words).await?;
                Ok(url)
            }
        }
    }
}

async fn run(program: &str, words: impl IntoIterator<Item = String>) -> Outcome<()> {
    let done = Command::new(program)
        .args(words)
        .output()
        .await
        .map_err(|error| format!("{program}: {error}"))?;
    if done.status.success() {
        Ok(())
    } else {
        Err(format!("{program}: {}", String::from_utf8_lossy(&done.stderr)).into())
    }
}
