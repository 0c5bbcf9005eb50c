//! The code of the county, or of the city itself, that a deployment serves.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An administrative division code of six digits (GB/T 2260).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct County(String);

/// Not six digits.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a division code has six digits")]
pub struct NotACounty;

impl County {
    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the city itself: its code ends in `00`.
    #[must_use]
    pub fn is_city(&self) -> bool {
        self.0.ends_with("00")
    }

    /// What stands in for a code that could not be read; the configuration is refused anyway.
    pub(super) fn placeholder() -> Self {
        Self("000000".to_owned())
    }
}

impl FromStr for County {
    type Err = NotACounty;

    fn from_str(text: &str) -> Result<Self, NotACounty> {
        let digits = text.len() == 6 && text.bytes().all(|letter| letter.is_ascii_digit());
        if digits && !text.starts_with('0') {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotACounty)
        }
    }
}

impl fmt::Display for County {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits() {
        let county: County = "330602".parse().unwrap();
        assert!(!county.is_city());
        assert!("330600".parse::<County>().unwrap().is_city());
        for odd in ["", "33060", "3306022", "33060a", "030602", "３３０６０２"] {
            assert_eq!(odd.parse::<County>(), Err(NotACounty), "{odd}");
        }
    }
}
