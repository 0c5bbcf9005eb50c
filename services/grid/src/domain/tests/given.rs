//! The scene: a city, two counties, towns with a command room, a village with its grid, and an event at every stage.

use std::collections::BTreeSet;

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::unit::{Code, Units};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub(crate) use super::aside::*;
pub(crate) use super::orders::*;
pub(crate) use super::world::*;
use crate::domain::terms::GridRole;
use crate::domain::{Command, Event, Incident, Known, Order, Refusal, StageName};
use crate::team::domain::capability;

pub(crate) const CITY: &str = "330600";
pub(crate) const COUNTY: &str = "330602";
pub(crate) const TOWN: &str = "330602001";
/// The town's command room; it receives what is reported.
pub(crate) const ROOM: &str = "330602001-ZHS";
/// The station for enforcement in the town; it handles what is dispatched.
pub(crate) const STATION: &str = "330602001-ZFZ";
/// The town's office of public works.
pub(crate) const WORKS: &str = "330602001-JSB";
pub(crate) const VILLAGE: &str = "330602001003";
pub(crate) const NEXT_TOWN: &str = "330602002";
/// A bureau of the county.
pub(crate) const BUREAU: &str = "330602-ZJJ";
/// The command centre of the county.
pub(crate) const CENTRE: &str = "330602-ZHZ";
/// A sub-centre of some towns.
pub(crate) const SUB_CENTRE: &str = "330602-FZX1";
pub(crate) const OTHER_COUNTY: &str = "330603";
pub(crate) const THIRD_COUNTY: &str = "330604";
/// No such unit.
pub(crate) const NOWHERE: &str = "330602009";
/// A Monday morning in Beijing.
pub(crate) const START: OffsetDateTime = datetime!(2025-08-04 01:00 UTC);

/// An event and the world around it; time is moved by hand.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) incident: Option<Incident>,
    pub(crate) journal: Vec<Event>,
    pub(crate) now: OffsetDateTime,
    pub(crate) calendar: Calendar,
    pub(crate) limits: Limits,
    pub(crate) units: Units,
    /// What the door looks up, but for the caller's role.
    pub(crate) known: Known,
}

impl Given {
    pub(crate) fn nothing() -> Self {
        Self {
            incident: None,
            journal: Vec::new(),
            now: START,
            calendar: Calendar::builtin(),
            limits: Limits::default(),
            units: units(),
            known: known(),
        }
    }

    /// Seen by a patrol, and at this stage for an hour, by the shortest lawful way with an hour between the steps.
    pub(crate) fn an_event(stage: StageName) -> Self {
        let Some(before) = before(stage) else {
            return Self::reported(&patrol(), report());
        };
        let mut given = Self::an_event(before);
        for (by, command) in steps_to(stage) {
            given.does(&by, command);
        }
        assert_eq!(given.stage(), stage);
        given.now += Duration::hours(1);
        given
    }

    /// Brought by a citizen over the hotline, an hour ago.
    pub(crate) fn a_call() -> Self {
        Self::reported(&service("hotline"), call())
    }

    /// Reported an hour ago.
    pub(crate) fn reported(by: &Actor, report: Command) -> Self {
        let mut given = Self::nothing();
        given.does(by, report);
        given.now += Duration::hours(1);
        given
    }

    /// Taken up in the grid, an hour ago.
    pub(crate) fn in_grid() -> Self {
        Self::an_event(StageName::InGrid)
    }

    /// Orders; the event follows what became of it.
    pub(crate) fn when(&mut self, by: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let order = Order {
            command,
            known: Known {
                role: role_of(by),
                verifies: role_of(by).is_some_and(capability::verifies),
                ..self.known.clone()
            },
        };
        let context = Context {
            now: self.now,
            by,
            calendar: &self.calendar,
            units: &self.units,
            limits: &self.limits,
        };
        let events = Incident::decide(self.incident.as_ref(), &order, &context)?;
        for event in &events {
            self.incident = Some(Incident::evolve(self.incident.take(), event).expect("an event that was decided can follow"));
        }
        self.journal.extend(events.iter().cloned());
        Ok(events)
    }

    /// Orders what must be done.
    #[track_caller]
    pub(crate) fn does(&mut self, by: &Actor, command: Command) -> Vec<Event> {
        let told = format!("{command:?}");
        self.when(by, command)
            .unwrap_or_else(|refusal| panic!("{} refused: {told}", refusal.reason()))
    }

    /// This unit is no more from the next day on.
    pub(crate) fn ends(&mut self, text: &str) {
        self.units = units_until(text, self.now.date());
    }

