//! Which server is new enough.

use std::fmt;
use std::str::FromStr;

use super::NatsError;

/// Older servers ignore several filters, transforms and per-message limits without a word.
pub const NEEDED: Version = Version { major: 2, minor: 12 };

/// What of a server's version decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// First number.
    pub major: u32,
    /// Second number.
    pub minor: u32,
}

/// A text that is no version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a version begins with two numbers and a dot between them")]
pub struct NotAVersion;

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let mut parts = text.trim_start_matches('v').split(['.', '-']);
        let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or(NotAVersion);
        Ok(Self {
            major: number()?,
            minor: number()?,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// Refuses a server older than [`NEEDED`].
///
/// # Errors
/// [`NatsError::TooOld`], also for a version that cannot be read.
pub fn require_version(found: &str) -> Result<(), NatsError> {
    match found.parse::<Version>() {
        Ok(version) if version >= NEEDED => Ok(()),
        Ok(_) | Err(NotAVersion) => Err(NatsError::TooOld {
            found: found.to_owned(),
            needed: NEEDED,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_before_2_12_is_refused_with_both_versions() {
        for old in ["2.9.10", "2.11.99", "1.4.1", "2", "", "unknown"] {
            let Err(NatsError::TooOld { found, needed }) = require_version(old) else {
                panic!("{old} was taken");
            };
            assert_eq!((found.as_str(), needed), (old, NEEDED));
        }
    }

    #[test]
    fn newer_servers_and_their_candidates_are_taken() {
        for new in ["2.12.0", "2.12.0-RC.3", "2.15.1", "v2.14.0", "3.0.0", "2.100.1"] {
            assert!(require_version(new).is_ok(), "{new} was refused");
        }
    }
}
