//! Where a field's text comes from: a template, or a table that translates a column's values.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::sheet::Cells;
use super::template::Template;
use super::verdict::Reason;

/// Where a field's text comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// Text with columns in it; text without any is a constant.
    Template(Template),
    /// A column's values, translated.
    Lookup(Lookup),
}

/// A column's values, translated.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// The column.
    column: String,
    /// What each of its values (without blanks at the ends) becomes.
    values: BTreeMap<String, String>,
    /// What every other value becomes; without it such a row is unreadable.
    default: Option<String>,
}

impl Field {
    /// The columns it needs.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Template(template) => template.columns().collect(),
            Self::Lookup(lookup) => vec![&lookup.column],
        }
    }

    /// The text of the field `name` for a row.
    pub fn fill(&self, name: &str, cells: &Cells) -> Result<String, Reason> {
        match self {
            Self::Template(template) => Ok(template.fill(cells)),
            Self::Lookup(lookup) => lookup.fill(name, cells),
        }
    }

    /// Every text that it may become, if it can be told beforehand.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        let (constant, lookup) = match self {
            Self::Template(template) => (template.constant(), None),
            Self::Lookup(lookup) => (None, Some(lookup)),
        };
        let translated = lookup.into_iter().flat_map(|lookup| lookup.values.values().chain(&lookup.default));
        translated.map(String::as_str).chain(constant)
    }
}

impl Lookup {
    fn fill(&self, name: &str, cells: &Cells) -> Result<String, Reason> {
        let value = cells.get(&self.column).trim();
        let found = self.values.get(value).or(self.default.as_ref());
        found.cloned().ok_or_else(|| {
            let detail = format!("column {}: `{value}` is in no table of the mapping", self.column);
            Reason::new("VALUE_UNMAPPED", name, detail)
        })
    }
}