    /// Orders what must be refused; nothing changes. The reason.
    #[track_caller]
    pub(crate) fn refuses(&mut self, by: &Actor, command: Command) -> &'static str {
        let before = (self.incident.clone(), self.journal.len());
        let refusal = self.when(by, command).expect_err("a refusal");
        assert_eq!((self.incident.clone(), self.journal.len()), before, "a refusal changes nothing");
        refusal.reason()
    }

    /// Rings whatever rings next, at its time.
    pub(crate) fn when_the_next_clock_rings(&mut self) -> Vec<Event> {
        let ringing = self.incident().next_ringing().expect("a clock that rings");
        self.now = self.now.max(ringing.at);
        let (clock, at) = (ringing.clock, ringing.at);
        self.does(&Actor::Clock, Command::Tick { clock, at })
    }

    /// Rings this clock, now.
    pub(crate) fn rings(&mut self, clock: &str) -> Vec<Event> {
        let (clock, at) = (clock.to_owned(), self.now);
        self.does(&Actor::Clock, Command::Tick { clock, at })
    }

    /// This clock has run out, and rings.
    #[track_caller]
    pub(crate) fn runs_out(&mut self, clock: &str) -> Vec<Event> {
        self.now = self.due(clock);
        self.rings(clock)
    }

    pub(crate) fn incident(&self) -> &Incident {
        self.incident.as_ref().expect("an event")
    }

    pub(crate) fn stage(&self) -> StageName {
        self.incident().stage.name()
    }

    /// Names of the clocks that run, by name.
    pub(crate) fn running(&self) -> BTreeSet<&str> {
        self.incident().running().collect()
    }

    /// When a running clock is due.
    #[track_caller]
    pub(crate) fn due(&self, clock: &str) -> OffsetDateTime {
        self.incident().clock(clock).expect("it runs").due.legal
    }
}

/// An event at every stage.
pub(crate) fn at_every_stage() -> Vec<Given> {
    StageName::ALL.into_iter().map(Given::an_event).collect()
}

/// The stage before on the way to this one.
fn before(stage: StageName) -> Option<StageName> {
    use StageName as S;
    Some(match stage {
        S::Reported => return None,
        S::Verifying | S::Accepted | S::Rejected | S::Duplicate | S::EmergencyTransferred => S::Reported,
        S::InGrid | S::Filed | S::HandedOver => S::Accepted,
        S::Dispatched => S::Filed,
        S::Handling | S::Disputed => S::Dispatched,
        S::Suspended | S::Handled => S::Handling,
        S::Verified => S::Handled,
        S::Closed => S::Verified,
    })
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn person(subject: &str, unit: &str, roles: &[&str]) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: Some(unit.to_owned()),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
    }
}

/// Staff of a unit, one for each.
pub(crate) fn officer(unit: &str) -> Actor {
    person(&format!("officer of {unit}"), unit, &[])
}

/// Who dispatches in a command room or centre.
pub(crate) fn dispatcher(unit: &str) -> Actor {
    person(&format!("dispatcher of {unit}"), unit, &["dispatcher"])
}

/// Who patrols the grid.
pub(crate) fn patrol() -> Actor {
    person("patrol", VILLAGE, &["grid_patrol"])
}

/// Who leads the grid.
pub(crate) fn lead() -> Actor {
    person("lead", VILLAGE, &["grid_lead"])
}

/// Who supervises the grid.
pub(crate) fn supervisor() -> Actor {
    person("supervisor", TOWN, &["grid_supervisor"])
}

/// Who helps in the grid.
pub(crate) fn volunteer() -> Actor {
    person("volunteer", VILLAGE, &[])
}

pub(crate) fn service(name: &str) -> Actor {
    Actor::Service { name: name.to_owned() }
}

/// The reporter's id in the vault.
pub(crate) const REPORTER: Uuid = Uuid::from_u128(7);
/// No party of it.
pub(crate) const STRANGER: Uuid = Uuid::from_u128(9);

/// The reporter at the public door.
pub(crate) fn party() -> Actor {
    Actor::Party { id: REPORTER }
}

/// As what somebody works in the grid.
fn role_of(by: &Actor) -> Option<GridRole> {
    match by.name() {
        "patrol" | "second patrol" => Some(GridRole::Patrol),
        "lead" => Some(GridRole::Lead),
        "supervisor" => Some(GridRole::Supervisor),
        "police" => Some(GridRole::Police),
        "volunteer" => Some(GridRole::Volunteer),
        _ => None,
    }
}
