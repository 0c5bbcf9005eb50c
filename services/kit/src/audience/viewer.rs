//! Who looks, how far they see, and what is kept from them.

use std::collections::BTreeSet;

use time::Date;

use super::Audience;
use crate::case::Actor;
use crate::unit::{Code, Units};

/// How far somebody sees, before any bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Every case.
    Everything,
    /// The cases that one of these units has to do with.
    Units(BTreeSet<Code>),
    /// No case.
    Nothing,
}

impl Reach {
    /// Whether it has this unit in it.
    #[must_use]
    pub fn has(&self, unit: &Code) -> bool {
        match self {
            Self::Everything => true,
            Self::Units(units) => units.contains(unit),
            Self::Nothing => false,
        }
    }
}

/// Somebody who looks at cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Subject of a person's token.
    pub subject: Option<String>,
    /// Their unit and all its superiors.
    pub chain: Vec<Code>,
    /// How far they see.
    pub reach: Reach,
    /// Whether they also see the cases that are shown to them by name, beyond their reach. No service's does unless it says so.
    pub by_name: bool,
}

/// What the reach of an actor is measured by.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The county, or the city, that this deployment serves.
    pub county: &'a Code,
    /// The units.
    pub units: &'a Units,
    /// The day, in China.
    pub today: Date,
    /// Roles whose holder, in an office, sees for the whole division of the office.
    pub wide: &'a [&'a str],
}

impl Viewer {
    /// An actor as a viewer.
    ///
    /// A person sees what concerns their unit and all below it; in a wide role and an office, what concerns the division the
    /// office belongs to, and everything where that is the whole deployment. A service sees everything: its RPCs are limited by
    /// policy. A party's own case is found by the party, not by looking around, and the clock does not look.
    #[must_use]
    pub fn of(actor: &Actor, ground: &Ground<'_>) -> Self {
        match actor {
            Actor::Person { subject, unit, roles } => Self::person(subject, unit.as_deref(), roles, ground),
            Actor::Service { .. } => Self::nobody(Reach::Everything),
            Actor::Party { .. } | Actor::Clock => Self::nobody(Reach::Nothing),
        }
    }

    /// Whether they may see a case of this audience.
    #[must_use]
    pub fn sees(&self, audience: &Audience) -> bool {
        !self.is_barred(audience)
            && (self.is_named(audience)
                || match &self.reach {
                    Reach::Everything => true,
                    Reach::Units(units) => !units.is_disjoint(&audience.units),
                    Reach::Nothing => false,
                })
    }

    fn is_named(&self, audience: &Audience) -> bool {
        let named = self.subject.as_ref().filter(|_| self.by_name);
        named.is_some_and(|subject| audience.subjects.contains(subject))
    }

    /// Whether a case of this audience is kept from them, however far they see.
    #[must_use]
    pub fn is_barred(&self, audience: &Audience) -> bool {
        let named = self
            .subject
            .as_ref()
            .is_some_and(|subject| audience.barred_subjects.contains(subject));
        named || self.chain.iter().any(|unit| audience.barred_units.contains(unit))
    }

    fn person(subject: &str, unit: Option<&str>, roles: &BTreeSet<String>, ground: &Ground<'_>) -> Self {
        let unit: Option<Code> = unit.and_then(|unit| unit.parse().ok());
        let is_wide = ground.wide.iter().any(|role| roles.contains(*role));
        Self {
            subject: Some(subject.to_owned()),
            chain: unit.as_ref().map(|unit| ground.units.chain(unit, ground.today)).unwrap_or_default(),
            reach: unit.map_or(Reach::Nothing, |unit| ground.reach(&unit, is_wide)),
            by_name: false,
        }
    }

    fn nobody(reach: Reach) -> Self {
        Self {
            subject: None,
            chain: Vec::new(),
            reach,
            by_name: false,
        }
    }
}

impl Ground<'_> {
    fn reach(&self, unit: &Code, is_wide: bool) -> Reach {
        let Some(own) = self.units.get(unit, self.today) else {
            return Reach::Nothing;
        };
        let division = own.superior.as_ref().filter(|_| is_wide && unit.is_office());
        let division = division.filter(|superior| self.units.get(superior, self.today).is_some());
        let root = division.unwrap_or(unit);
        if is_wide && root == self.county {
            return Reach::Everything;
        }
        Reach::Units(self.units.subtree(root, self.today))
    }
}
