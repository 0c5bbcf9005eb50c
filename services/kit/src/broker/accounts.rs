//! Who may come in: an account for every county and one for the city, each with a password of its own.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::{BrokerError, io};
use crate::config::{NatsIdentity, Secret};

/// The accounts of a server. None at all: the server asks nobody who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accounts {
    /// The account that gathers every county's facts.
    pub city: Option<Account>,
    /// One for each county, named by its code.
    pub counties: Vec<Account>,
}

/// An account with its one user, who bears its name.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The account's and the user's name.
    pub name: String,
    /// What proves it.
    pub password: String,
}

/// In which file of their folder the passwords lie.
const FILE: &str = "accounts.json";

/// Under which prefix the city's account finds a county's JetStream.
#[must_use]
pub fn api_prefix(county: &str) -> String {
    format!("JS.{county}.API")
}

/// Under which prefix a county's JetStream delivers to the city's account.
#[must_use]
pub fn deliver_prefix(county: &str) -> String {
    format!("deliver.{county}")
}

/// Under which prefix the city's JetStream delivers to the county what its desk tells that county.
#[must_use]
pub fn desk_deliver_prefix(city: &str, county: &str) -> String {
    format!("{}.{county}", deliver_prefix(city))
}

impl Account {
    /// Who the account's user is to the server.
    #[must_use]
    pub fn identity(&self) -> NatsIdentity {
        NatsIdentity::Password {
            user: self.name.clone(),
            password: Secret::new(self.password.clone()),
        }
    }
}

impl Accounts {
    /// Accounts whose passwords are drawn once and kept in `folder`, for its owner's eyes only.
    ///
    /// # Errors
    /// [`BrokerError::Name`], or [`BrokerError::Io`] when the passwords can be neither read nor kept.
    pub fn kept_in(folder: &Path, city: Option<&str>, counties: &[&str]) -> Result<Self, BrokerError> {
        let file = folder.join(FILE);
        let mut passwords = passwords(&file)?;
        let known = passwords.len();
        let accounts = Self::known_or_drawn(&mut passwords, city, counties)?;
        if passwords.len() > known {
            let text = serde_json::to_vec_pretty(&passwords).map_err(std::io::Error::from);
            write_secret(&file, &io(text, "write the accounts' passwords")?)?;
        }
        Ok(accounts)
    }

    /// The account of that name whose password is kept in `folder`, if one is: nothing is drawn.
    ///
    /// # Errors
    /// [`BrokerError::Io`] when what is kept cannot be read.
    pub fn known_in(folder: &Path, name: &str) -> Result<Option<Account>, BrokerError> {
        let found = passwords(&folder.join(FILE))?.remove_entry(name);
        Ok(found.map(|(name, password)| Account { name, password }))
    }

    /// Accounts whose passwords nobody keeps.
    ///
    /// # Errors
    /// As [`Accounts::kept_in`].
    pub fn drawn(city: Option<&str>, counties: &[&str]) -> Result<Self, BrokerError> {
        Self::known_or_drawn(&mut BTreeMap::new(), city, counties)
    }

    fn known_or_drawn(passwords: &mut BTreeMap<String, String>, city: Option<&str>, counties: &[&str]) -> Result<Self, BrokerError> {
        Ok(Self {
            city: city.map(|name| account(passwords, name)).transpose()?,
            counties: counties.iter().map(|name| account(passwords, name)).collect::<Result<_, _>>()?,
        })
    }

    /// The account of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Account> {
        self.city.iter().chain(&self.counties).find(|account| account.name == name)
    }
}

/// Passwords by the accounts' names; none where none are kept.
fn passwords(file: &Path) -> Result<BTreeMap<String, String>, BrokerError> {
    match fs::read(file) {
        Ok(bytes) => io(
            serde_json::from_slice(&bytes).map_err(std::io::Error::from),
            "read the accounts' passwords",
        ),
        Err(_) => Ok(BTreeMap::new()),
    }
}

fn account(passwords: &mut BTreeMap<String, String>, name: &str) -> Result<Account, BrokerError> {
    let is_plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !is_plain(name) {
        return Err(BrokerError::Name(name.to_owned()));
    }
    let password = match passwords.get(name) {
        Some(password) => password.clone(),
        None => io(draw(), "draw a password")?,
    };
    passwords.insert(name.to_owned(), password.clone());
    Ok(Account {
        name: name.to_owned(),
        password,
    })
}

/// 192 bits from the system, in hexadecimal.
fn draw() -> std::io::Result<String> {
    let mut bytes = [0_u8; 24];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
}

/// Writes a file only its owner may read, whole or not at all.
pub(super) fn write_secret(file: &Path, bytes: &[u8]) -> Result<(), BrokerError> {
    let fresh = file.with_extension("new");
    let write = || {
        let _ = fs::remove_file(&fresh);
        let mut open = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
        open.write_all(bytes)?;
        open.sync_all()?;
        fs::rename(&fresh, file)
    };
    io(write(), format!("write {}", file.display()))
}

impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Account").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_drawn_once_and_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let first = Accounts::kept_in(folder.path(), Some("city"), &["330602"]).unwrap();
        let second = Accounts::kept_in(folder.path(), Some("city"), &["330602", "330681"]).unwrap();
        assert_eq!(first.city, second.city);
        assert_eq!(first.named("330602"), second.named("330602"));
        assert_ne!(second.named("330602").unwrap().password, second.named("330681").unwrap().password);
        assert_eq!(Accounts::known_in(folder.path(), "330602").unwrap().as_ref(), first.named("330602"));
        assert_eq!(Accounts::known_in(folder.path(), "330604").unwrap(), None);
        let mode = fs::metadata(folder.path().join("accounts.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_name_that_reaches_into_subjects_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["", "3306.02", ">", "33 06", "330602*"] {
            let refused = Accounts::kept_in(folder.path(), None, &[name]);
            assert!(matches!(refused, Err(BrokerError::Name(_))), "{name:?} was taken");
        }
    }

    #[test]
    fn debug_text_shows_no_password() {
        let account = Account {
            name: "city".into(),
            password: "sesame".into(),
        };
        assert!(!format!("{account:?}").contains("sesame"));
    }
}
