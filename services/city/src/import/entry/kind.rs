//! What a row can be, and which fields it has.

use std::collections::BTreeMap;

use super::super::field::Field;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A clue, with which a case begins.
    Clue,
    /// Somebody with a certificate, or an auxiliary.
    Officer,
    /// A regulated object.
    Object,
    /// A discretion benchmark of a power item.
    Benchmark,
    /// An evidence checklist of a power item.
    Checklist,
    /// A planned visit.
    Inspection,
    /// A random draw that is announced.
    Draw,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Clue,
        Self::Officer,
        Self::Object,
        Self::Benchmark,
        Self::Checklist,
        Self::Inspection,
        Self::Draw,
    ];

    /// Its table in the mapping file.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            Self::Clue => "clue",
            Self::Officer => "officer",
            Self::Object => "object",
            Self::Benchmark => "benchmark",
            Self::Checklist => "checklist",
            Self::Inspection => "inspection",
            Self::Draw => "draw",
        }
    }

    /// The fields without which there is no row, and those that may be there.
    fn fields(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Clue => (&["title", "description", "place", "found_time"], &["source"]),
            Self::Officer => (
                &["subject", "display_name", "unit"],
                &["kind", "number", "issuer", "valid_from", "valid_to"],
            ),
            Self::Object => (
                &["title", "place", "category", "unit"],
                &["kind", "credit_code", "grid", "whereabouts", "cadence_days"],
            ),
            Self::Benchmark => (&["power", "valid_from", "document", "bands"], &[]),
            Self::Checklist => (&["power", "valid_from", "document", "requirements"], &[]),
            Self::Inspection => (&["object", "unit", "matters", "planned_on", "document"], &["kind", "object_source"]),
            Self::Draw => (
                &["unit", "title", "document", "object_count", "matters", "planned_on"],
                &["category", "place", "officer_units", "officer_count"],
            ),
        }
    }

    /// That the mapping names every field that is needed, and none that is unknown.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn check(self, fields: &BTreeMap<String, Field>) -> Result<(), String> {
        let (needed, more) = self.fields();
        let table = self.table();
        if let Some(missing) = needed.iter().find(|name| !fields.contains_key(**name)) {
            return Err(format!("[{table}] needs `{missing}`"));
        }
        let known = |name: &&String| needed.contains(&name.as_str()) || more.contains(&name.as_str());
        match fields.keys().find(|name| !known(name)) {
            Some(unknown) => Err(format!("[{table}] has no `{unknown}`: {}", [needed, more].concat().join(", "))),
            None => Ok(()),
        }
    }
}
