//! The services there are, as the harness opens them.

use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Common, ConfigErrors};
use shiyu_kit::consumer::ConsumerSettings;
use shiyu_kit::service::{Running, StartError};

use super::Service;
use crate::plot::Plot;

/// Petitions (信访).
#[derive(Debug)]
pub struct Petition;

impl Service for Petition {
    type Case = shiyu_petition::domain::Petition;
    type Config = shiyu_petition::Config;

    fn load(settings: Vec<(String, String)>) -> Result<Self::Config, ConfigErrors> {
        Self::Config::load(None, settings)
    }

    fn common(config: &mut Self::Config) -> &mut Common {
        &mut config.common
    }

    fn hears(config: &Self::Config) -> Vec<ConsumerSettings> {
        shiyu_petition::facts::hears(config)
    }

    async fn start(config: &Self::Config, clock: WallClock) -> Result<Running, StartError> {
        Box::pin(shiyu_petition::start(config, clock)).await
    }
}

/// Places and their events (网格).
#[derive(Debug)]
pub struct Grid;

/// Public doors at which a walkthrough may knock as often as it likes.
const OFTEN: [(&str, &str); 3] = [
    ("SHIYU_REPORTS__CALLS_PER_MINUTE_OF_AN_ADDRESS", "10000"),
    ("SHIYU_REPORTS__REPORTS_PER_HOUR_OF_AN_ADDRESS", "10000"),
    ("SHIYU_REPORTS__CALLS_PER_MINUTE_WITH_A_CODE", "10000"),
];

impl Service for Grid {
    type Case = shiyu_grid::domain::Incident;
    type Config = shiyu_grid::Config;

    fn settings(plot: &Plot) -> Vec<(String, String)> {
        let own = OFTEN.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let files = plot.place("files").display().to_string();
        own.chain([("SHIYU_FILES__FOLDER".to_owned(), files)]).collect()
    }

    fn load(settings: Vec<(String, String)>) -> Result<Self::Config, ConfigErrors> {
        Self::Config::load(None, settings)
    }

    fn common(config: &mut Self::Config) -> &mut Common {
        &mut config.common
    }

    fn hears(config: &Self::Config) -> Vec<ConsumerSettings> {
        shiyu_grid::facts::hears(config)
    }

    async fn start(config: &Self::Config, clock: WallClock) -> Result<Running, StartError> {
        shiyu_grid::start(config, clock).await
    }
}

/// Disputes in mediation (调解).
#[derive(Debug)]
pub struct Mediation;

impl Service for Mediation {
    type Case = shiyu_mediation::domain::Dispute;
    type Config = shiyu_mediation::Config;

    fn settings(_: &Plot) -> Vec<(String, String)> {
        vec![("SHIYU_INTAKE__UNIT".to_owned(), crate::hall::CENTRE.to_owned())]
    }

    fn load(settings: Vec<(String, String)>) -> Result<Self::Config, ConfigErrors> {
        Self::Config::load(None, settings)
    }

    fn common(config: &mut Self::Config) -> &mut Common {
        &mut config.common
    }

    fn hears(config: &Self::Config) -> Vec<ConsumerSettings> {
        shiyu_mediation::facts::hears(config)
    }

    async fn start(config: &Self::Config, clock: WallClock) -> Result<Running, StartError> {
        let start = shiyu_mediation::start_with(config, clock, |registers| std::sync::Arc::new(crate::hall::Roster(registers)));
        Box::pin(start).await
    }
}

/// Figures, and what is made of them (考评).
#[derive(Debug)]
pub struct Assessment;

impl Service for Assessment {
    type Case = shiyu_assessment::period::Period;
    type Config = shiyu_assessment::Config;

    fn load(settings: Vec<(String, String)>) -> Result<Self::Config, ConfigErrors> {
        Self::Config::load(None, settings)
    }

    fn common(config: &mut Self::Config) -> &mut Common {
        &mut config.common
    }

    fn hears(config: &Self::Config) -> Vec<ConsumerSettings> {
        shiyu_assessment::facts::hears(config)
    }

    async fn start(config: &Self::Config, clock: WallClock) -> Result<Running, StartError> {
        Box::pin(shiyu_assessment::start(config, clock)).await
    }
}

/// Enforcement cases (综合行政执法).
#[derive(Debug)]
pub struct Enforcement;

impl Service for Enforcement {
    type Case = shiyu_enforcement::domain::CaseFile;
    type Config = shiyu_enforcement::Config;

    fn settings(plot: &Plot) -> Vec<(String, String)> {
        let files = plot.place("enforcement-files").display().to_string();
        vec![("SHIYU_FILES__FOLDER".to_owned(), files)]
    }

    fn load(settings: Vec<(String, String)>) -> Result<Self::Config, ConfigErrors> {
        Self::Config::load(None, settings)
    }

    fn common(config: &mut Self::Config) -> &mut Common {
        &mut config.common
    }

    fn hears(config: &Self::Config) -> Vec<ConsumerSettings> {
        shiyu_enforcement::facts::hears(config)
    }

    async fn start(config: &Self::Config, clock: WallClock) -> Result<Running, StartError> {
        shiyu_enforcement::start(config, clock).await
    }
}
