//! The file in which a running city says where it can be reached and whose development tokens it believes. `shiyu up` writes
//! it; every other command reads it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::failure::Failure;

const FILE: &str = "city.json";

/// A running city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityFile {
    /// Folder of the development issuer; relative to the folder of this file unless it is absolute.
    pub issuer_dir: PathBuf,
    /// Every county that runs, the city's own desk too.
    pub deployments: Vec<Deployment>,
    /// Where its bus listens, as in `nats://127.0.0.1:40123`. An older build did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bus: Option<String>,
}

/// One county's services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// Six-digit code, as in `330602`.
    pub county: String,
    /// Its name, as in `越城区`.
    pub name: String,
    /// Where the gRPC door of each service is, as in `http://127.0.0.1:7602` under `petition`.
    pub services: BTreeMap<String, String>,
}

impl CityFile {
    /// Where the bus keeps its streams and accounts, below the data folder.
    pub const BUS: &str = "nats";

    /// Where the file of a data folder lies.
    #[must_use]
    pub fn path(data: &Path) -> PathBuf {
        data.join(FILE)
    }

    /// The city of a data folder, its issuer's folder made complete; nothing if no city was started there.
    ///
    /// # Errors
    /// [`Failure::File`] when the file is there and cannot be read.
    pub fn find(data: &Path) -> Result<Option<Self>, Failure> {
        let path = Self::path(data);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::file(&path, error)),
        };
        let mut city: Self = serde_json::from_slice(&text).map_err(|error| Failure::file(&path, error.into()))?;
        city.issuer_dir = data.join(&city.issuer_dir);
        Ok(Some(city))
    }

    /// Writes the file of a data folder in one step, so that no reader meets half of it.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be written.
    pub fn write(&self, data: &Path) -> Result<(), Failure> {
        let path = Self::path(data);
        let draft = path.with_extension("draft");
        let text = serde_json::to_vec_pretty(self).map_err(|error| Failure::file(&path, error.into()))?;
        fs::create_dir_all(data)
            .and_then(|()| fs::write(&draft, text))
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(|error| Failure::file(&path, error))
    }

    /// Where a county's service can be reached.
    #[must_use]
    pub fn address(&self, county: &str, service: &str) -> Option<&str> {
        let found = self.deployments.iter().find(|deployment| deployment.county == county)?;
        found.services.get(service).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_up_writes_the_other_commands_find() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(CityFile::find(data.path()).unwrap(), None);
        let city = CityFile {
            issuer_dir: "issuer".into(),
            deployments: vec![Deployment {
                county: "330602".into(),
                name: "越城区".into(),
                services: BTreeMap::from([("petition".into(), "http://127.0.0.1:7602".into())]),
            }],
            bus: Some("nats://127.0.0.1:40123".into()),
        };
        city.write(data.path()).unwrap();

        let found = CityFile::find(data.path()).unwrap().unwrap();

        assert_eq!(found.issuer_dir, data.path().join("issuer"));
        assert_eq!(found.bus, city.bus);
        assert_eq!(found.address("330602", "petition"), Some("http://127.0.0.1:7602"));
        assert_eq!(found.address("330602", "grid"), None);
        assert_eq!(found.address("330681", "petition"), None);
    }

    #[test]
    fn an_older_builds_file_is_read() {
        let data = tempfile::tempdir().unwrap();
        fs::write(CityFile::path(data.path()), r#"{"issuer_dir":"issuer","deployments":[]}"#).unwrap();
        assert_eq!(CityFile::find(data.path()).unwrap().unwrap().bus, None);
    }

    #[test]
    fn a_broken_file_is_not_taken_for_no_city() {
        let data = tempfile::tempdir().unwrap();
        fs::write(CityFile::path(data.path()), "{").unwrap();
        assert!(matches!(CityFile::find(data.path()), Err(Failure::File { .. })));
    }
}
