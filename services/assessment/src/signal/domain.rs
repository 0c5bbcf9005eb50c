//! When a rise is one, and what becomes of a signal. Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::local_date;
use shiyu_kit::demand::Week;
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};
use statrs::distribution::{Binomial, DiscreteCDF as _};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::shelf::entry;

/// By what a rise is told from chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many weeks before it a week is compared with.
    pub weeks: u32,
    /// Fewer cases are no rise.
    pub least: u64,
    /// The level over all tests of a week, per thousand.
    pub per_thousand: u32,
    /// Days a signal waits for an answer.
    pub expires: i64,
}

/// What is counted: of what, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The service.
    pub service: String,
    /// The category.
    pub category: String,
    /// Code of the town, or of the county.
    pub place: String,
}

/// How many cases, in the week and in all the weeks before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the week.
    pub now: u64,
    /// In the weeks before it, together.
    pub before: u64,
}

/// A rise.
#[derive(Debug, Clone, PartialEq)]
pub struct Rise {
    /// Of what, and where.
    pub subject: Subject,
    /// How many.
    pub counts: Counts,
    /// How likely so many are by chance.
    pub chance: f64,
}

/// The chance of so many or more in one week, if every week brought as many as another: of all cases of all weeks each falls into this one
/// as likely as into another, which is the exact test of two Poisson rates, whatever they are.
#[must_use]
pub fn chance(counts: Counts, weeks: u32) -> Option<f64> {
    let Some(below) = counts.now.checked_sub(1) else { return Some(1.0) };
    let share = 1.0 / (f64::from(weeks) + 1.0);
    let binomial = Binomial::new(share, counts.now + counts.before).ok()?;
    Some(binomial.sf(below))
}

/// The rises among these counts, and how many were tested: only those of enough cases are, and the level is shared among them, so that
/// many tests bring no more false alarms than one.
#[must_use]
pub fn rises(counts: impl IntoIterator<Item = (Subject, Counts)>, settings: Settings) -> (Vec<Rise>, usize) {
    let enough = counts.into_iter().filter(|(_, counts)| counts.now >= settings.least);
    let tested: Vec<(Subject, Counts)> = enough.collect();
    let many = u32::try_from(tested.len().max(1)).unwrap_or(u32::MAX);
    let level = f64::from(settings.per_thousand) / 1_000.0 / f64::from(many);
    let tests = tested.len();
    let rises = tested.into_iter().filter_map(|(subject, counts)| {
        let chance = chance(counts, settings.weeks)?;
        (chance <= level).then_some(Rise { subject, counts, chance })
    });
    (rises.collect(), tests)
}

/// What the unit says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What it found.
    pub finding: String,
    /// What it does.
    pub action: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Where a signal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The unit looks at it.
    Raised,
    /// It answered.
    Answered,
    /// It did not.
    Expired,
}

/// A signal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// Its id.
    pub id: Uuid,
    /// Of what, and where.
    pub subject: Subject,
    /// The Monday.
    pub week: String,
    /// How many cases.
    pub cases: u64,
    /// How many in the weeks before it, together, and how many weeks these are.
    pub before: (u64, u32),
    /// How likely so many are by chance.
    pub chance: f64,
    /// The unit whose task it is.
    pub unit: Code,
    /// When it was raised.
    #[serde(with = "time::serde::rfc3339")]
    pub raised_at: OffsetDateTime,
    /// Until when it waits.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    /// What the unit said.
    pub answer: Option<Answer>,
}

entry! { Signal is "signal": id, unit, raised_at, week }

impl Signal {
    /// Where it stands at a moment.
    #[must_use]
    pub fn stage(&self, now: OffsetDateTime) -> Stage {
        match &self.answer {
            Some(_) => Stage::Answered,
            None if now >= self.expires_at => Stage::Expired,
            None => Stage::Raised,
        }
    }

    /// Days from the week's end to the answer.
    #[must_use]
    pub fn lead_days(&self, week: Option<Week>) -> i64 {
        let answered = self.answer.as_ref().map(|answer| local_date(answer.at));
        answered.zip(week).map_or(0, |(day, week)| (day - week.sunday()).whole_days())
    }

