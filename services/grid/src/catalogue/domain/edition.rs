//! An edition of the catalogue: written whole, read whole, never changed.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{HandlingLimit, LimitStage, Refusal};
use crate::domain::terms::{AreaClass, Class, ClassCode, Kind, Limit, Platform, Step, StepLimit};

/// A class (大类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Component or event.
    pub kind: Kind,
    /// Its number, 1 to 99.
    pub number: u8,
    /// Its name.
    pub title: String,
}

/// A subclass (小类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subclass {
    /// Which.
    pub code: ClassCode,
    /// Its name.
    pub title: String,
    /// Whether what is found is a hazard (隐患).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hazard: bool,
    /// Over which platform it usually goes; none where that depends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// Its limits.
    pub limits: Vec<HandlingLimit>,
}

/// What an edition says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The classes.
    pub headings: Vec<Heading>,
    /// The subclasses, by code.
    pub subclasses: Vec<Subclass>,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its id.
    pub id: Uuid,
    /// Its version; 0 for the built-in one.
    pub version: i64,
    /// Its first day; none for the built-in one, which was always there.
    pub valid_from: Option<Date>,
    /// The document that decides it.
    pub document: String,
    /// When it was brought; none for the built-in one.
    pub imported_at: Option<OffsetDateTime>,
    /// What it says.
    pub content: Content,
}

impl Subclass {
    /// The limit of a part of the work in an area: its own one, or else that of every area.
    #[must_use]
    pub fn limit(&self, stage: LimitStage, area: AreaClass) -> Option<&HandlingLimit> {
        let of = |area: Option<AreaClass>| self.limits.iter().find(move |limit| limit.stage == stage && limit.area == area);
        of(Some(area)).or_else(|| of(None))
    }
}

impl Content {
    /// The same, its subclasses by code, so that it can be looked up.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.headings.sort_by_key(|heading| (heading.kind, heading.number));
        self.subclasses.sort_by_key(|subclass| subclass.code);
        self
    }

    /// A subclass.
    #[must_use]
    pub fn subclass(&self, code: ClassCode) -> Option<&Subclass> {
        let at = self.subclasses.binary_search_by_key(&code, |subclass| subclass.code).ok()?;
        self.subclasses.get(at)
    }

    /// The class of a subclass.
    #[must_use]
    pub fn heading(&self, code: ClassCode) -> Option<&Heading> {
        let of = |heading: &&Heading| heading.kind == code.kind && heading.number == code.class;
        self.headings.iter().find(of)
    }

    /// The subclasses after a code, in their order.
    #[must_use]
    pub fn after(&self, code: Option<ClassCode>) -> &[Subclass] {
        let seen = code.map_or(0, |code| self.subclasses.partition_point(|subclass| subclass.code <= code));
        self.subclasses.get(seen..).unwrap_or_default()
    }
}

impl Edition {
    /// That it has the subclass under which the public door puts what nobody classified, if there is one.
    ///
    /// # Errors
    /// `DEFAULT_CLASS_MISSING`.
    pub fn keeps(&self, default_class: Option<ClassCode>) -> Result<(), Refusal> {
        let missing = default_class.filter(|code| self.content.subclass(*code).is_none());
        missing.map_or(Ok(()), |code| Err(Refusal::DefaultClassMissing(code)))
    }

    /// Whether it had begun on a day.
    #[must_use]
    pub fn has_begun(&self, on: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= on)
    }

    /// A subclass as an event keeps it, with the limits of its handling in an area.
    #[must_use]
    pub fn class(&self, code: ClassCode, area: AreaClass) -> Option<Class> {
        let subclass = self.content.subclass(code)?;
        let limit = |stage| subclass.limit(stage, area).map(|limit| self.kept(*limit));
        let steps = [
            (LimitStage::Stop, Step::Stop),
            (LimitStage::Penalise, Step::Penalise),
            (LimitStage::Remove, Step::Remove),
        ];
        let steps = steps.into_iter().filter_map(|(stage, step)| {
            Some(StepLimit {
                step,
                limit: limit(stage)?,
            })
        });
        Some(Class {
            code,
            version: self.version,
            limit: limit(LimitStage::Handle)?,
            hazard: subclass.hazard,
            steps: steps.collect(),
        })
    }

    fn kept(&self, limit: HandlingLimit) -> Limit {
        Limit {
            amount: limit.amount,
            unit: limit.unit,
            version: self.version,
        }
    }
}
