//! A component (部件) as an event keeps it: which, and who answered for it on the day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::{Code, Level};
use thiserror::Error;

use super::class::{ClassCode, NotAClass};

/// Code of a component, 16 digits: county 6, class 2, subclass 2, running number 6 (domain.md B4).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ComponentCode(String);

/// A text that is no component's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a component's code is 16 digits: county 6, class 2, subclass 2, running number 6, of which none is all zeros")]
pub struct NotAComponent;

impl FromStr for ComponentCode {
    type Err = NotAComponent;

    fn from_str(text: &str) -> Result<Self, NotAComponent> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.ends_with("000000");
        let county = text.get(..6).and_then(|county| county.parse::<Code>().ok());
        let county = county.is_some_and(|county| county.level() == Level::County);
        if digits && county && class_of(text).is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAComponent)
        }
    }
}

fn class_of(text: &str) -> Result<ClassCode, NotAClass> {
    format!("C{}", text.get(6..10).unwrap_or_default()).parse()
}

impl TryFrom<String> for ComponentCode {
    type Error = NotAComponent;

    fn try_from(text: String) -> Result<Self, NotAComponent> {
        text.parse()
    }
}

impl From<ComponentCode> for String {
    fn from(code: ComponentCode) -> Self {
        code.0
    }
}

impl fmt::Display for ComponentCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl ComponentCode {
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The six digits of its county.
    #[must_use]
    pub fn county(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// Its subclass.
    ///
    /// # Errors
    /// Never for a code that was read; the digits were checked.
    pub fn class(&self) -> Result<ClassCode, NotAClass> {
        class_of(&self.0)
    }
}

/// The component that an event is about or happens at, with who answered for it on the day of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// Which.
    pub code: ComponentCode,
    /// The unit that owns it (属主), if one of the county does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Code>,
    /// The unit that maintains it, if that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintainer: Option<Code>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_components_code_tells_its_county_and_its_subclass() {
        let code: ComponentCode = "3306020103000001".parse().unwrap();
        assert_eq!((code.county(), code.class().unwrap().to_string().as_str()), ("330602", "C0103"));
        let not = [
            "",
            "330602010300001",
            "33060201030000011",
            "330602010300000x",
            "3306020103000000",
            "3306000103000001",
            "3306020003000001",
            "3306020100000001",
            "33060２0103000001",
        ];
        for text in not {
            assert_eq!(text.parse::<ComponentCode>(), Err(NotAComponent), "{text}");
        }
    }
}
