//! What an indicator is, and how a version moves: draft, consulted, published, active, retired (domain.md C5).

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::formula::{Formula, Wrong};
use super::refusal::Refusal;

/// The three responsibility systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// 综治.
    Governance,
    /// 信访.
    Petition,
    /// 安全生产.
    Safety,
}

/// Which way it is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    Descriptive,
}

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It may still be changed.
    Draft,
    /// Units and the public were heard.
    Consulted,
    /// It never changes any more.
    Published,
    /// Periods may use it.
    Active,
    /// They may not any more.
    Retired,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Consulted, Self::Published, Self::Active, Self::Retired];

    /// As its row says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Consulted => "consulted",
            Self::Published => "published",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }
}

/// From a value on, so many points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The value.
    pub from: Decimal,
    /// 0 to 100.
    pub points: Decimal,
}

/// What an indicator says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// Of which system.
    pub family: Family,
    /// Which way it is good.
    pub direction: Direction,
    /// Code of the unit that answers for it.
    pub owner: Code,
    /// The formula.
    pub formula: String,
    /// Its sources, by the names it calls them.
    pub sources: BTreeMap<String, String>,
    /// Its weight; none for what only describes.
    pub weight: Option<Decimal>,
    /// Points by value.
    pub bands: Vec<Band>,
    /// Categories that are not counted.
    pub excluded_categories: Vec<String>,
    /// The document of the rules it belongs to.
    pub document: String,
}

/// A version of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// From 1.
    pub version: i64,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub moved_at: OffsetDateTime,
    /// What it says.
    pub content: Content,
    /// The document of the consultation.
    pub consultation: Option<String>,
}

/// A value in per cent, rounded half up to two places.
#[must_use]
pub fn percent(value: Decimal) -> String {
    two_places(hundredfold(value))
}

/// As much as a number can hold, if it cannot hold so much.
fn hundredfold(value: Decimal) -> Decimal {
    value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX)
}

/// Two places, half up.
#[must_use]
pub fn two_places(value: Decimal) -> String {
    let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded.to_string()
}

impl Content {
    /// Whether it gives points.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.direction != Direction::Descriptive
    }

    /// Its formula, checked.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn checked(&self) -> Result<Formula, Wrong> {
        Formula::new(&self.formula, &self.sources, self.is_scored())
    }

    /// The points of a value, 0 to 100; none for what only describes.
    #[must_use]
    pub fn points(&self, value: Decimal) -> Option<Decimal> {
        let percent = hundredfold(value).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
        let plain = match self.direction {
            Direction::Higher => percent,
            Direction::Lower => Decimal::ONE_HUNDRED - percent,
            Direction::Descriptive => return None,
        };
        if self.bands.is_empty() {
            return Some(plain);
        }
        let reached = self.bands.iter().filter(|band| band.from <= value).max_by_key(|band| band.from);
        Some(reached.map_or(Decimal::ZERO, |band| band.points))
    }
}

/// How a version is moved on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Move {
    /// Units and the public were heard, as this document says.
    Consult(String),
    /// It is published.
    Publish,
    /// Periods may use it; the version before may not any more.
    Activate,
    /// They may not any more.
    Retire,
}

impl Indicator {
    /// After a move.
    ///
    /// # Errors
    /// `INDICATOR_MOVE_NOT_ALLOWED`.
    pub fn moved(mut self, step: &Move, now: OffsetDateTime) -> Result<Self, Refusal> {
        self.stage = match (self.stage, step) {
            (Stage::Draft, Move::Consult(document)) => {
                self.consultation = Some(document.clone());
                Stage::Consulted
            }
            (Stage::Consulted, Move::Publish) => Stage::Published,
            (Stage::Published, Move::Activate) => Stage::Active,
            (Stage::Published | Stage::Active, Move::Retire) => Stage::Retired,
            (stage @ Stage::Draft, Move::Publish | Move::Activate | Move::Retire)
            | (stage @ Stage::Consulted, Move::Consult(_) | Move::Activate | Move::Retire)
            | (stage @ Stage::Published, Move::Consult(_) | Move::Publish)
            | (stage @ Stage::Active, Move::Consult(_) | Move::Publish | Move::Activate)
            | (stage @ Stage::Retired, Move::Consult(_) | Move::Publish | Move::Activate | Move::Retire) => {
                return Err(Refusal::MoveNotAllowed(stage));
            }
        };
        self.moved_at = now;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(direction: Direction, bands: Vec<Band>) -> Content {
        Content {
            title: "率".to_owned(),
            family: Family::Governance,
            direction,
            owner: "330602".parse().unwrap(),
            formula: String::new(),
            sources: BTreeMap::new(),
            weight: None,
            bands,
            excluded_categories: Vec::new(),
            document: String::new(),
        }
    }

    #[test]
    fn points_follow_the_value_or_the_highest_band_it_reaches() {
        let (fifth, most) = (Decimal::new(2, 1), Decimal::MAX);
        let points = |direction, value| rate(direction, Vec::new()).points(value);
        assert_eq!(points(Direction::Higher, fifth), Some(Decimal::from(20)));
        assert_eq!(points(Direction::Lower, fifth), Some(Decimal::from(80)));
        assert_eq!(points(Direction::Descriptive, fifth), None);
        assert_eq!(
            [points(Direction::Higher, most), points(Direction::Lower, most)],
            [Some(Decimal::ONE_HUNDRED), Some(Decimal::ZERO)]
        );
        let band = |from, points| Band {
            from: Decimal::new(from, 2),
            points: Decimal::from(points),
        };
        let banded = rate(Direction::Higher, vec![band(95, 100), band(80, 60), band(90, 85)]);
        let points = |value| banded.points(Decimal::new(value, 2));
        assert_eq!(
            [points(95), points(94), points(79)],
            [Some(Decimal::ONE_HUNDRED), Some(Decimal::from(85)), Some(Decimal::ZERO)]
        );
    }

    #[test]
    fn a_percentage_has_two_places_rounded_half_up() {
        let told = [Decimal::new(123_455, 6), Decimal::new(123_449, 7), Decimal::ONE].map(percent);
        assert_eq!(told, ["12.35", "1.23", "100.00"]);
        assert!(!percent(Decimal::MAX).is_empty());
    }
}
