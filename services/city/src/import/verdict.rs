//! What became of a row.

use serde_json::{Value, json};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is a new petition.
    Created,
    /// It was a petition before: since an earlier import, or since a try of this one whose answer was lost.
    AlreadyThere,
    /// It was a petition before, and the row (or the mapping) has changed since; the petition stands as it was.
    ChangedSince,
    /// The city refused it.
    Refused,
    /// It could not be made a petition out of.
    Unreadable,
    /// The import stopped before the city answered; the next run settles it.
    Unsettled,
}

impl Outcome {
    /// Every outcome, best first.
    pub const ALL: [Self; 6] = [
        Self::Created,
        Self::AlreadyThere,
        Self::ChangedSince,
        Self::Refused,
        Self::Unreadable,
        Self::Unsettled,
    ];

    /// As programs read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::AlreadyThere => "already_there",
            Self::ChangedSince => "changed_since",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
            Self::Unsettled => "unsettled",
        }
    }

    /// Whether the row is a petition now, as it stands in the file.
    #[must_use]
    pub fn is_well(self) -> bool {
        matches!(self, Self::Created | Self::AlreadyThere)
    }

    /// Whether somebody must look at the row; one that is unsettled only wants another run.
    #[must_use]
    pub fn wants_a_look(self) -> bool {
        matches!(self, Self::ChangedSince | Self::Refused | Self::Unreadable)
    }
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// `UPPER_SNAKE`, as in `TIME_INVALID`; or the city's own.
    pub code: String,
    /// The field it is about; empty if it is about the row.
    pub field: String,
    /// In words.
    pub detail: String,
}

impl Reason {
    /// A reason of our own.
    #[must_use]
    pub fn new(code: &str, field: &str, detail: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            field: field.to_owned(),
            detail: detail.into(),
        }
    }

    /// `petition.title:TOO_LONG`, or the bare code.
    #[must_use]
    pub fn brief(&self) -> String {
        if self.field.is_empty() {
            self.code.clone()
        } else {
            format!("{}:{}", self.field, self.code)
        }
    }
}

/// What became of a row, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Which row, from 1; the column names are none.
    pub row: u64,
    /// The line it begins at, from 1.
    pub line: u64,
    /// Its key; empty if it could not be read.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The petition's name; empty if there is none.
    pub petition: String,
    /// Why it was not taken.
    pub reasons: Vec<Reason>,
}

impl Verdict {
    /// For programs, one line.
    #[must_use]
    pub fn json(&self) -> Value {
        let reasons: Vec<Value> = self
            .reasons
            .iter()
            .map(|reason| json!({ "code": reason.code, "field": reason.field, "detail": reason.detail }))
            .collect();
        json!({
            "row": self.row,
            "line": self.line,
            "key": self.key,
            "outcome": self.outcome.word(),
            "petition": self.petition,
            "reasons": reasons,
        })
    }

    /// For people, one line.
    #[must_use]
    pub fn line(&self) -> String {
        let reasons: Vec<String> = self.reasons.iter().map(|one| format!("{} ({})", one.brief(), one.detail)).collect();
        let (line, key, word) = (self.line, &self.key, self.outcome.word());
        format!("line {line} {key}: {word} {}", reasons.join(", "))
    }
}
