//! A violation: the request is malformed. All of them are collected and reported at once.

use std::fmt;

use super::text;

/// One thing wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The field's path in the request, `snake_case` with dots and indices: `parties[0].name`.
    pub field: String,
    /// The code of what is wrong, `UPPER_SNAKE`; once published it never changes.
    pub reason: &'static str,
    /// What is wrong, for a reader; never the value itself.
    pub description: String,
}

/// Everything found wrong with a request so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Nothing wrong so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a violation.
    pub fn add(&mut self, field: impl Into<String>, reason: &'static str, description: impl Into<String>) {
        self.0.push(Violation {
            field: field.into(),
            reason,
            description: description.into(),
        });
    }

    /// Adds a violation unless the condition holds; answers whether it does.
    pub fn require(&mut self, condition: bool, field: impl Into<String>, reason: &'static str, description: impl Into<String>) -> bool {
        if !condition {
            self.add(field, reason, description);
        }
        condition
    }

    /// The value, or a violation when there is none.
    pub fn present<T>(
        &mut self,
        value: Option<T>,
        field: impl Into<String>,
        reason: &'static str,
        description: impl Into<String>,
    ) -> Option<T> {
        self.require(value.is_some(), field, reason, description);
        value
    }

    /// Refuses what cannot be read as it stands: control characters but for line breaks and tabs, signs that turn the
    /// direction of a text, and a text of nothing but signs without width. Violation: `CHARACTER_INVALID`.
    pub fn printable(&mut self, text: &str, field: impl Into<String>) -> bool {
        let what = text::unprintable(text).unwrap_or_default();
        self.require(what.is_empty(), field, "CHARACTER_INVALID", what)
    }

    /// As [`Violations::printable`], for what stands on one line: a line break or a tab is refused as well.
    pub fn one_line(&mut self, text: &str, field: impl Into<String>) -> bool {
        let what = text::not_one_line(text).unwrap_or_default();
        self.require(what.is_empty(), field, "CHARACTER_INVALID", what)
    }

    /// Takes over what was found elsewhere, in a part of the request that lies under `prefix`.
    pub fn within(&mut self, prefix: &str, part: Self) {
        self.0.extend(part.0.into_iter().map(|violation| Violation {
            field: format!("{prefix}.{}", violation.field),
            ..violation
        }));
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was found, in the order it was found.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The end of parsing.
    ///
    /// # Errors
    /// Itself, when anything was found.
    pub fn finish(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self(vec![violation])
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request is malformed")?;
        if let Some(first) = self.0.first() {
            write!(f, ": {}: {}", first.field, first.description)?;
        }
        match self.0.len() {
            0 | 1 => Ok(()),
            all => write!(f, " (and {} more)", all - 1),
        }
    }
}

impl std::error::Error for Violations {}
