//! What the petition service is told: the common sections, and its own.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::Path;

use shiyu_kit::calendar::{Limits, Rule};
use shiyu_kit::config::{self, Common, ConfigErrors, Problem, Reader};
use shiyu_kit::packet::Seals;
use shiyu_kit::unit::Code;

use crate::rpc::StatusLimits;
use crate::{breach, domain, rights};

/// The petition service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// The petition service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What every service is told.
    pub common: Common,
    /// Whether the organisation units of the county are kept here, or copied from the service that keeps them.
    pub owns_units: bool,
    /// The offices' words in the numbers of their petitions (机关代字), by unit code.
    pub number_words: BTreeMap<String, String>,
    /// How often the public door may be knocked at.
    pub status: StatusLimits,
    /// The services that are asked when somebody asks about their own data.
    pub asked_services: Vec<String>,
    /// What packets for other cities are signed with, and their receipts known by.
    pub seals: Seals,
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
            status: StatusLimits {
                per_address: calls(reader, "status.calls_per_minute_of_an_address"),
                per_code: calls(reader, "status.calls_per_minute_with_a_code"),
            },
            asked_services: asked_services(reader),
            seals: Seals::read(reader),
            limits: Limits::read(reader, &rules()),
        })
    }
}

/// The rules of petitions, and those of the registers beside them.
fn rules() -> Vec<Rule> {
    let beside = [rights::domain::SUBJECT_ANSWER, breach::domain::NOTIFY_BREACH];
    domain::RULES.into_iter().chain(beside).collect()
}

/// Each once, and at least one: a request that is put to nobody is answered by nobody.
fn asked_services(reader: &mut Reader) -> Vec<String> {
    const KEY: &str = "rights.services";
    let mut asked = reader.list(KEY);
    asked.sort_unstable();
    asked.dedup();
    if asked.is_empty() || asked.iter().any(|service| !rights::SERVICES.contains(&service.as_str())) {
        let known = rights::SERVICES.join(", ");
        reader.reject(KEY, Problem::Conflict(format!("names one or more of {known}")));
    }
    asked
}

fn calls(reader: &mut Reader, key: &str) -> NonZeroU32 {
    reader.number(key, NonZeroU32::MIN..=NonZeroU32::MAX)
}

/// `330602-XFJ=越信访` and its like.
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
