//! Keys that take one of a few words.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// How strict to be about who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// On a developer's machine.
    Development,
    /// Where citizens' matters are handled.
    Production,
}

/// The shape of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For a person at a terminal.
    Plain,
}

/// What a replica has to reach to be ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Its database.
    Database,
    /// The county's stream on the bus.
    Stream,
}

/// What kind of place keeps files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileStoreWord {
    Folder,
    JetStream,
}

/// Not one of the words a key takes.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("not one of the words this key takes")]
pub struct UnknownWord;

impl FromStr for Environment {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "development" => Ok(Self::Development),
            "production" => Ok(Self::Production),
            _ => Err(UnknownWord),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Development => "development",
            Self::Production => "production",
        })
    }
}

impl FromStr for LogFormat {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "json" => Ok(Self::Json),
            "plain" => Ok(Self::Plain),
            _ => Err(UnknownWord),
        }
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "json",
            Self::Plain => "plain",
        })
    }
}

impl FromStr for Need {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "database" => Ok(Self::Database),
            "stream" => Ok(Self::Stream),
            _ => Err(UnknownWord),
        }
    }
}

impl FromStr for FileStoreWord {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "folder" => Ok(Self::Folder),
            "jetstream" => Ok(Self::JetStream),
            _ => Err(UnknownWord),
        }
    }
}