    /// The unit, or one above it, says what it found and does.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `SIGNAL_ANSWERED`, `SIGNAL_EXPIRED`.
    pub fn answered(mut self, (finding, action): (&str, &str), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.competence().oversees(&self.unit)?;
        match self.stage(sitting.now) {
            Stage::Raised => {}
            Stage::Answered => return Err(Refusal::Answered),
            Stage::Expired => return Err(Refusal::Expired),
        }
        self.answer = Some(Answer {
            finding: finding.to_owned(),
            action: action.to_owned(),
            at: sitting.now,
        });
        Ok(self)
    }
}

/// Until when what is raised now waits.
#[must_use]
pub fn expiry(now: OffsetDateTime, settings: Settings) -> OffsetDateTime {
    now.saturating_add(Duration::days(settings.expires))
}

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Who acts is not competent.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// There is none, or none of theirs.
    #[error("there is no such signal")]
    Unknown,
    /// Once is enough.
    #[error("the unit answered")]
    Answered,
    /// Its days are over.
    #[error("the signal expired")]
    Expired,
    /// It is still counted.
    #[error("the week is not over")]
    NotOver,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::Unknown => "SIGNAL_UNKNOWN",
            Self::Answered => "SIGNAL_ANSWERED",
            Self::Expired => "SIGNAL_EXPIRED",
            Self::NotOver => "WEEK_NOT_OVER",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::Unknown => RefusalClass::NotFound,
            Self::Answered | Self::Expired | Self::NotOver => RefusalClass::Precondition,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings {
        weeks: 8,
        least: 5,
        per_thousand: 10,
        expires: 30,
    };

    fn subject(place: u32) -> Subject {
        Subject {
            service: "grid".to_owned(),
            category: "E0101".to_owned(),
            place: format!("330602{place:03}"),
        }
    }

    fn of(now: u64, before: u64) -> f64 {
        chance(Counts { now, before }, 8).unwrap()
    }

    /// As R says: `poisson.test(c(now, before), c(1, 8), alternative = "greater")`, which is `pbinom(now - 1, now + before, 1/9, lower = F)`.
    #[test]
    fn the_chance_is_that_of_the_exact_test() {
        assert!((of(1, 0) - 1.0 / 9.0).abs() < 1e-12);
        assert!((of(2, 0) - 1.0 / 81.0).abs() < 1e-12);
        // 1 - (8/9)^9 - 9 (1/9) (8/9)^8.
        assert!((of(2, 7) - (1.0 - (8.0_f64 / 9.0).powi(9) - (8.0_f64 / 9.0).powi(8))).abs() < 1e-12);
        assert!((of(0, 40) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_steady_count_is_no_rise_and_a_sudden_one_is() {
        let steady = (subject(1), Counts { now: 6, before: 48 });
        let sudden = (subject(2), Counts { now: 9, before: 8 });
        let (rises, tested) = rises([steady, sudden], SETTINGS);
        assert_eq!(tested, 2);
        assert_eq!(rises.iter().map(|rise| &rise.subject).collect::<Vec<_>>(), [&subject(2)]);
    }

    #[test]
    fn few_cases_are_no_rise_whatever_was_before() {
        assert_eq!(rises([(subject(1), Counts { now: 4, before: 0 })], SETTINGS), (Vec::new(), 0));
    }

    #[test]
    fn many_tests_ask_for_more_of_each() {
        let alone = [(subject(0), Counts { now: 5, before: 8 })];
        let chance = of(5, 8);
        assert!(chance < 0.05, "{chance}");
        let lenient = Settings {
            per_thousand: 50,
            ..SETTINGS
        };
        assert_eq!(rises(alone.clone(), lenient).0.len(), 1);
        let others = (1..200).map(|place| (subject(place), Counts { now: 6, before: 48 }));
        assert_eq!(rises(others.chain(alone), lenient).0.len(), 0);
    }
}
