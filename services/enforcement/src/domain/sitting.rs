//! One decision under way: who asks, when, by which calendar and limits, and what was looked up for it.

use shiyu_kit::calendar::{Clock, Rule, local_date};
use shiyu_kit::case::{Actor, Context};
use shiyu_kit::unit::{Code, Unit};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::clocks::named;
use super::command::Known;
use super::event::Event;
use super::refusal::Refusal;

/// The role of the head of an agency (行政机关负责人).
pub(super) const HEAD: &str = "agency_head";

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

    /// A rule as this deployment configures it.
    pub(super) fn rule(&self, rule: &Rule) -> Rule {
        self.context.limits.of(rule)
    }

    /// And this clock starts now.
    pub(super) fn begin(&self, event: Event, rule: &Rule) -> Event {
        self.begin_at(event, rule, self.at)
    }

    /// And this clock starts, at a time of its own.
    pub(super) fn begin_at(&self, event: Event, rule: &Rule, at: OffsetDateTime) -> Event {
        event.starting(self.rule(rule), at, self.context.calendar)
    }

    /// And one of several clocks of this rule starts now, under a name of its own.
    pub(super) fn begin_named(&self, event: Event, rule: &Rule, id: Uuid) -> Event {
        self.begin_named_at(event, rule, id, self.at)
    }

    /// As [`Sitting::begin_named`], at a time of its own.
    pub(super) fn begin_named_at(&self, event: Event, rule: &Rule, id: Uuid, at: OffsetDateTime) -> Event {
        let rule = Rule {
            id: named(rule, id).into(),
            ..self.rule(rule)
        };
        event.starting(rule, at, self.context.calendar)
    }

    /// When a period that began then runs out.
    pub(super) fn due(&self, rule: &Rule, from: OffsetDateTime) -> OffsetDateTime {
        Clock::start(self.rule(rule), from, self.context.calendar).due.legal
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

    /// The subject of a member of staff of this unit.
    pub(super) fn staff_of(&self, unit: &Code) -> Result<&'a str, Refusal> {
        let subject = self.staff()?;
        if self.context.by.unit() == Some(unit.as_str()) {
            Ok(subject)
        } else {
            Err(Refusal::UnitNotHolding(unit.clone()))
        }
    }

    /// The subject of the head of this unit.
    pub(super) fn head_of(&self, unit: &Code) -> Result<&'a str, Refusal> {
        let subject = self.staff_of(unit)?;
        if self.has_role(HEAD) {
            Ok(subject)
        } else {
            Err(Refusal::NotTheHead(unit.clone()))
        }
    }

    pub(super) fn has_role(&self, role: &str) -> bool {
        matches!(self.context.by, Actor::Person { roles, .. } if roles.contains(role))
    }

    pub(super) fn unit(&self, code: &Code) -> Result<&'a Unit, Refusal> {
        let unit = self.context.units.get(code, self.today());
        unit.ok_or_else(|| Refusal::UnitUnknown(Some(code.to_string())))
    }

    /// Whether the one who acts works in this unit, or in one above it.
    pub(super) fn oversees(&self, unit: &Code) -> Result<bool, Refusal> {
        let own = self.own_unit()?;
        Ok(self.context.units.chain(unit, self.today()).contains(&own))
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
}
