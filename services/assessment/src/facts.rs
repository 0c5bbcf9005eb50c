//! The back door: what every service tells, in this county and, at the city's desk, in all of them.

use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::nats::{CITY_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};

use crate::config::Config;
use crate::demand;
use crate::figures::{Intake, hear};

/// The services whose facts are counted.
const TELLERS: [&str; 4] = ["petition", "mediation", "enforcement", "grid"];

/// Which facts are heard. As many cases at once as a chunk holds; another generation is another hearing from the beginning.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let durable = |what: &str| format!("assessment-{what}-{}", config.generation);
    let subjects = TELLERS.map(|service| format!("shiyu.{service}.>"));
    let mut heard = vec![many(ConsumerSettings::new(durable("facts"), subjects))];
    if !config.common.gather.is_empty() {
        let subjects = TELLERS.map(|service| format!("county.*.{service}.>"));
        let mut gathered = many(ConsumerSettings::new(durable("gathered"), subjects));
        CITY_STREAM.clone_into(&mut gathered.stream);
        heard.push(gathered);
        let mut weeks = ConsumerSettings::new("assessment-weeks", ["county.*.assessment.demand.taken"]);
        CITY_STREAM.clone_into(&mut weeks.stream);
        heard.push(weeks);
    }
    if !config.owns_units {
        heard.push(ConsumerSettings::new("assessment-units", ["shiyu.*.unit.changed"]));
    }
    heard
}

fn many(settings: ConsumerSettings) -> ConsumerSettings {
    ConsumerSettings { lanes: 200, ..settings }
}

/// What the back door works with.
#[derive(Debug, Clone)]
pub struct Ears {
    /// Where facts are taken in.
    pub intake: Intake,
    /// The operator's part of it.
    pub office: Office,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    if fact.kind.ends_with(".unit.changed") {
        return if fact.county.is_none() {
            copy_unit(&ears.office, &fact).await
        } else {
            Outcome::Ignored
        };
    }
    if fact.kind == "assessment.demand.taken" {
        return demand::hear(&ears.office, &fact).await;
    }
    hear(&ears.intake, &fact).await
}
