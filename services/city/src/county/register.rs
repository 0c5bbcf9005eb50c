//! The counties of a cluster, as they are written down beside its manifests: names and public keys, nothing secret.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shiyu_kit::broker::{Member, membership};

use super::{Keeper, NewOptions, SERVICES};
use crate::failure::Failure;

const FILE: &str = "counties.json";
const GIB: u64 = 1 << 30;

/// What was said of a county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its code; of the city's desk it ends in 00.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// Who keeps its databases.
    pub database: Keeper,
    /// On which host.
    pub host: String,
    /// What its streams may take, in GiB.
    pub storage: u64,
    /// Its services.
    pub services: Vec<String>,
}

/// A county with the public key of its account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The public key of the account's user.
    pub nkey: String,
    /// The county.
    #[serde(flatten)]
    pub place: Place,
}

/// Every county of a cluster, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register(Vec<Entry>);

impl Place {
    /// What the command line says.
    pub fn of(options: &NewOptions) -> Self {
        let usual = match options.database {
            Keeper::Cnpg => "postgres-rw.shiyu-data.svc.cluster.local",
            Keeper::Plain => "postgres.shiyu-data.svc.cluster.local",
        };
        let given = |text: &str, usual: &str| if text.is_empty() { usual.to_owned() } else { text.to_owned() };
        let mut services = options.services.clone();
        if services.is_empty() {
            services = SERVICES.map(str::to_owned).to_vec();
        }
        services.dedup();
        Self {
            code: options.code.clone(),
            name: options.name.clone(),
            database: options.database,
            host: given(&options.host, usual),
            storage: options.storage,
            services,
        }
    }

    /// Whether it is the city's desk.
    pub fn is_desk(&self) -> bool {
        self.code.ends_with("00")
    }

    /// Its namespace.
    pub fn namespace(&self) -> String {
        format!("county-{}", self.code)
    }

    /// The database of one of its services, and the role that owns it.
    pub fn database(&self, service: &str) -> String {
        format!("shiyu_{}_{service}", self.code)
    }
}

impl Register {
    /// The register of a folder; an empty one where there is none yet.
    ///
    /// # Errors
    /// [`Failure::File`] when it is there and cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let file = folder.join(FILE);
        match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Self)
                .map_err(|error| Failure::file(&file, error.into())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Failure::file(&file, error)),
        }
    }

    /// Whether a county is written down.
    pub fn has(&self, code: &str) -> bool {
        self.0.iter().any(|entry| entry.place.code == code)
    }

    /// Writes a county down, in the order of codes.
    pub fn add(&mut self, entry: Entry) {
        self.0.push(entry);
        self.0.sort_by(|one, other| one.place.code.cmp(&other.place.code));
    }

    /// Every county and desk.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.0.iter().map(|entry| &entry.place)
    }

    /// The desk that a county hears: that of the city its code begins with.
    pub fn desk_of(&self, place: &Place) -> Option<&Place> {
        let same = |desk: &&Place| desk.is_desk() && desk.code.get(..4) == place.code.get(..4);
        self.places().filter(|_| !place.is_desk()).find(same)
    }

    /// The counties that a desk gathers.
    pub fn counties_of(&self, desk: &Place) -> Vec<&str> {
        let its = |place: &&Place| !place.is_desk() && place.code.get(..4) == desk.code.get(..4);
        self.places()
            .filter(|_| desk.is_desk())
            .filter(its)
            .map(|place| place.code.as_str())
            .collect()
    }

    /// The register as it is kept.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be put into words.
    pub fn text(&self, folder: &Path) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(&self.0).map_err(|error| Failure::file(&folder.join(FILE), error.into()))?;
        Ok(text + "\n")
    }

    /// Its accounts on the bus. A cluster is of one city: it has one desk.
    ///
    /// # Errors
    /// [`Failure::Usage`] when two desks are written down.
    pub fn accounts(&self) -> Result<Value, Failure> {
        let (desks, counties): (Vec<&Entry>, Vec<&Entry>) = self.0.iter().partition(|entry| entry.place.is_desk());
        if let [one, other, ..] = desks.as_slice() {
            return Err(Failure::Usage(format!(
                "a cluster has one desk: {} is there, and {} is another city's",
                one.place.code, other.place.code
            )));
        }
        let counties: Vec<Member> = counties.into_iter().map(member).collect();
        Ok(membership(desks.into_iter().map(member).next().as_ref(), &counties))
    }
}

fn member(entry: &Entry) -> Member {
    Member {
        name: entry.place.code.clone(),
        nkey: entry.nkey.clone(),
        storage: entry.place.storage.saturating_mul(GIB),
    }
}
