//! What a petition is about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a petition is about, as a slug: `housing.demolition`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Category(String);

/// A text that is no category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a category is 1 to 64 of a to z, 0 to 9, hyphen and full stop, and begins with a letter")]
pub struct NotACategory;

impl Category {
    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Category {
    type Err = NotACategory;

    fn from_str(text: &str) -> Result<Self, NotACategory> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for Category {
    type Error = NotACategory;

    fn try_from(text: String) -> Result<Self, NotACategory> {
        let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        let slug = text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        if begins && slug && text.len() <= 64 {
            Ok(Self(text))
        } else {
            Err(NotACategory)
        }
    }
}

impl From<Category> for String {
    fn from(category: Category) -> Self {
        category.0
    }
}

impl fmt::Display for Category {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
