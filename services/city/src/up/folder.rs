//! The city's data folder: one city at a time in it.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File, Permissions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use shiyu_kit::auth::{DevelopmentIssuer, Kind, Principal};
use shiyu_kit::clock::WallClock;
use shiyu_kit::party::keys;
use time::Duration;

use crate::city_file::CityFile;
use crate::cli::Service;
use crate::failure::Failure;

/// For how long a service's token holds.
const MONTH: Duration = Duration::days(30);

/// Whoever holds it has the folder.
const LOCK: &str = "city.lock";

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

    /// Makes the folder, for its owner's eyes only, and takes it. One that is there already is closed to others if it is a
    /// city's; the mode of any other folder is not ours to change.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be made, [`Failure::Usage`] while another city runs in it.
    pub fn take(path: &Path) -> Result<Self, Failure> {
        make(path).map_err(|error| Failure::file(path, error))?;
        let path = path.canonicalize().map_err(|error| Failure::file(path, error))?;
        let file = path.join(LOCK);
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
        self.path.join(CityFile::BUS)
    }

    /// Where an obtained nats-server is kept.
    #[must_use]
    pub fn tools(&self) -> PathBuf {
        self.path.join("tools")
    }

    /// A key file of a county's party vault, made at the first start and never written over: who loses it has lost every
    /// identity.
    ///
    /// # Errors
    /// [`Failure::File`] when it is not there and cannot be made.
    pub fn key(&self, county: &str, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.path.join(county);
        let file = folder.join(name);
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, error))?;
        if !file.exists() && folder.join("petition.sqlite").exists() {
            let what = "is gone, and without it no identity in the database beside it can be read";
            return Err(Failure::Usage(format!(
                "{} {what}: bring it back, or begin in another folder",
                file.display()
            )));
        }
        match keys::generate(&file) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Failure::file(&file, error)),
            Ok(()) | Err(_) => Ok(file),
        }
    }

    /// A file with the token that a service of a county shows to the others, made anew at every start: it holds for a month.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be written, [`Failure::Usage`] when it cannot be signed.
    pub fn token(&self, county: &str, service: Service, issuer: &DevelopmentIssuer) -> Result<PathBuf, Failure> {
        let name = service.as_str();
        let principal = Principal {
            subject: name.to_owned(),
            county: county.to_owned(),
            unit: None,
            roles: BTreeSet::from([format!("{name}_service")]),
            kind: Kind::Service,
        };
        let token = issuer.issue(&principal, MONTH, WallClock::system().now());
        let token = token.map_err(|error| Failure::Usage(error.to_string()))?;
        let file = self.path.join(county).join(name).with_extension("token");
        let written = File::options()
            .create(true)
            .truncate(true)
            .write(true)
            .mode(0o600)
            .open(&file)
            .and_then(|mut open| open.write_all(token.as_bytes()));
        written.map_err(|error| Failure::file(&file, error))?;
        Ok(file)
    }

    /// Where a county's photographs and files are kept.
    ///
    /// # Errors
    /// [`Failure::File`] when the folder cannot be made.
    pub fn files(&self, county: &str) -> Result<PathBuf, Failure> {
        let folder = self.path.join(county).join("files");
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, error))?;
        Ok(folder)
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

/// What only its owner may enter.
const OWNER: u32 = 0o700;

fn make(path: &Path) -> io::Result<()> {
    if path.join(LOCK).exists() {
        return fs::set_permissions(path, Permissions::from_mode(OWNER));
    }
    DirBuilder::new().recursive(true).mode(OWNER).create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citys_folder_is_closed_to_others() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        drop(Folder::take(&data).unwrap());
        assert_eq!(mode(&data), 0o700);
        // As an older build left it.
        fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
        drop(Folder::take(&data).unwrap());
        assert_eq!(mode(&data), 0o700);

        let theirs = home.path().join("theirs");
        fs::create_dir(&theirs).unwrap();
        fs::set_permissions(&theirs, Permissions::from_mode(0o755)).unwrap();
        drop(Folder::take(&theirs).unwrap());
        assert_eq!(mode(&theirs), 0o755);
    }

    #[test]
    fn one_city_at_a_time_in_a_folder() {
        let data = tempfile::tempdir().unwrap();
        let first = Folder::take(data.path()).unwrap();
        assert!(matches!(Folder::take(data.path()), Err(Failure::Usage(_))));
        drop(first);
        assert!(Folder::take(data.path()).is_ok());
    }

    #[test]
    fn a_county_keeps_its_keys() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::take(data.path()).unwrap();
        let file = folder.key("330602", "party.envelope").unwrap();
        let key = fs::read(&file).unwrap();
        assert_eq!(folder.key("330602", "party.envelope").unwrap(), file);
        assert_eq!(fs::read(&file).unwrap(), key);
        assert_ne!(fs::read(folder.key("330681", "party.envelope").unwrap()).unwrap(), key);
    }
}
