//! What the grid service is told: the common sections, and its own.

use std::num::NonZeroU32;
use std::path::Path;

use shiyu_kit::calendar::Limits;
use shiyu_kit::config::{self, Common, ConfigErrors, Reader};
use shiyu_kit::packet::Seals;

use crate::domain;
use crate::domain::terms::{ClassCode, Kind};
use crate::place::{self, lint::Tolerance};
use crate::rpc::ReportLimits;

/// The grid service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// 社情民意: what is said of a place and fits nowhere else.
const OTHERWISE: ClassCode = ClassCode {
    kind: Kind::Event,
    class: 17,
    subclass: 1,
};

/// The grid service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What every service is told.
    pub common: Common,
    /// Whether the organisation units of the county are kept here, or copied from the service that keeps them.
    pub owns_units: bool,
    /// How often the public door may be knocked at.
    pub reports: ReportLimits,
    /// The subclass of what a citizen does not classify.
    pub default_class: ClassCode,
    /// The most a reward for a report may be, in fen.
    pub most_reward_fen: u32,
    /// Metres from a checkpoint of a patrol within which one is there.
    pub checkpoint_metres: u32,
    /// Metres within which a component is near.
    pub near_metres: f64,
    /// How far one looks around on the map, and what its linter lets pass.
    pub places: place::Settings,
    /// What packets for other cities are signed with, and their receipts known by.
    pub seals: Seals,
    /// The limits of our own; those of the catalogue are not configured.
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
            reports: ReportLimits {
                per_address: calls(reader, "reports.calls_per_minute_of_an_address"),
                reports_per_address: calls(reader, "reports.reports_per_hour_of_an_address"),
                per_code: calls(reader, "reports.calls_per_minute_with_a_code"),
                photo_bytes: reader.number("reports.photo_bytes", 1..=100_000_000),
            },
            default_class: reader.parsed("reports.default_class", "a subclass, as in E1701", OTHERWISE),
            most_reward_fen: reader.number("rewards.most_fen", 1..=100_000_000),
            checkpoint_metres: reader.number("patrols.checkpoint_metres", 1..=2_000),
            near_metres: f64::from(reader.number::<u32>("components.near_metres", 1..=500)),
            places: places(reader),
            seals: Seals::read(reader),
            limits: Limits::read(reader, &domain::RULES),
        })
    }
}

fn calls(reader: &mut Reader, key: &str) -> NonZeroU32 {
    reader.number(key, NonZeroU32::MIN..=NonZeroU32::MAX)
}

fn places(reader: &mut Reader) -> place::Settings {
    let mut metres = |key| f64::from(reader.number::<u32>(key, 0..=2_000));
    let (border_metres, neighbour_metres) = (metres("places.border_metres"), metres("places.neighbour_metres"));
    place::Settings {
        border_metres,
        neighbour_metres,
        tolerance: Tolerance {
            area_m2: f64::from(reader.number::<u32>("places.tolerance_square_metres", 0..=10_000)),
            sliver_m: f64::from(reader.number::<u32>("places.sliver_centimetres", 0..=1_000)) / 100.0,
        },
    }
}
