//! What is wrong with a table as it stands: units that do not exist, rules that are never reached, classes nobody thought of.

use std::collections::BTreeSet;

use shiyu_kit::unit::{self, Code, Units};
use time::Date;

use super::{Base, Department, Rule};
use crate::catalogue::domain::Edition;
use crate::domain::terms::ClassCode;

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
    let unknown = rules.iter().flat_map(|rule| unknown(rule, &divisions, ground));
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

/// Whether a unit exists, and is the county's or the city's: nothing is dispatched to a neighbour.
fn is_ours(unit: &Code, ground: &Ground<'_>) -> bool {
    let above = unit.level() == unit::Level::City;
    ground.units.get(unit, ground.on).is_some() && (above || ground.units.is_within(unit, ground.county, ground.on))
}

/// The units a rule may send to and which do not exist here.
fn unknown(rule: &Rule, divisions: &Divisions, ground: &Ground<'_>) -> Vec<Finding> {
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
    let units = places.iter().filter_map(|place| department.at(place));
    let missing = units.filter(|unit| !is_ours(unit, ground));
    missing
        .map(|unit| Finding::UnknownUnit {
            rule: rule.id.clone(),
            unit,
        })
        .collect()
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
