//! Which servers are fit: an older one ignores filters, transforms and per-message lifetimes in silence.

use std::fmt;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

/// A server's version, as far as it decides anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// `2` of `v2.15.1`.
    pub major: u32,
    /// `15` of `v2.15.1`.
    pub minor: u32,
}

impl Version {
    /// The oldest fit one.
    pub const NEEDED: Self = Self { major: 2, minor: 12 };

    /// Reads what `nats-server --version` prints, as in `nats-server: v2.15.1`.
    #[must_use]
    pub fn read(printed: &str) -> Option<Self> {
        let mut numbers = printed.trim().strip_prefix("nats-server: v")?.split('.');
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next()?.parse().ok()?;
        numbers.next()?;
        Some(Self { major, minor })
    }

    /// Whether a server of this version may serve us.
    #[must_use]
    pub fn is_fit(self) -> bool {
        self >= Self::NEEDED
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// Asks a program; false for one that is missing, hangs, is too old or is no nats-server at all.
pub(super) async fn is_fit(program: &Path) -> bool {
    let asked = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let Ok(Ok(answer)) = timeout(Duration::from_secs(10), asked).await else {
        return false;
    };
    Version::read(&String::from_utf8_lossy(&answer.stdout)).is_some_and(Version::is_fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_server_prints_is_a_version() {
        let table = [
            ("nats-server: v2.15.1\n", Some((2, 15)), true),
            ("nats-server: v2.12.0", Some((2, 12)), true),
            ("nats-server: v2.12.0-RC.1", Some((2, 12)), true),
            ("nats-server: v3.0.0", Some((3, 0)), true),
            ("nats-server: v2.11.99", Some((2, 11)), false),
            ("nats-server: v2.9.10", Some((2, 9)), false),
            ("nats-server: v1.99.0", Some((1, 99)), false),
            ("nats-server: v2", None, false),
            ("nats-server: v2.15", None, false),
            ("2.15.1", None, false),
            ("gnatsd v2.15.1", None, false),
            ("", None, false),
        ];
        for (printed, numbers, fit) in table {
            let version = Version::read(printed);
            assert_eq!(version.map(|version| (version.major, version.minor)), numbers, "{printed}");
            assert_eq!(version.is_some_and(Version::is_fit), fit, "{printed}");
        }
    }
}
