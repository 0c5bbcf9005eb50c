//! Statutory deadlines.

/// The statutory calendar.
#[derive(Debug, Clone)]
pub struct Calendar {
    version: i64,
}

impl Calendar {
    /// The built-in calendar.
    #[must_use]
    pub fn builtin() -> Self {
        Self { version: 1 }
    }
    /// Its version.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }
}
