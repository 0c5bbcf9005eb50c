//! The back door: what other services tell.

use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::{Office, copy_unit};

use crate::config::Config;

/// Which facts are heard: the units of the county, if they are another's.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let mut heard = Vec::new();
    if !config.owns_units {
        heard.push(ConsumerSettings::new("enforcement-units", ["shiyu.*.unit.changed"]));
    }
    heard
}

/// What the back door works with.
#[derive(Debug, Clone)]
pub struct Ears {
    /// The operator's part of it.
    pub office: Office,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        _ => Outcome::Ignored,
    }
}
