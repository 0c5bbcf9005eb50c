//! What the petition service is told: the common sections, and its own.

use std::path::Path;

use shiyu_kit::calendar::Limits;
use shiyu_kit::config::{self, Common, ConfigErrors};

use crate::domain;

/// The petition service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// The petition service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What every service is told.
    pub common: Common,
    /// Whether the organisation units of the county are kept here, or copied from the service that keeps them.
    pub owns_units: bool,
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
            limits: Limits::read(reader, domain::RULES),
        })
    }
}
