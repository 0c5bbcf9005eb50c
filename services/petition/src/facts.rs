//! The back door: what other services tell.

use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::nats::{CITY_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};

use crate::config::Config;

/// Which facts are heard: the units of the county if they are another's, and those of every county at the city desk.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let mut heard = Vec::new();
    if !config.owns_units {
        heard.push(ConsumerSettings::new("petition-units", ["shiyu.*.unit.changed"]));
    }
    if !config.common.gather.is_empty() {
        let counties = ConsumerSettings::new("petition-county-units", ["county.*.*.unit.changed"]);
        heard.push(ConsumerSettings {
            stream: CITY_STREAM.to_owned(),
            ..counties
        });
    }
    heard
}

/// Takes in one fact.
pub async fn handle(office: Office, fact: Fact) -> Outcome {
    if fact.kind.ends_with(".unit.changed") {
        copy_unit(&office, &fact).await
    } else {
        Outcome::Ignored
    }
}
