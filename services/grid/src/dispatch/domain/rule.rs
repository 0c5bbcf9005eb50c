//! A rule, and the asking of a table: the first rule that fits decides.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;

use super::{Border, Conditions, Days, Department, Explanation, Mismatch, Question, Tried};
use crate::domain::Route;
use crate::domain::terms::{Level, Platform};

/// A rule of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id, unique in the table.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// What it asks.
    pub when: Conditions,
    /// Where it sends.
    pub to: Destination,
}

/// Where a rule sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// To which unit.
    pub department: Department,
    /// Over which platform; none: that of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// At which level.
    pub level: Level,
}

impl Conditions {
    /// Every condition that does not hold.
    #[must_use]
    pub fn why_not(&self, asked: &Question<'_>) -> Vec<Mismatch> {
        let place = asked.place;
        let border = if place.border_with.is_empty() {
            Border::Inside
        } else {
            Border::AtBorder
        };
        let day = if asked.working_day { Days::Working } else { Days::Rest };
        let platform = |known: &Platform| asked.platform == Some(*known);
        let holds = [
            (Mismatch::Kind, self.kind.is_none_or(|kind| kind == asked.class.kind)),
            (Mismatch::Class, any(&self.classes, |pattern| pattern.fits(asked.class))),
            (Mismatch::Level, any(&self.levels, |level| *level == asked.level)),
            (Mismatch::Platform, any(&self.platforms, platform)),
            (Mismatch::Space, any(&self.spaces, |space| *space == place.space)),
            (Mismatch::Place, any(&self.places, |spot| spot.fits(place))),
            (Mismatch::Hour, self.hours.is_none_or(|hours| hours.fits(asked.hour()))),
            (Mismatch::Day, self.days.is_none_or(|days| days == day)),
            (Mismatch::Border, self.border.is_none_or(|wanted| wanted == border)),
        ];
        let failed = holds.into_iter().filter(|(_, holds)| !holds);
        failed.map(|(mismatch, _)| mismatch).collect()
    }
}

fn any<T>(wanted: &[T], fits: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(fits)
}

impl Rule {
    /// Where an event of a village goes by this rule, of the table of this version.
    fn route(&self, table: i64, village: &Code, platform: Option<Platform>) -> Option<Route> {
        Some(Route {
            table,
            rule: self.id.clone(),
            level: self.to.level,
            platform: self.to.platform.or(platform),
            to: self.to.department.at(village)?,
        })
    }
}

/// Asks the rules of a table in their order; for a component, what they say stands behind its owner.
#[must_use]
pub fn explain(table: i64, rules: &[Rule], asked: &Question<'_>) -> Explanation {
    let (tried, route) = ask(table, rules, asked);
    let by_rule = Explanation {
        table,
        tried,
        claims: Vec::new(),
        footing: None,
        route,
    };
    by_rule.by_responsibility(asked)
}

fn ask(table: i64, rules: &[Rule], asked: &Question<'_>) -> (Vec<Tried>, Option<Route>) {
    let mut tried = Vec::new();
    for rule in rules {
        let why_not = rule.when.why_not(asked);
        let matched = why_not.is_empty();
        tried.push(Tried {
            rule: rule.id.clone(),
            matched,
            why_not,
        });
        if matched {
            let route = rule.route(table, &asked.place.village, asked.platform);
            return (tried, route);
        }
    }
    (tried, None)
}
