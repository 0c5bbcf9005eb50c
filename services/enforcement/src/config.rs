//! What the enforcement service is told: the common sections, and its own.

use std::collections::BTreeMap;
use std::path::Path;

use shiyu_kit::calendar::Limits;
use shiyu_kit::config::{self, Common, ConfigErrors, Problem, Reader};
use shiyu_kit::packet::Seals;
use shiyu_kit::unit::Code;

use crate::domain::RULES;
use crate::domain::terms::{Fen, SubjectKind};
use crate::registers;

/// The enforcement service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// The letters of a comprehensive enforcement bureau (综合行政执法局) in the code of a unit.
const BUREAU: &str = "ZFJ";

/// The enforcement service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What every service is told.
    pub common: Common,
    /// Whether the organisation units of the county are kept here, or copied from the service that keeps them.
    pub owns_units: bool,
    /// The offices' words in the numbers of their cases (机关代字), by unit code.
    pub number_words: BTreeMap<String, String>,
    /// The unit that receives what other services offer; none: the county's bureau.
    pub intake: Option<Code>,
    /// From what on a fine or a confiscation gives the right to a hearing.
    pub hearings: Thresholds,
    /// What packets for other cities are signed with, and their receipts known by.
    pub seals: Seals,
    /// The limits of our own; the law's are not configured.
    pub limits: Limits,
}

/// What is a larger fine or confiscation (行政处罚法 art. 63), as the ministry or the province sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Of a citizen.
    pub citizen: Fen,
    /// Of an organisation.
    pub organisation: Fen,
}

impl Thresholds {
    /// From what on a fine or confiscation gives somebody the right to a hearing.
    #[must_use]
    pub const fn of(&self, subject: Option<SubjectKind>) -> Fen {
        match subject {
            Some(SubjectKind::Organisation) => self.organisation,
            Some(SubjectKind::Citizen) | None => self.citizen,
        }
    }
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
            intake: reader.open("intake.unit", "the code of a unit, as in 330602-ZFJ", |text| text.parse().ok()),
            hearings: Thresholds {
                citizen: yuan(reader, "hearings.citizen_yuan"),
                organisation: yuan(reader, "hearings.organisation_yuan"),
            },
            seals: Seals::read(reader),
            limits: Limits::read(reader, &[RULES.as_slice(), &registers::RULES].concat()),
        })
    }

    /// The unit that receives what other services offer.
    #[must_use]
    pub fn intake_unit(&self) -> Option<Code> {
        let bureau = || format!("{}-{BUREAU}", self.common.county.as_str()).parse().ok();
        self.intake.clone().or_else(bureau)
    }
}

fn yuan(reader: &mut Reader, key: &str) -> Fen {
    Fen::yuan(reader.number::<u64>(key, 1..=100_000_000))
}

/// `330602-ZFJ=越综执` and its like.
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
