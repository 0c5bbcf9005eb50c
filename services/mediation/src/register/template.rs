//! The checklists of screening rounds: those we bring along, or a deployment's own, from a file of the same form.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_kit::unit::Level;
use time::{Date, Duration};

/// Those we bring along.
const BUILTIN: &str = include_str!("../../config/screening.toml");

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Once from Monday to Sunday.
    Weekly,
    /// Once a month.
    Monthly,
}

/// The days in which it is done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Frequency {
    /// The period that a day lies in.
    #[must_use]
    pub fn period(self, day: Date) -> Period {
        match self {
            Self::Weekly => {
                let monday = day.saturating_sub(Duration::days(i64::from(day.weekday().number_days_from_monday())));
                Period {
                    first: monday,
                    last: monday.saturating_add(Duration::days(6)),
                }
            }
            Self::Monthly => Period {
                first: day.replace_day(1).unwrap_or(day),
                last: day.replace_day(day.month().length(day.year())).unwrap_or(day),
            },
        }
    }
}

/// An item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    /// Its code.
    pub code: String,
    /// What to look at.
    pub title: String,
}

/// Which units screen how often, and what they look at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Every division of this level screens.
    pub level: Level,
    /// How often.
    pub frequency: Frequency,
    /// The checklist.
    pub items: Vec<TemplateItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<Template>,
}

/// The file cannot be used; all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the screening templates cannot be used: {}", .0.join("; "))]
pub struct BadTemplate(pub Vec<String>);

/// Those we bring along.
///
/// # Errors
/// [`BadTemplate`], of a build that no test let through.
pub fn builtin() -> Result<Vec<Template>, BadTemplate> {
    read(BUILTIN)
}

/// Reads a file of templates.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(text: &str) -> Result<Vec<Template>, BadTemplate> {
    let file: File = toml::from_str(text).map_err(|error| BadTemplate(vec![error.to_string()]))?;
    let mut codes = BTreeSet::new();
    let problems: Vec<String> = file.template.iter().flat_map(|found| wrong(found, &mut codes)).collect();
    if problems.is_empty() {
        Ok(file.template)
    } else {
        Err(BadTemplate(problems))
    }
}

fn wrong(template: &Template, codes: &mut BTreeSet<String>) -> Vec<String> {
    let code = &template.code;
    let mut problems = Vec::new();
    if !is_code(code) || !codes.insert(code.clone()) {
        problems.push(format!("template {code}: a code is 1 to 40 of a-z, 0-9 and _, and there once"));
    }
    if !(1..=100).contains(&template.items.len()) {
        problems.push(format!("template {code}: 1 to 100 items"));
    }
    let mut seen = BTreeSet::new();
    for item in &template.items {
        if !is_code(&item.code) || !seen.insert(&item.code) {
            problems.push(format!(
                "item {} of {code}: a code is 1 to 40 of a-z, 0-9 and _, and there once",
                item.code
            ));
        }
    }
    problems
}

fn is_code(text: &str) -> bool {
    let sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'_';
    (1..=40).contains(&text.len()) && text.bytes().all(sign)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_village_screens_every_week_a_town_and_a_county_every_month() {
        let found: Vec<_> = builtin().expect("ours").into_iter().map(|one| (one.level, one.frequency)).collect();
        let wanted = [
            (Level::Village, Frequency::Weekly),
            (Level::Town, Frequency::Monthly),
            (Level::County, Frequency::Monthly),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_week_begins_on_monday_and_a_month_ends_on_its_last_day() {
        let week = Frequency::Weekly.period(date!(2026 - 11 - 29));
        assert_eq!((week.first, week.last), (date!(2026 - 11 - 23), date!(2026 - 11 - 29)));
        let month = Frequency::Monthly.period(date!(2028 - 02 - 10));
        assert_eq!((month.first, month.last), (date!(2028 - 02 - 01), date!(2028 - 02 - 29)));
    }

    #[test]
    fn all_that_is_wrong_with_a_file_is_told() {
        let wrong = "[[template]]\ncode = \"A\"\ntitle = \"x\"\nlevel = \"town\"\nfrequency = \"weekly\"\nitems = []\n";
        let BadTemplate(problems) = read(wrong).expect_err("its code and its items");
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(read("[[template]]\nfrequency = \"daily\"").is_err());
    }
}
