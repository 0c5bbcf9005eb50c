//! One decision under way: who asks, when, by which calendar and limits, and what was looked up for it.

use shiyu_kit::calendar::{Clock, Rule, local_date};
use shiyu_kit::case::{Actor, Context};
use shiyu_kit::unit::{Code, Unit};
use time::{Date, OffsetDateTime};

use super::command::Known;
use super::event::Event;
use super::refusal::Refusal;
use crate::authority::{COMMAND, is_command_of, is_of_a_team_alone, speaks_for};

/// The service whose desk at the city tells of counties, and designates.
const CITY_DESK: &str = "grid";

/// Roles of those who answer for the staff of a unit, room or centre.
const HEADS: [&str; 2] = ["command_chief", "unit_head"];

/// Roles of those who answer for nobody but themselves.
const WORKS: [&str; 5] = ["dispatcher", "unit_handler", "grid_patrol", "grid_lead", "grid_supervisor"];

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
        event.starting(self.rule(rule), self.at, self.context.calendar)
    }

    /// And one of several clocks of this rule starts, under a name of its own.
    pub(super) fn begin_named(&self, event: Event, rule: &Rule, name: String) -> Event {
        let rule = Rule {
            id: name.into(),
            ..self.rule(rule)
        };
        event.starting(rule, self.at, self.context.calendar)
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

    /// That the city's desk tells.
    pub(super) fn city_desk(&self) -> Result<(), Refusal> {
        match self.context.by {
            Actor::Service { name } if name == CITY_DESK => Ok(()),
            Actor::Service { .. } | Actor::Person { .. } | Actor::Party { .. } | Actor::Clock => Err(Refusal::ReferralOfAnother),
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

    /// The subject of a member of staff of the county.
    pub(super) fn staff_within(&self, county: &Code) -> Result<&'a str, Refusal> {
        let subject = self.staff()?;
        self.within(&self.own_unit()?, county)?;
        Ok(subject)
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

    /// A unit and all its superiors, the nearest first, over units that are no more too.
    pub(super) fn chain(&self, unit: &Code) -> Vec<Code> {
        self.context.units.chain(unit, self.today())
    }

    /// The nearest unit above this one that exists today.
    pub(super) fn above(&self, unit: &Code) -> Option<Code> {
        self.chain(unit).into_iter().skip(1).find(|above| self.unit(above).is_ok())
    }

    /// Whether the one who acts is of this unit's own staff, or of its command room's or centre's.
    pub(super) fn acts_for(&self, division: &Code) -> bool {
        self.own_unit().is_ok_and(|own| speaks_for(&own, division, self.context.units)) && !is_of_a_team_alone(self.context.by)
    }

    /// Whether the one who acts commands for this division: works in it, in the room named, or with a role of command in its command
    /// room or centre. A bureau of the county does not command the county, whoever works in it.
    pub(super) fn commands(&self, division: &Code, room: &Code) -> bool {
        let Ok(own) = self.own_unit() else { return false };
        let its_room = own == *room && own.is_office() && own.division() == division.as_str();
        own == *division || its_room || is_command_of(&own, division, self.context.units) && self.has_command()
    }

    /// Whether the one who acts dispatches, handles or works in the grids, and is neither a chief nor the head of a unit.
    pub(super) fn is_above_nobody(&self) -> bool {
        WORKS.iter().any(|role| self.has_role(role)) && !self.heads()
    }

    /// Whether the one who acts is a chief of a room or centre, or the head of a unit.
    pub(super) fn heads(&self) -> bool {
        HEADS.iter().any(|role| self.has_role(role))
    }

    fn has_role(&self, role: &str) -> bool {
        matches!(self.context.by, Actor::Person { roles, .. } if roles.contains(role))
    }

    /// Whether the one who acts has a role of command.
    pub(super) fn has_command(&self) -> bool {
        matches!(self.context.by, Actor::Person { roles, .. } if COMMAND.iter().any(|role| roles.contains(*role)))
    }
}
