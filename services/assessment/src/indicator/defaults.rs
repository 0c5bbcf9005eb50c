//! The default set: the formulas of domain.md B4 and B5, as data. A county adopts them, and changes them by versions of its own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;
use shiyu_kit::unit::Code;

use super::domain::{Content, Direction, Family};

const SET: &str = include_str!("defaults.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: String,
    family: Family,
    direction: Direction,
    formula: String,
    sources: BTreeMap<String, String>,
    #[serde(default)]
    weight: Option<String>,
}

/// The set by code, in the name of a county, under a document of it.
pub fn defaults(county: &Code, document: &str) -> BTreeMap<String, Content> {
    let entries: BTreeMap<String, Entry> = toml::from_str(SET).unwrap_or_default();
    let content = |entry: Entry| Content {
        title: entry.title,
        family: entry.family,
        direction: entry.direction,
        owner: county.clone(),
        formula: entry.formula,
        sources: entry.sources,
        weight: entry.weight.and_then(|weight| weight.parse::<Decimal>().ok()),
        bands: Vec::new(),
        excluded_categories: Vec::new(),
        document: document.to_owned(),
    };
    entries.into_iter().map(|(code, entry)| (code, content(entry))).collect()
}
