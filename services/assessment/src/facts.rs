//! The back door: what every service tells, in this county and, at the city's desk, in all of them.

use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::nats::{CITY_STREAM, DESK_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};

use crate::config::Config;
use crate::demand;
use crate::figures::{Intake, hear};
use crate::supervision::{self, SupervisionDesk};

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
        let weeks = ["county.*.assessment.demand.taken"];
        let seen = ["county.*.assessment.supervision.>", "county.*.*.unit.changed"];
        heard.extend([
            on(CITY_STREAM, many(ConsumerSettings::new(durable("gathered"), subjects))),
            on(CITY_STREAM, ConsumerSettings::new("assessment-weeks", weeks)),
            on(CITY_STREAM, ConsumerSettings::new("assessment-counties", seen)),
        ]);
    }
    if config.common.desk.is_some() {
        let desk = ["county.*.assessment.desk.*"];
        heard.push(on(DESK_STREAM, ConsumerSettings::new("assessment-desk", desk)));
    }
    if !config.owns_units {
        heard.push(ConsumerSettings::new("assessment-units", ["shiyu.*.unit.changed"]));
    }
    heard
}

fn on(stream: &str, settings: ConsumerSettings) -> ConsumerSettings {
    ConsumerSettings {
        stream: stream.to_owned(),
        ..settings
    }
}

fn many(settings: ConsumerSettings) -> ConsumerSettings {
    ConsumerSettings { lanes: 200, ..settings }
}

/// What the back door works with.
#[derive(Debug, Clone)]
pub struct Ears {
    /// Where facts are taken in.
    pub intake: Intake,
    /// What is overdue is put to its unit here.
    pub supervisions: SupervisionDesk,
    /// The operator's part of it.
    pub office: Office,
}

/// Takes in one fact. Units are supervised where they are: the city's desk only counts what its counties tell.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    if fact.kind.ends_with(".unit.changed") {
        return copy_unit(&ears.office, &fact).await;
    }
    if fact.kind.starts_with("assessment.supervision.") {
        return supervision::hear_county(&ears.supervisions, &fact).await;
    }
    if fact.kind.starts_with("assessment.desk.") {
        return supervision::hear_desk(&ears.supervisions, &fact).await;
    }
    if fact.kind == "assessment.demand.taken" {
        return demand::hear(&ears.office, &fact).await;
    }
    if fact.kind.starts_with("mediation.screening.") && fact.county.is_none() {
        return supervision::hear_screening(&ears.supervisions, &fact).await;
    }
    match hear(&ears.intake, &fact).await {
        Outcome::Done if fact.county.is_none() => supervision::hear(&ears.supervisions, &fact).await,
        other @ (Outcome::Done | Outcome::Ignored | Outcome::Refused(_) | Outcome::Unreadable(_) | Outcome::Trouble(_)) => other,
    }
}
