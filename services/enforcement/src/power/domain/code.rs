//! The code of a power item.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A code as the lists have it, as in `330217098000`: 1 to 24 capital letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PowerCode(String);

/// A text that is no such code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the code of a power item is 1 to 24 capital letters, digits and hyphens")]
pub struct NotAPowerCode;

const LONGEST: usize = 24;

impl PowerCode {
    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PowerCode {
    type Err = NotAPowerCode;

    fn from_str(text: &str) -> Result<Self, NotAPowerCode> {
        let sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=LONGEST).contains(&text.len()) && text.bytes().all(sign) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAPowerCode)
        }
    }
}

impl TryFrom<String> for PowerCode {
    type Error = NotAPowerCode;

    fn try_from(text: String) -> Result<Self, NotAPowerCode> {
        text.parse()
    }
}

impl From<PowerCode> for String {
    fn from(code: PowerCode) -> Self {
        code.0
    }
}

impl fmt::Display for PowerCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
