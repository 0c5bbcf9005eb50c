//! The amounts of our own rules as a deployment configures them. What the law fixes is not configured.

use std::collections::BTreeMap;
use std::str::FromStr;

use thiserror::Error;

use super::rule::{Rule, TimeUnit};
use crate::config::{Problem, Reader};

/// How long, counted in what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many, at least 1.
    pub count: u32,
    /// Counted in what.
    pub unit: TimeUnit,
}

/// A text that is no amount, or one of nothing or of more than ten years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{EXPECTED}")]
pub struct NotAnAmount;

const EXPECTED: &str = "a limit such as \"24h\", \"4wh\", \"3wd\", \"30d\" or \"2m\", at most ten years";

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let digits = text.find(|letter: char| !letter.is_ascii_digit()).ok_or(NotAnAmount)?;
        let (count, unit) = text.split_at_checked(digits).ok_or(NotAnAmount)?;
        let (unit, most) = match unit.trim_start() {
            "h" => (TimeUnit::Hour, 10 * 366 * 24),
            "wh" => (TimeUnit::WorkHour, 10 * 366 * 8),
            "wd" => (TimeUnit::WorkingDay, 10 * 366),
            "d" => (TimeUnit::NaturalDay, 10 * 366),
            "m" => (TimeUnit::Month, 10 * 12),
            _ => return Err(NotAnAmount),
        };
        let count = count.parse().map_err(|_| NotAnAmount)?;
        (1..=most).contains(&count).then_some(Self { count, unit }).ok_or(NotAnAmount)
    }
}

/// Our own rules' amounts in this deployment; a rule that is not among them keeps its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    amounts: BTreeMap<String, Amount>,
}

impl Limits {
    /// These amounts, by the rules' ids.
    #[must_use]
    pub fn new<I: Into<String>>(amounts: impl IntoIterator<Item = (I, Amount)>) -> Self {
        Self {
            amounts: amounts.into_iter().map(|(id, amount)| (id.into(), amount)).collect(),
        }
    }

    /// Reads `[limits]`, whose keys are the ids of `known` rules. A key that is no rule's, one of a rule of the law, and a
    /// value that is no amount are all noted.
    pub fn read(reader: &mut Reader, known: &[Rule]) -> Self {
        let mut amounts = BTreeMap::new();
        for rule in known {
            let key = format!("limits.{}", rule.id);
            if rule.ours {
                let amount = reader.open(&key, EXPECTED, |text| text.parse().ok());
                amounts.extend(amount.map(|amount| (rule.id.clone().into_owned(), amount)));
            } else if reader.open(&key, EXPECTED, |text| Some(text.to_owned())).is_some() {
                reader.reject(
                    &key,
                    Problem::Conflict(format!("is a limit of the law ({}) and cannot be set", rule.basis)),
                );
            }
        }
        Self { amounts }
    }

    /// The rule as it holds here: ours with the amount configured for it, any other unchanged.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Rule {
        let mut rule = rule.clone();
        if let Some(amount) = self.amounts.get(rule.id.as_ref()).filter(|_| rule.ours) {
            // Hours never roll; days that take their place roll as days do.
            rule.roll |= is_hours(rule.unit) && !is_hours(amount.unit);
            rule.amount = amount.count;
            rule.unit = amount.unit;
        }
        rule
    }
}

fn is_hours(unit: TimeUnit) -> bool {
    matches!(unit, TimeUnit::Hour | TimeUnit::WorkHour)
}

#[cfg(test)]
mod tests;
