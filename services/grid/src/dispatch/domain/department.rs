//! To which unit a rule sends: one that it names, or one of the event's place.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use thiserror::Error;

/// A unit, or a word of the place, as in `{town}-ZHZF`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Department {
    /// This one, wherever the event is.
    Unit(Code),
    /// That of the place.
    Of {
        /// Of which division.
        base: Base,
        /// An office of it; none: the division itself.
        office: Option<String>,
    },
}

/// A division of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Its village or community.
    Village,
    /// Its town.
    Town,
    /// Its county.
    County,
    /// Its city.
    City,
}

/// A text that is no department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a unit's code, or {{village}}, {{town}}, {{county}} or {{city}}, or an office of it as in {{town}}-ZHZF")]
pub struct NotADepartment;

impl Base {
    const ALL: [Self; 4] = [Self::Village, Self::Town, Self::County, Self::City];

    const fn word(self) -> &'static str {
        match self {
            Self::Village => "{village}",
            Self::Town => "{town}",
            Self::County => "{county}",
            Self::City => "{city}",
        }
    }

    /// The digits of a place's division.
    fn division(self, village: &Code) -> Option<String> {
        let digits = village.division();
        match self {
            Self::Village => digits.get(..12).map(str::to_owned),
            Self::Town => digits.get(..9).map(str::to_owned),
            Self::County => digits.get(..6).map(str::to_owned),
            Self::City => digits.get(..4).map(|city| format!("{city}00")),
        }
    }
}

impl Department {
    /// The unit for a place in this village. `None` only for a village that is none.
    #[must_use]
    pub fn at(&self, village: &Code) -> Option<Code> {
        match self {
            Self::Unit(code) => Some(code.clone()),
            Self::Of { base, office } => {
                let division = base.division(village)?;
                let text = office.as_ref().map_or(division.clone(), |office| format!("{division}-{office}"));
                text.parse().ok()
            }
        }
    }
}

impl FromStr for Department {
    type Err = NotADepartment;

    fn from_str(text: &str) -> Result<Self, NotADepartment> {
        let Some((base, rest)) = Base::ALL.into_iter().find_map(|base| Some((base, text.strip_prefix(base.word())?))) else {
            return text.parse().map(Self::Unit).map_err(|_| NotADepartment);
        };
        let office = match rest.strip_prefix('-') {
            None if rest.is_empty() => None,
            None => return Err(NotADepartment),
            Some(office) => {
                // An office is one that some division's code may carry.
                format!("000000-{office}").parse::<Code>().map_err(|_| NotADepartment)?;
                Some(office.to_owned())
            }
        };
        Ok(Self::Of { base, office })
    }
}

impl TryFrom<String> for Department {
    type Error = NotADepartment;

    fn try_from(text: String) -> Result<Self, NotADepartment> {
        text.parse()
    }
}

impl From<Department> for String {
    fn from(department: Department) -> Self {
        department.to_string()
    }
}

impl fmt::Display for Department {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(code) => code.fmt(out),
            Self::Of { base, office: None } => out.write_str(base.word()),
            Self::Of {
                base,
                office: Some(office),
            } => write!(out, "{}-{office}", base.word()),
        }
    }
}
