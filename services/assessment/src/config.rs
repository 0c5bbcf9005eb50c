//! What the assessment service is told: the common sections, and its own.

use std::path::Path;

use shiyu_kit::calendar::Limits;
use shiyu_kit::config::{self, Common, ConfigErrors};

use crate::period::RULES;

/// The assessment service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// The assessment service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What every service is told.
    pub common: Common,
    /// Whether the organisation units of the county are kept here, or copied from the service that keeps them.
    pub owns_units: bool,
    /// How many indicators may be active.
    pub most_active: usize,
    /// Which hearing of the streams this is: another one begins anew.
    pub generation: i64,
    /// The limits of our own.
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
            most_active: reader.number("indicators.most_active", 1..=500),
            generation: reader.number("facts.generation", 1..=1_000_000),
            limits: Limits::read(reader, &RULES),
        })
    }
}
