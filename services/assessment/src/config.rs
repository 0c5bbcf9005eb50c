//! What the assessment service is told: the common sections, and its own.

use std::num::NonZeroU32;
use std::path::Path;

use shiyu_kit::calendar::{Limits, Rule, TimeUnit};
use shiyu_kit::config::{self, Common, ConfigErrors, Problem, Reader};

use crate::{award, period, signal, supervision, survey};

/// The assessment service's own sections, commented; the common ones stand above them.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// How much of an answer of each kind is satisfied.
const WEIGHTS: [&str; 5] = [
    "surveys.weight_very",
    "surveys.weight_satisfied",
    "surveys.weight_basically",
    "surveys.weight_average",
    "surveys.weight_dissatisfied",
];

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
    /// By what a rise is told from chance.
    pub signals: signal::Settings,
    /// What surveys go by.
    pub surveys: survey::Settings,
    /// Answers to surveys a minute from one address.
    pub survey_answers: NonZeroU32,
    /// After which shares of a limit a supervision climbs.
    pub shares: supervision::Shares,
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
            signals: signal::Settings {
                weeks: reader.number("signals.weeks", 1..=52),
                least: reader.number("signals.least", 1..=1_000),
                per_thousand: reader.number("signals.per_thousand", 1..=200),
                expires: reader.number("signals.expires", 1..=365),
            },
            surveys: survey::Settings {
                least_answers: reader.number("surveys.least_answers", 5..=1_000),
                weights: survey::Weights(WEIGHTS.map(|key| reader.number(key, 0..=100))),
            },
            survey_answers: NonZeroU32::new(reader.number("surveys.per_address", 1..=100_000)).unwrap_or(NonZeroU32::MIN),
            shares: shares(reader),
            limits: limits(reader),
        })
    }
}

/// Shares that do not rise are no ladder.
fn shares(reader: &mut Reader) -> supervision::Shares {
    let shares = supervision::Shares {
        notice: reader.number("ladder.notice", 1..=1_000),
        interview: reader.number("ladder.interview", 1..=1_000),
        list: reader.number("ladder.list", 1..=1_000),
    };
    if !shares.rise() {
        let wanted = "has to rise from notice over interview to list".to_owned();
        reader.reject("ladder.interview", Problem::Conflict(wanted));
    }
    shares
}

/// What is listed is put right within 30 to 90 days (domain.md C5), however a deployment sets it.
fn limits(reader: &mut Reader) -> Limits {
    let limits = Limits::read(reader, &rules());
    let delist = limits.of(&supervision::DELIST);
    if delist.unit != TimeUnit::NaturalDay || !(30..=90).contains(&delist.amount) {
        let expected = "30 to 90 natural days, as in \"60d\"".to_owned();
        reader.reject("limits.delist", Problem::Invalid { expected });
    }
    limits
}

/// The rules of every room.
fn rules() -> Vec<Rule> {
    period::RULES.into_iter().chain(supervision::RULES).chain(award::RULES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(values: &[(&str, &str)]) -> Result<supervision::Shares, ConfigErrors> {
        let told = values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let mut reader = Reader::new(DEFAULTS).environment(told);
        let shares = shares(&mut reader);
        reader.finish_part().map(|()| shares)
    }

    #[test]
    fn what_is_listed_has_thirty_to_ninety_days() {
        let told = |value: &str| {
            let set = ("SHIYU_LIMITS__DELIST".to_owned(), value.to_owned());
            let mut reader = Reader::new(DEFAULTS).environment([set]);
            let limits = limits(&mut reader);
            reader.finish_part().map(|()| limits.of(&supervision::DELIST).amount)
        };
        assert_eq!([told("30d").unwrap(), told("90d").unwrap()], [30, 90]);
        for value in ["29d", "91d", "60wd", "2m", "720h"] {
            assert!(told(value).is_err(), "{value}");
        }
    }

    #[test]
    fn the_ladder_is_told_and_has_to_rise() {
        assert_eq!(told(&[]).unwrap(), supervision::Shares::default());
        let other = told(&[("SHIYU_LADDER__NOTICE", "10"), ("SHIYU_LADDER__LIST", "150")]).unwrap();
        assert_eq!((other.notice, other.interview, other.list), (10, 50, 150));
        for (key, value) in [
            ("SHIYU_LADDER__NOTICE", "50"),
            ("SHIYU_LADDER__INTERVIEW", "100"),
            ("SHIYU_LADDER__LIST", "49"),
            ("SHIYU_LADDER__NOTICE", "0"),
            ("SHIYU_LADDER__LIST", "half"),
        ] {
            assert!(told(&[(key, value)]).is_err(), "{key} = {value}");
        }
    }
}
