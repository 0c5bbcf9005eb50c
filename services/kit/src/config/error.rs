//! What is wrong with a configuration, and where it was said. Values are never repeated: they may be secrets.

use std::fmt;

use thiserror::Error;

use super::PREFIX;

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An environment variable.
    Environment(String),
    /// A line of the operator's file.
    File {
        /// The file.
        name: String,
        /// Counted from one.
        line: usize,
    },
    /// The default file.
    Default,
    /// Nowhere.
    Nowhere,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It must be set and is not.
    Missing,
    /// It is not of the type or form expected.
    Invalid {
        /// What would be.
        expected: String,
    },
    /// There is no such key.
    Unknown {
        /// The known key nearest to it.
        nearest: Option<String>,
    },
    /// A key that is read but not explained in the default file.
    Undocumented,
    /// It cannot stand together with another.
    Conflict(String),
    /// The file does not parse.
    Syntax(String),
    /// A file it names cannot be read.
    Unreadable(String),
}

/// One thing wrong with a configuration.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub struct ConfigError {
    /// The key, with dots; empty when a file as a whole is meant.
    pub key: String,
    /// Where it was set.
    pub source_of_value: Source,
    /// What is wrong.
    pub problem: Problem,
}

/// Everything wrong with a configuration.
#[derive(Clone, Debug, Default, Error, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::File { name, line: 0 } => f.write_str(name),
            Self::File { name, line } => write!(f, "{name}:{line}"),
            Self::Default => f.write_str("the defaults"),
            Self::Nowhere => f.write_str("not set"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is required"),
            Self::Invalid { expected } => write!(f, "expected {expected}"),
            Self::Unknown { nearest: Some(known) } => write!(f, "unknown; did you mean {known}?"),
            Self::Unknown { nearest: None } => f.write_str("unknown"),
            Self::Undocumented => f.write_str("missing from the default file"),
            Self::Conflict(text) | Self::Syntax(text) | Self::Unreadable(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source_of_value {
            Source::Nowhere => {
                let name = variable(&self.key);
                write!(f, "{} {} (in the file, or as {name})", self.key, self.problem)
            }
            source @ (Source::Environment(_) | Source::File { .. } | Source::Default) => {
                write!(f, "{source}: ")?;
                if !self.key.is_empty() {
                    write!(f, "{}: ", self.key)?;
                }
                self.problem.fmt(f)
            }
        }
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration has {} error(s):", self.0.len())?;
        self.0.iter().try_for_each(|error| write!(f, "\n  {error}"))
    }
}

/// The variable that sets a key.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}
