//! What a rule asks of an event. A condition that is empty holds for everything.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::{self, Code};
use thiserror::Error;

use crate::domain::terms::{ClassCode, GridCode, Kind, Level, Place, Platform, SpaceType};

/// Every condition of a rule; all have to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Component or event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// One of these classes or subclasses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassPattern>,
    /// On one of these levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Over one of these platforms by the catalogue.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<Platform>,
    /// In one of these spaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spaces: Vec<SpaceType>,
    /// In one of these places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Spot>,
    /// In these hours of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// On these days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// At the border or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub border: Option<Border>,
}

/// The beginning of subclasses: `E`, `E12` or `E1203`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassPattern(String);

/// A text that begins no subclass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("C or E, alone or with two or four digits, as in E, E12, E1203")]
pub struct NotAPattern;

impl ClassPattern {
    /// Whether a subclass begins so.
    #[must_use]
    pub fn fits(&self, code: ClassCode) -> bool {
        code.to_string().starts_with(&self.0)
    }

    /// Whether everything that fits the other fits this one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// Whether it is about components or about events.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.0.starts_with('C') { Kind::Component } else { Kind::Event }
    }
}

impl FromStr for ClassPattern {
    type Err = NotAPattern;

    fn from_str(text: &str) -> Result<Self, NotAPattern> {
        let digits = text.strip_prefix(['C', 'E']).ok_or(NotAPattern)?;
        let right = matches!(digits.len(), 0 | 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| Self(text.to_owned())).ok_or(NotAPattern)
    }
}

impl TryFrom<String> for ClassPattern {
    type Error = NotAPattern;

    fn try_from(text: String) -> Result<Self, NotAPattern> {
        text.parse()
    }
}

impl From<ClassPattern> for String {
    fn from(pattern: ClassPattern) -> Self {
        pattern.0
    }
}

impl fmt::Display for ClassPattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A place that a rule names: a town, a village, a grid, or `professional/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Spot {
    /// A town or a village.
    Division(Code),
    /// A basic or exclusive grid.
    Grid(GridCode),
    /// A professional grid.
    Professional(String),
}

/// A text that names no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a town (9 digits), a village (12), a grid (15) or professional/{{id}}")]
pub struct NotASpot;

impl Spot {
    /// Whether a place is there.
    #[must_use]
    pub fn fits(&self, place: &Place) -> bool {
        match self {
            Self::Division(code) => *code == place.town || *code == place.village,
            Self::Grid(code) => *code == place.grid,
            Self::Professional(id) => place.professional.contains(id),
        }
    }

    /// Whether whatever is in the other is in this one: a village lies in its town by its digits, a grid in its village.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Division(outer), Self::Division(inner)) => inner.as_str().starts_with(outer.as_str()),
            (Self::Division(outer), Self::Grid(inner)) => inner.as_str().starts_with(outer.as_str()),
            (one, other) => one == other,
        }
    }
}

impl FromStr for Spot {
    type Err = NotASpot;

    fn from_str(text: &str) -> Result<Self, NotASpot> {
        if let Some(id) = text.strip_prefix("professional/") {
            let right = (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            return right.then(|| Self::Professional(id.to_owned())).ok_or(NotASpot);
        }
        if let Ok(grid) = text.parse() {
            return Ok(Self::Grid(grid));
        }
        let division: Code = text.parse().map_err(|_| NotASpot)?;
        let inside = matches!(division.level(), unit::Level::Town | unit::Level::Village) && !division.is_office();
        inside.then_some(Self::Division(division)).ok_or(NotASpot)
    }
}

impl TryFrom<String> for Spot {
    type Error = NotASpot;

    fn try_from(text: String) -> Result<Self, NotASpot> {
        text.parse()
    }
}

impl From<Spot> for String {
    fn from(spot: Spot) -> Self {
        spot.to_string()
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Division(code) => code.fmt(out),
            Self::Grid(code) => code.fmt(out),
            Self::Professional(id) => write!(out, "professional/{id}"),
        }
    }
}

/// Hours of the day in China; where the first is the later one, the span goes over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The first, 0 to 23.
    pub from: u8,
    /// The end, 1 to 24, which is not among them; never the first.
    pub to: u8,
}

impl Hours {
    /// Whether an hour is among them.
    #[must_use]
    pub fn fits(self, hour: u8) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&hour)
        } else {
            hour >= self.from || hour < self.to
        }
    }

    /// Whether every hour of the other is among them.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        (0..24).filter(|hour| other.fits(*hour)).all(|hour| self.fits(hour))
    }
}

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// 工作日, make-up workdays among them.
    Working,
    /// All others.
    Rest,
}

/// Whether something lies at the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// Another county or town is near.
    AtBorder,
    /// None is.
    Inside,
}
