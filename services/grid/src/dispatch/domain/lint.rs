//! What is wrong with a table as it stands: units that do not exist or that nobody may dispatch to, rules that are never reached, classes
//! nobody thought of.

use std::collections::BTreeSet;

use shiyu_kit::unit::{self, Code, Units};
use time::Date;

use super::{Base, Department, Rule, Spot};
use crate::catalogue::domain::Edition;
use crate::domain::terms::{ClassCode, Level};

/// How many findings are told.
const MOST: usize = 1_000;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A rule sends to a unit that does not exist, or is a neighbour's.
    UnknownUnit {
        /// Id of the rule.
        rule: String,
        /// The unit.
        unit: Code,
    },
    /// A rule is never reached.
    Unreachable {
        /// Id of the rule.
        rule: String,
        /// Id of the one before that takes all it fits.
        by: String,
    },
    /// No rule is about a subclass.
    ClassWithoutRule(ClassCode),
    /// A rule sends to the city, where a county dispatches nothing: what is the city's goes there over a boundary (S7).
    AboveTheCounty {
        /// Id of the rule.
        rule: String,
        /// The unit.
        unit: Code,
    },
    /// A rule sends what may be in another town to a unit of this one, to which no command room of that town dispatches.
    OfAnotherTown {
        /// Id of the rule.
        rule: String,
        /// The unit.
        unit: Code,
    },
    /// A rule sends to a division of the place of which the county has none.
    Nowhere {
        /// Id of the rule.
        rule: String,
        /// Where it sends.
        department: Department,
    },
}

impl Finding {
    /// Whether the rule can never be right, so that its table is not put in force.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        match self {
            Self::UnknownUnit { .. } | Self::AboveTheCounty { .. } | Self::OfAnotherTown { .. } | Self::Nowhere { .. } => true,
            Self::Unreachable { .. } | Self::ClassWithoutRule(_) => false,
        }
    }

    /// Id of the rule it is about.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::UnknownUnit { rule, .. }
            | Self::Unreachable { rule, .. }
            | Self::AboveTheCounty { rule, .. }
            | Self::OfAnotherTown { rule, .. }
            | Self::Nowhere { rule, .. } => Some(rule),
            Self::ClassWithoutRule(_) => None,
        }
    }
}

/// What a table is held against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The county.
    pub county: &'a Code,
    /// The units.
    pub units: &'a Units,
    /// The catalogue in force.
    pub catalogue: &'a Edition,
    /// The day.
    pub on: Date,
}

/// Everything found, the rules in their order.
#[must_use]
pub fn lint(rules: &[Rule], ground: &Ground<'_>) -> Vec<Finding> {
    let divisions = Divisions::of(ground);
    let unknown = rules.iter().flat_map(|rule| destination(rule, &divisions, ground));
    let unreachable = rules
        .iter()
        .enumerate()
        .filter_map(|(index, rule)| unreachable(rule, rules.get(..index)?));
    let uncovered = ground.catalogue.content.subclasses.iter().filter(|row| {
        let about = |rule: &Rule| is_about(rule, row.code);
        !rules.iter().any(about)
    });
    let uncovered = uncovered.map(|row| Finding::ClassWithoutRule(row.code));
    unknown.chain(unreachable).chain(uncovered).take(MOST).collect()
}

/// The towns and villages of the county, which templates are tried on.
struct Divisions {
    towns: BTreeSet<Code>,
    villages: BTreeSet<Code>,
}

impl Divisions {
    fn of(ground: &Ground<'_>) -> Self {
        let of = |level: unit::Level| {
            let there = ground
                .units
                .iter()
                .filter(move |unit| unit.exists_on(ground.on) && !unit.code.is_office());
            let there = there.filter(move |unit| unit.code.level() == level && unit.code.county() == ground.county.as_str());
            there.map(|unit| unit.code.clone()).collect()
        };
        Self {
            towns: of(unit::Level::Town),
            villages: of(unit::Level::Village),
        }
    }
}

/// Whether a unit exists, and is the county's: nothing is dispatched to a neighbour.
fn is_ours(unit: &Code, ground: &Ground<'_>) -> bool {
    ground.units.get(unit, ground.on).is_some() && ground.units.is_within(unit, ground.county, ground.on)
}

/// What is wrong with where a rule sends.
fn destination(rule: &Rule, divisions: &Divisions, ground: &Ground<'_>) -> Vec<Finding> {
    let department = &rule.to.department;
    let here = BTreeSet::from([ground.county.clone()]);
    let places = match department {
        Department::Unit(_)
        | Department::Of {
            base: Base::County | Base::City,
            ..
        } => &here,
        Department::Of { base: Base::Town, .. } => &divisions.towns,
        Department::Of { base: Base::Village, .. } => &divisions.villages,
    };
    if places.is_empty() {
        return vec![Finding::Nowhere {
            rule: rule.id.clone(),
            department: department.clone(),
        }];
    }
    let units = places.iter().filter_map(|place| department.at(place));
    units.filter_map(|unit| why_not(rule, unit, divisions, ground)).collect()
}

/// Why a rule that sends to a unit never comes to something.
fn why_not(rule: &Rule, unit: Code, divisions: &Divisions, ground: &Ground<'_>) -> Option<Finding> {
    let id = rule.id.clone();
    if unit.level() == unit::Level::City {
        Some(Finding::AboveTheCounty { rule: id, unit })
    } else if !is_ours(&unit, ground) {
        Some(Finding::UnknownUnit { rule: id, unit })
    } else if is_of_another_town(rule, &unit, divisions) {
        Some(Finding::OfAnotherTown { rule: id, unit })
    } else {
        None
    }
}

/// Whether a rule names a unit of one town, and takes what is in another and its command room dispatches. Of a professional grid the
/// towns are not known; what has come up to the county is dispatched by the county's centre, to any town.
fn is_of_another_town(rule: &Rule, unit: &Code, divisions: &Divisions) -> bool {
    let town = unit.division().get(..9);
    let (Department::Unit(_), Some(town)) = (&rule.to.department, town) else {
        return false;
    };
    let (levels, places) = (&rule.when.levels, &rule.when.places);
    let from_a_town = levels.is_empty() || levels.iter().any(|level| *level <= Level::Town);
    let elsewhere = |spot: &Spot| match spot {
        Spot::Division(division) => !division.as_str().starts_with(town),
        Spot::Grid(grid) => !grid.as_str().starts_with(town),
        Spot::Professional(_) => false,
    };
    let everywhere = places.is_empty() && divisions.towns.iter().any(|other| other.as_str() != town);
    from_a_town && (everywhere || places.iter().any(elsewhere))
}

fn unreachable(rule: &Rule, before: &[Rule]) -> Option<Finding> {
    let by = before.iter().find(|earlier| earlier.when.cover(&rule.when))?;
    Some(Finding::Unreachable {
        rule: rule.id.clone(),
        by: by.id.clone(),
    })
}

fn is_about(rule: &Rule, code: ClassCode) -> bool {
    let when = &rule.when;
    let class = when.classes.is_empty() || when.classes.iter().any(|pattern| pattern.fits(code));
    class && when.kind.is_none_or(|kind| kind == code.kind)
}
