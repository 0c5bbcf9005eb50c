//! How a command can end, and the exit code that tells: 0 well, 1 something was found or was left over, 2 wrong usage or
//! refused, 3 not reachable.

use std::error::Error;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use tonic::{Code, Status};

/// How a command ended that came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Well.
    Clean,
    /// It did its work and found something wrong: a broken chain, a row that was refused.
    Found,
}

impl Ending {
    /// The exit code.
    #[must_use]
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Clean => 0,
            Self::Found => 1,
        })
    }
}

/// Why a command did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line, or a file that it names, asks for what cannot be done.
    #[error("{0}")]
    Usage(String),
    /// A file cannot be read or written.
    #[error("{path}")]
    File {
        /// Its path.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The city said no, or did not answer.
    #[error("the city did not do it")]
    Refused(#[from] Status),
    /// Nobody listens there.
    #[error("{address} cannot be reached")]
    Unreachable {
        /// Where.
        address: String,
        /// Why.
        #[source]
        source: tonic::transport::Error,
    },
    /// What was waited for did not happen in time.
    #[error("{0}")]
    Late(String),
    /// The rows of a file and the verdicts upon them do not add up.
    #[error("{verdicts} verdicts for {rows} rows: the file changed while it was read")]
    Unaccounted {
        /// Rows the file had when it was opened.
        rows: u64,
        /// Verdicts that were given.
        verdicts: u64,
    },
}

impl Failure {
    /// Trouble with a file.
    #[must_use]
    pub fn file(path: &Path, source: io::Error) -> Self {
        Self::File {
            path: path.display().to_string(),
            source,
        }
    }

    /// The number of the exit code.
    #[must_use]
    pub fn number(&self) -> u8 {
        match self {
            Self::Late(_) | Self::Unaccounted { .. } => 1,
            Self::Unreachable { .. } => 3,
            Self::Refused(status) if is_unreachable(status) => 3,
            Self::Usage(_) | Self::File { .. } | Self::Refused(_) => 2,
        }
    }

    /// The exit code.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        ExitCode::from(self.number())
    }
}

/// Whether a status means that nobody answered. What a server answers has no source; what the connection reports has.
#[must_use]
pub fn is_unreachable(status: &Status) -> bool {
    matches!(status.code(), Code::Unavailable | Code::DeadlineExceeded) || status.source().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_tell_a_refusal_from_silence() {
        assert_eq!(Failure::Usage("county".into()).number(), 2);
        assert_eq!(Failure::Refused(Status::failed_precondition("no")).number(), 2);
        assert_eq!(Failure::Refused(Status::unavailable("away")).number(), 3);
        assert_eq!(Failure::Unaccounted { rows: 2, verdicts: 1 }.number(), 1);
    }
}
