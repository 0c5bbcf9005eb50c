//! One decision under way: who asks, when, by which calendar and limits, and what was looked up for it.

use shiyu_kit::calendar::{Rule, local_date};
use shiyu_kit::case::{Actor, Context};
use shiyu_kit::unit::{Code, Unit};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::command::Known;
use super::event::Event;
use super::refusal::Refusal;

/// Roles by which the centre and the committee of a division act for it; which these are the deployment says by their letters.
const CENTRE_ROLES: [&str; 2] = ["committee_clerk", "intake_clerk"];

/// Roles that lead the disputes of a unit, and write down what is said in them.
pub const CLERKS: [&str; 3] = ["committee_clerk", "intake_clerk", "unit_handler"];

pub(super) type Decided = Result<Vec<Event>, Refusal>;

/// One decision under way.
pub(super) struct Sitting<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) known: &'a Known,
    /// The time of the act.
    pub(super) at: OffsetDateTime,
}

impl<'a> Sitting<'a> {
    pub(super) fn today(&self) -> Date {
        local_date(self.at)
    }

    /// And this clock starts now, under the rule as this deployment configures it.
    pub(super) fn begin(&self, event: Event, rule: &Rule) -> Event {
        event.starting(self.context.limits.of(rule), self.at, self.context.calendar)
    }

    /// And this clock starts now, under a rule that is not configured.
    pub(super) fn begin_as(&self, event: Event, rule: Rule) -> Event {
        event.starting(rule, self.at, self.context.calendar)
    }

    /// A rule as this deployment configures it.
    pub(super) fn rule(&self, rule: &Rule) -> Rule {
        self.context.limits.of(rule)
    }

    /// The subject of the member of staff who acts.
    pub(super) fn staff(&self) -> Result<&'a str, Refusal> {
        match self.context.by {
            Actor::Person { subject, .. } => Ok(subject),
            Actor::Service { .. } | Actor::Clock | Actor::Party { .. } => Err(Refusal::NeedsAPerson),
        }
    }

    /// The unit of the member of staff who acts.
    pub(super) fn own_unit(&self) -> Result<Code, Refusal> {
        let text = self.context.by.unit().ok_or(Refusal::UnitUnknown(None))?;
        text.parse().map_err(|_| Refusal::UnitUnknown(Some(text.to_owned())))
    }

    pub(super) fn unit(&self, code: &Code) -> Result<&'a Unit, Refusal> {
        let unit = self.context.units.get(code, self.today());
        unit.ok_or_else(|| Refusal::UnitUnknown(Some(code.to_string())))
    }

    /// A unit of the county that exists today.
    pub(super) fn within(&self, unit: &Code, county: &Code) -> Result<(), Refusal> {
        self.unit(unit)?;
        if self.context.units.is_within(unit, county, self.today()) {
            Ok(())
        } else {
            Err(Refusal::UnitOutsideJurisdiction(unit.clone()))
        }
    }

    /// Whether the register has a mediator in office still; what was not looked up is taken as it stood.
    pub(super) fn is_in_office(&self, mediator: Uuid) -> bool {
        self.known.mediator(mediator).is_none_or(|known| known.in_term)
    }

    /// A unit and all its superiors, the nearest first.
    pub(super) fn chain(&self, unit: &Code) -> Vec<Code> {
        self.context.units.chain(unit, self.today())
    }

    /// Whether the one who acts works in this unit, or in the centre or committee of the division that it is. For a unit that is no more the
    /// nearest above it that exists acts: what it left must stay in hands.
    pub(super) fn acts_for(&self, unit: &Code) -> bool {
        let Ok(own) = self.own_unit() else { return false };
        let chain = self.chain(unit);
        let heir = chain.iter().find(|above| self.unit(above).is_ok()).unwrap_or(unit);
        own == *heir || self.is_centre_of(&own, heir)
    }

    /// Whether the one who acts works in this unit, or above it: in a superior, or as a clerk in the centre or committee of one. No other
    /// office speaks for its division.
    pub(super) fn answers_for(&self, unit: &Code) -> bool {
        let Ok(own) = self.own_unit() else { return false };
        self.chain(unit).iter().any(|above| own == *above || self.is_centre_of(&own, above))
    }

    fn is_centre_of(&self, own: &Code, division: &Code) -> bool {
        let superior = self.unit(own).ok().and_then(|unit| unit.superior.as_ref());
        let mediates = self.context.units.mediating().mediates(own);
        mediates && superior == Some(division) && self.has_one_of(&CENTRE_ROLES)
    }

    /// Whether the one who acts leads disputes as a clerk does.
    pub(super) fn is_clerk(&self) -> bool {
        self.has_one_of(&CLERKS)
    }

    fn has_one_of(&self, wanted: &[&str]) -> bool {
        matches!(self.context.by, Actor::Person { roles, .. } if wanted.iter().any(|role| roles.contains(*role)))
    }
}
