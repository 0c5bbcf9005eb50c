//! What an event is about: class and subclass in the order of GB/T 30428.2, and how long each may take.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::TimeUnit;
use thiserror::Error;

/// Whether something that stands there, or something that happens (部件, 事件).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 部件: the owner answers first, then the territory.
    Component,
    /// 事件: the territory answers first, then the owner.
    Event,
}

/// A subclass: `C0203` is component class 02, subclass 03; `E1101` event class 11, subclass 01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassCode {
    /// Component or event.
    pub kind: Kind,
    /// The class, 1 to 99.
    pub class: u8,
    /// The subclass, 1 to 99.
    pub subclass: u8,
}

/// A text that is no subclass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a subclass is C or E and four digits, as in E0103")]
pub struct NotAClass;

impl fmt::Display for ClassCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Component => 'C',
            Kind::Event => 'E',
        };
        write!(out, "{kind}{:02}{:02}", self.class, self.subclass)
    }
}

impl FromStr for ClassCode {
    type Err = NotAClass;

    fn from_str(text: &str) -> Result<Self, NotAClass> {
        let kind = match text.get(..1) {
            Some("C") => Kind::Component,
            Some("E") => Kind::Event,
            Some(_) | None => return Err(NotAClass),
        };
        let digits = text
            .get(1..)
            .filter(|rest| rest.len() == 4 && rest.bytes().all(|byte| byte.is_ascii_digit()));
        let (class, subclass) = digits.and_then(|digits| digits.split_at_checked(2)).ok_or(NotAClass)?;
        let number = |text: &str| text.parse().ok().filter(|number| *number > 0).ok_or(NotAClass);
        Ok(Self {
            kind,
            class: number(class)?,
            subclass: number(subclass)?,
        })
    }
}

impl TryFrom<String> for ClassCode {
    type Error = NotAClass;

    fn try_from(text: String) -> Result<Self, NotAClass> {
        text.parse()
    }
}

impl From<ClassCode> for String {
    fn from(code: ClassCode) -> Self {
        code.to_string()
    }
}

/// How much a place asks for (区域类别): A is the core of the town, C its rim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaClass {
    /// A.
    A,
    /// B.
    B,
    /// C.
    C,
}

/// Who answers first (部件先属主后属地, 事件先属地后属主).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsibility {
    /// 属主: who owns it.
    OwnerFirst,
    /// 属地: who governs the place.
    TerritoryFirst,
}

impl Kind {
    /// The rule of responsibility.
    #[must_use]
    pub fn responsibility(self) -> Responsibility {
        match self {
            Self::Component => Responsibility::OwnerFirst,
            Self::Event => Responsibility::TerritoryFirst,
        }
    }
}

/// How long the handling of a subclass may take, as the table of limits said on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// How many, at least 1.
    pub amount: u32,
    /// Counted in what: hours, work-hours (工作时), working days, days.
    pub unit: TimeUnit,
    /// Version of the table.
    pub version: i64,
}

/// A part of the handling with a limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 制止: what goes on is stopped.
    Stop,
    /// 查处: it is investigated, and decided on a penalty.
    Penalise,
    /// 拆除: it is removed.
    Remove,
}

/// How long a part of the handling may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLimit {
    /// Which part.
    pub step: Step,
    /// How long.
    pub limit: Limit,
}

/// A subclass as the catalogue had it on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Which.
    pub code: ClassCode,
    /// Version of the catalogue.
    pub version: i64,
    /// How long the handling may take where this is.
    pub limit: Limit,
    /// Whether what is found is a hazard (隐患), for whose report a reward may be granted.
    pub hazard: bool,
    /// How long its parts may take, where they have limits of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepLimit>,
}
