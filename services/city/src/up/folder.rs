//! The city's data folder: one city at a time in it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A data folder that is ours until the process ends.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held, not read: the lock ends with the process, however it ends.
    _lock: File,
}

impl Folder {
    /// Where the development issuer lies, below the folder.
    pub const ISSUER: &str = "issuer";

    /// Makes the folder and takes it.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be made, [`Failure::Usage`] while another city runs in it.
    pub fn take(path: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::file(path, error))?;
        let path = path.canonicalize().map_err(|error| Failure::file(path, error))?;
        let file = path.join("city.lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&file)
            .map_err(|error| Failure::file(&file, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Failure::Usage(format!("a city already runs in {}", path.display()))),
            Err(TryLockError::Error(error)) => Err(Failure::file(&file, error)),
        }
    }

    /// The development issuer's folder.
    #[must_use]
    pub fn issuer(&self) -> PathBuf {
        self.path.join(Self::ISSUER)
    }

    /// How far the city's clock is ahead.
    #[must_use]
    pub fn clock(&self) -> PathBuf {
        self.path.join("clock")
    }

    /// The broker's streams, accounts and log.
    #[must_use]
    pub fn broker(&self) -> PathBuf {
        self.path.join("nats")
    }

    /// Where an obtained nats-server is kept.
    #[must_use]
    pub fn tools(&self) -> PathBuf {
        self.path.join("tools")
    }

    /// The database of a county's service.
    ///
    /// # Errors
    /// [`Failure::File`] when its folder cannot be made.
    pub fn database(&self, county: &str, service: &str) -> Result<String, Failure> {
        let folder = self.path.join(county);
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, error))?;
        Ok(format!(
            "sqlite://{}?mode=rwc",
            folder.join(service).with_extension("sqlite").display()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_city_at_a_time_in_a_folder() {
        let data = tempfile::tempdir().unwrap();
        let first = Folder::take(data.path()).unwrap();
        assert!(matches!(Folder::take(data.path()), Err(Failure::Usage(_))));
        drop(first);
        assert!(Folder::take(data.path()).is_ok());
    }
}
