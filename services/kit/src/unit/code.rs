//! A unit's code: the division code of GB/T 2260 and the statistics bureau, and an office of that division.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::config::County;

/// `330602` (city or county), `330602001` (town), `330602001003` (village), and `330602-XFJ` for an office of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Level of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 市: six digits ending in 00.
    City,
    /// 县: six digits.
    County,
    /// 乡镇, 街道: nine digits.
    Town,
    /// 村, 社区: twelve digits.
    Village,
}

/// A text that is no unit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a unit code is 6, 9 or 12 digits, and for an office a hyphen and 1 to 12 capital letters or digits")]
pub struct NotACode;

impl Code {
    /// The division's digits.
    #[must_use]
    pub fn division(&self) -> &str {
        self.0.split_once('-').map_or(self.0.as_str(), |(division, _)| division)
    }

    /// The six digits of the county (or city) it lies in.
    #[must_use]
    pub fn county(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// Whether it lies in a province that there is (GB/T 2260), whoever knows the division itself.
    #[must_use]
    pub fn is_in_a_province(&self) -> bool {
        let two = self.0.get(..2).and_then(|digits| digits.parse().ok());
        two.is_some_and(is_province)
    }

    /// The level of its division.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.division().len() {
            12 => Level::Village,
            9 => Level::Town,
            _ if self.division().ends_with("00") => Level::City,
            _ => Level::County,
        }
    }

    /// Whether it is an office of its division.
    #[must_use]
    pub fn is_office(&self) -> bool {
        self.0.contains('-')
    }

    /// The office's letters, as in `XFJ`; none for a division itself.
    #[must_use]
    pub fn office(&self) -> Option<&str> {
        self.0.split_once('-').map(|(_, office)| office)
    }

    /// What it lies in by its digits: an office in its division, a village in its town, a town in its county.
    #[must_use]
    pub fn enclosing(&self) -> Option<Self> {
        let division = self.division();
        let text = match (self.is_office(), division.len()) {
            (true, _) => division,
            (false, 12) => division.get(..9)?,
            (false, 9) => division.get(..6)?,
            (false, _) => return None,
        };
        Some(Self(text.to_owned()))
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let (division, office) = text
            .split_once('-')
            .map_or((text, None), |(division, office)| (division, Some(office)));
        let digits = matches!(division.len(), 6 | 9 | 12) && division.bytes().all(|byte| byte.is_ascii_digit());
        let suffix = office.is_none_or(|office| {
            (1..=12).contains(&office.len()) && office.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        });
        if digits && suffix {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotACode)
        }
    }
}

impl From<&County> for Code {
    fn from(county: &County) -> Self {
        Self(county.as_str().to_owned())
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether these are the two digits of a province (GB/T 2260).
pub(crate) fn is_province(two: u32) -> bool {
    matches!(two, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=82)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_level_and_county() {
        let level = |text: &str| text.parse::<Code>().map(|code| (code.level(), code.county().to_owned()));
        assert_eq!(level("330600"), Ok((Level::City, "330600".to_owned())));
        assert_eq!(level("330602"), Ok((Level::County, "330602".to_owned())));
        // A development zone is a town of the 400s (Wujiang, 320509400).
        assert_eq!(level("320509400"), Ok((Level::Town, "320509".to_owned())));
        assert_eq!(level("330602001003"), Ok((Level::Village, "330602".to_owned())));
        assert_eq!(level("330602-XFJ"), Ok((Level::County, "330602".to_owned())));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "",
            "3306",
            "33060a",
            "330602-",
            "330602-xfj",
            "330602-ABCDEFGHIJKLM",
            "330602-信访局",
            " 330602",
        ] {
            assert_eq!(text.parse::<Code>(), Err(NotACode), "{text}");
        }
    }
}
