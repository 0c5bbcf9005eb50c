//! Where something is: a point, and what it lies in on the day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shiyu_kit::place::Point;
use shiyu_kit::unit::Code;
use thiserror::Error;
use uuid::Uuid;

use super::class::AreaClass;
use super::component::Thing;

/// Code of a basic or exclusive grid, 15 digits: county 6, town 3, village 3, running number 3 (basic 001 to 899, exclusive 900
/// to 999, domain.md B4).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GridCode(String);

/// A text that is no grid's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a grid's code is 15 digits, the last three not 000")]
pub struct NotAGrid;

impl FromStr for GridCode {
    type Err = NotAGrid;

    fn from_str(text: &str) -> Result<Self, NotAGrid> {
        let digits = text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.ends_with("000");
        let village = text.get(..12).and_then(|village| village.parse::<Code>().ok());
        if digits && village.is_some() {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAGrid)
        }
    }
}

impl TryFrom<String> for GridCode {
    type Error = NotAGrid;

    fn try_from(text: String) -> Result<Self, NotAGrid> {
        text.parse()
    }
}

impl From<GridCode> for String {
    fn from(code: GridCode) -> Self {
        code.0
    }
}

impl fmt::Display for GridCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl GridCode {
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The village or community it belongs to: every grid belongs to one, and none hangs directly under a town.
    ///
    /// # Errors
    /// Never for a code that was read; the digits were checked.
    pub fn village(&self) -> Result<Code, NotAGrid> {
        self.0.get(..12).and_then(|village| village.parse().ok()).ok_or(NotAGrid)
    }

    /// Whether it is an exclusive grid's (专属网格).
    #[must_use]
    pub fn is_exclusive(&self) -> bool {
        self.0.get(12..13) == Some("9")
    }
}

/// The three spaces of governance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceType {
    /// 农村.
    Rural,
    /// 城市社区.
    UrbanCommunity,
    /// 产业园区.
    IndustrialPark,
}

/// Where an event is, as the map said on the day: boundaries move, and a case keeps the grid that was valid then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The point, if one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// The standard address, if it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Uuid>,
    /// The basic or exclusive grid.
    pub grid: GridCode,
    /// Version of the map.
    pub map: i64,
    /// The village or community.
    pub village: Code,
    /// The town or street.
    pub town: Code,
    /// What kind of space.
    pub space: SpaceType,
    /// The area's class, which the limits depend on.
    pub area: AreaClass,
    /// Ids of the professional grids it lies in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub professional: Vec<String>,
    /// Other counties and towns within the configured distance of the point: at the border, a case may be another's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub border_with: Vec<Code>,
    /// The component it is about or happens at, if one was named: the point is where that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<Thing>,
}
