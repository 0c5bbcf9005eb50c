//! The orders the map room takes. What is large goes into the digest of a request by its own digest.

use serde::Serialize;
use shiyu_kit::register::Standing;
use time::Date;

use super::{Address, Feature, Finding, MicroUnit};

/// How an import meets what is in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Mode {
    /// It takes the place of everything.
    Replace,
    /// It takes the place of what has the same code.
    Merge,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Order {
    /// Begin a draft, empty or as a copy.
    Create {
        /// The version copied.
        base: Option<i64>,
    },
    /// Take features into a draft.
    Import {
        /// Which draft.
        map: i64,
        /// How.
        mode: Mode,
        /// Digest of the file.
        file: String,
        /// What was read of it.
        #[serde(skip)]
        features: Vec<Feature>,
    },
    /// Put down what the linter found.
    Lint {
        /// In which draft.
        map: i64,
        /// In which revision of it.
        #[serde(skip)]
        revision: i64,
        /// What, errors first.
        #[serde(skip)]
        findings: Vec<Finding>,
    },
    /// Publish a draft.
    Publish {
        /// Which.
        map: i64,
        /// From when on.
        effective: Date,
        /// The version published for the same day, whose place it takes.
        #[serde(skip_serializing_if = "Option::is_none")]
        replaces: Option<i64>,
    },
    /// Throw a draft away.
    Discard {
        /// Which.
        map: i64,
    },
    /// Put up a micro-unit.
    PutMicroUnit(Standing, MicroUnit),
    /// Take rows of addresses into the library.
    Addresses(Vec<Row>),
}

/// A row of an import of addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number, counted from 1.
    pub number: i32,
    /// The address, or what is wrong with it.
    pub read: Result<Address, Vec<Problem>>,
}

/// Something wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The column.
    pub field: String,
    /// `UPPER_SNAKE`.
    pub reason: &'static str,
    /// In words.
    pub description: String,
}
