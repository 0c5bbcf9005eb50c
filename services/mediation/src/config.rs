//! What the mediation service is told: the common sections, and its own.

use std::collections::BTreeMap;
use std::path::Path;

use shiyu_kit::calendar::Limits;
use shiyu_kit::config::{self, Common, ConfigErrors, Problem, Reader};
use shiyu_kit::unit::Code;

use crate::domain;
use crate::register::limits::Packs;
use crate::register::template::{self, Template};

/// The mediation service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// The mediation service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What every service is told.
    pub common: Common,
    /// Whether the organisation units of the county are kept here, or copied from the service that keeps them.
    pub owns_units: bool,
    /// The offices' words in the numbers of their disputes (机关代字), by unit code.
    pub number_words: BTreeMap<String, String>,
    /// The unit that receives what other services offer; none: the county itself.
    pub intake: Option<Code>,
    /// Whether agreements of administrative mediation are taken to the court for confirmation here.
    pub administrative_confirmation: bool,
    /// The packs of limits of a mediation, asked in their order.
    pub packs: Packs,
    /// The checklists of screening rounds.
    pub screening: Vec<Template>,
    /// The limits of our own; the law's are not configured.
    pub limits: Limits,
}

impl Config {
    /// Reads it: defaults, then the file, then the environment.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn load(file: Option<&Path>, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigErrors> {
        config::load(DEFAULTS, file, environment, |reader| Self {
            common: Common::read(reader),
            owns_units: reader.flag("units.owned"),
            number_words: words(reader),
            intake: intake(reader),
            administrative_confirmation: reader.flag("confirmation.administrative"),
            packs: brought(reader, "packs.file", Packs::builtin, Packs::read),
            screening: brought(reader, "screening.file", template::builtin, template::read),
            limits: Limits::read(reader, &domain::RULES),
        })
    }
}

/// What we bring along, or what stands in a file of the deployment.
fn brought<T: Default, E: std::fmt::Display>(
    reader: &mut Reader,
    key: &'static str,
    ours: fn() -> Result<T, E>,
    read: fn(&str) -> Result<T, E>,
) -> T {
    let Some(file) = reader.optional_text(key) else {
        return ours().unwrap_or_default();
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("names {file}, which cannot be read: {error}"));
    let found = text.and_then(|text| read(&text).map_err(|error| format!("names {file}: {error}")));
    found.unwrap_or_else(|why| {
        reader.reject(key, Problem::Conflict(why));
        T::default()
    })
}

fn intake(reader: &mut Reader) -> Option<Code> {
    const KEY: &str = "intake.unit";
    let text = reader.optional_text(KEY)?;
    let unit = text.parse().ok();
    if unit.is_none() {
        reader.reject(KEY, Problem::Conflict(format!("is {text:?}, which is no unit code")));
    }
    unit
}

/// `330602-TJZX=越调` and its like.
fn words(reader: &mut Reader) -> BTreeMap<String, String> {
    const KEY: &str = "numbers.words";
    let mut words = BTreeMap::new();
    for entry in reader.list(KEY) {
        match entry.split_once('=').map(|(unit, word)| (unit.trim(), word.trim())) {
            Some((unit, word)) if unit.parse::<Code>().is_ok() && !word.is_empty() => {
                words.insert(unit.to_owned(), word.to_owned());
            }
            Some(_) | None => reader.reject(
                KEY,
                Problem::Conflict(format!("has {entry:?}, which is no unit code, an equals sign and a word")),
            ),
        }
    }
    words
}
