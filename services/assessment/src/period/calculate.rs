//! From frozen figures to standings. Pure: the same figures, indicators and exclusions are the same result, byte for byte.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::domain::Item;
use crate::figures::{Cube, Level};
use crate::indicator::{Adopted, Family, Formula, Wrong};

/// What an indicator comes to for a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Its code.
    pub indicator: String,
    /// Its version.
    pub version: i64,
    /// The value; none where nothing was to be counted.
    pub value: Option<Decimal>,
    /// 0 to 100; none for what is not scored.
    pub points: Option<Decimal>,
    /// Whether a panel set it aside for the unit: then it is told and gives no points.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub set_aside: bool,
}

/// A unit in the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Code of the unit.
    pub unit: String,
    /// From 1; none where nothing could be scored.
    pub rank: Option<u32>,
    /// The weighted points of all.
    pub points: Option<Decimal>,
    /// The weighted points of each family.
    pub families: BTreeMap<Family, Decimal>,
    /// Every indicator.
    pub ratings: Vec<Rating>,
}

/// A result: the standings, best first, then by code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Result {
    /// Them.
    pub standings: Vec<Standing>,
}

/// Rates the units of a level; what is set aside for a unit gives it no points, and takes none.
///
/// # Errors
/// When a formula cannot be used, which published ones can.
pub fn calculate(cube: &Cube, level: Level, indicators: &[Adopted], set_aside: &[Item]) -> std::result::Result<Result, Wrong> {
    let cube = cube.rolled(level);
    let checked = indicators.iter().map(|indicator| Ok((indicator, indicator.content.checked()?)));
    let checked: Vec<(&Adopted, Formula)> = checked.collect::<std::result::Result<_, _>>()?;
    let mut standings: Vec<Standing> = cube
        .units()
        .into_iter()
        .map(|unit| standing(&cube, unit, &checked, set_aside))
        .collect();
    standings.sort_by(|one, other| other.points.cmp(&one.points).then_with(|| one.unit.cmp(&other.unit)));
    rank(&mut standings);
    Ok(Result { standings })
}

fn standing(cube: &Cube, unit: String, indicators: &[(&Adopted, Formula)], set_aside: &[Item]) -> Standing {
    let mut ratings = Vec::new();
    let mut weighed: BTreeMap<Family, (Decimal, Decimal)> = BTreeMap::new();
    for (indicator, formula) in indicators {
        let content = &indicator.content;
        let value = formula.value(|source| cube.count(&unit, source, &content.excluded_categories));
        let set_aside = set_aside.iter().any(|item| item.unit == unit && item.indicator == indicator.code);
        let points = value.and_then(|value| content.points(value)).filter(|_| !set_aside);
        if let Some((points, weight)) = points.zip(content.weight) {
            let (sum, weights) = weighed.entry(content.family).or_default();
            *sum += points * weight;
            *weights += weight;
        }
        ratings.push(Rating {
            indicator: indicator.code.clone(),
            version: indicator.version,
            value,
            points,
            set_aside,
        });
    }
    let families = weighed.iter().map(|(family, (sum, weights))| (*family, sum / weights));
    let families: BTreeMap<Family, Decimal> = families.collect();
    // Each of the three systems has its report and weighs the same, however many indicators it has.
    let count = Decimal::from(families.len());
    let points = (!families.is_empty()).then(|| families.values().sum::<Decimal>() / count);
    Standing {
        unit,
        rank: None,
        points: points.map(|points| points.round_dp(6)),
        families,
        ratings,
    }
}

/// The same points, the same rank.
fn rank(standings: &mut [Standing]) {
    let mut before: Option<(Decimal, u32)> = None;
    for (place, standing) in (1_u32..).zip(standings) {
        let Some(points) = standing.points else { continue };
        let rank = before.filter(|(last, _)| *last == points).map_or(place, |(_, rank)| rank);
        standing.rank = Some(rank);
        before = Some((points, rank));
    }
}
