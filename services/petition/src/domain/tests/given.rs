//! The scene: a city, a county with its offices, towns and a village, and a petition at every stage.

use std::collections::BTreeSet;

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub(crate) use super::orders::*;
use crate::domain::{Command, Decision, Event, Petition, Refusal, StageName};

pub(crate) const CITY: &str = "330600";
pub(crate) const CITY_OFFICE: &str = "330600-XFJ";
pub(crate) const COUNTY: &str = "330602";
/// The county's petition office; it receives what is registered here.
pub(crate) const OFFICE: &str = "330602-XFJ";
/// Handles what is forwarded.
pub(crate) const TOWN: &str = "330602001";
pub(crate) const VILLAGE: &str = "330602001003";
pub(crate) const NEXT_TOWN: &str = "330602002";
pub(crate) const BUREAU: &str = "330602-ZJJ";
/// Answers to the bureau.
pub(crate) const BRIGADE: &str = "330602-ZJDD";
pub(crate) const OTHER_COUNTY: &str = "330603";
/// No such unit.
pub(crate) const NOWHERE: &str = "330602009";
/// A Monday morning in Beijing.
pub(crate) const START: OffsetDateTime = datetime!(2025-08-04 01:00 UTC);

/// A petition and the world around it; time is moved by hand.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) petition: Option<Petition>,
    pub(crate) journal: Vec<Event>,
    pub(crate) now: OffsetDateTime,
    pub(crate) calendar: Calendar,
    pub(crate) limits: Limits,
    pub(crate) units: Units,
}

impl Given {
    pub(crate) fn nothing() -> Self {
        Self {
            petition: None,
            journal: Vec::new(),
            now: START,
            calendar: Calendar::builtin(),
            limits: Limits::default(),
            units: units(),
        }
    }

    /// At this stage for a day, by the shortest lawful way with a day between the steps.
    pub(crate) fn a_petition(stage: StageName) -> Self {
        Self::answered(stage, Decision::Explained)
    }

    /// The same, the opinion (if it comes to one) saying this.
    pub(crate) fn answered(stage: StageName, decision: Decision) -> Self {
        let Some(before) = before(stage) else {
            let mut given = Self::nothing();
            given.does(&officer(OFFICE), &register());
            given.now += Duration::days(1);
            return given;
        };
        let mut given = Self::answered(before, decision);
        given.step(stage, decision);
        assert_eq!(given.stage(), stage);
        given.now += Duration::days(1);
        given
    }

    /// An accusation against the bureau that the town handles.
    pub(crate) fn an_accusation() -> Self {
        let mut given = Self::a_petition(StageName::Accepted);
        given.does(&officer(TOWN), &Command::Classify(accusation([BUREAU])));
        given.now += Duration::days(1);
        given
    }

    fn step(&mut self, stage: StageName, decision: Decision) {
        if stage == StageName::JurisdictionDisputed {
            self.does(&officer(OFFICE), &Command::DecideObjection { agree: false });
            self.does(&officer(TOWN), &object());
        } else if stage == StageName::OpinionIssued {
            self.does(&officer(TOWN), &draft(decision));
        } else if stage == StageName::HandedOver {
            self.does(&officer(OFFICE), &raise(&[OTHER_COUNTY]));
        } else if stage == StageName::Closed {
            self.now = self.due("review_window");
        }
        let (by, command) = step_to(stage);
        self.does(&by, &command);
    }

    /// Orders; the petition follows what became of it.
    pub(crate) fn when(&mut self, by: &Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        let context = Context {
            now: self.now,
            by,
            calendar: &self.calendar,
            units: &self.units,
            limits: &self.limits,
        };
        let events = Petition::decide(self.petition.as_ref(), command, &context)?;
        for event in &events {
            self.petition = Some(Petition::evolve(self.petition.take(), event).expect("an event that was decided can follow"));
        }
        self.journal.extend(events.iter().cloned());
        Ok(events)
    }

    /// Orders what must be done.
    #[track_caller]
    pub(crate) fn does(&mut self, by: &Actor, command: &Command) -> Vec<Event> {
        self.when(by, command)
            .unwrap_or_else(|refusal| panic!("{} refused: {command:?}", refusal.reason()))
    }

    /// Orders what must be refused; nothing changes. The reason.
    #[track_caller]
    pub(crate) fn refuses(&mut self, by: &Actor, command: &Command) -> &'static str {
        let before = (self.petition.clone(), self.journal.len());
        let refusal = self.when(by, command).expect_err("a refusal");
        assert_eq!((self.petition.clone(), self.journal.len()), before, "a refusal changes nothing");
        refusal.reason()
    }

    /// Rings whatever rings next, at its time.
    pub(crate) fn when_the_next_clock_rings(&mut self) -> Vec<Event> {
        let ringing = self.petition().clocks.next_ringing().expect("a clock that rings");
        self.now = self.now.max(ringing.at);
        let tick = Command::Tick {
            clock: ringing.clock,
            at: ringing.at,
        };
        self.when(&Actor::Clock, &tick).unwrap()
    }

    /// Rings this clock, now.
    pub(crate) fn rings(&mut self, clock: &str) -> Vec<Event> {
        let tick = Command::Tick {
            clock: clock.to_owned(),
            at: self.now,
        };
        self.when(&Actor::Clock, &tick).unwrap()
    }

    /// From today on there is no such unit.
    pub(crate) fn abolish(&mut self, unit: &str) {
        let yesterday = self.now.date().previous_day();
        self.units = Units::new(self.units.iter().cloned().map(|mut each| {
            if each.code.as_str() == unit {
                each.valid_to = yesterday;
            }
            each
        }));
    }

    pub(crate) fn petition(&self) -> &Petition {
        self.petition.as_ref().expect("a petition")
    }

    pub(crate) fn stage(&self) -> StageName {
        self.petition().stage.name()
    }

    /// Names of the clocks that run, in the order they started.
    pub(crate) fn running(&self) -> Vec<&str> {
        self.petition().clocks.running().map(|clock| clock.rule.id.as_ref()).collect()
    }

    /// When a running clock is due by law.
    #[track_caller]
    pub(crate) fn due(&self, clock: &str) -> OffsetDateTime {
        self.petition().clock(clock).expect("it runs").due.legal
    }
}

/// A petition at every stage.
pub(crate) fn at_every_stage() -> Vec<Given> {
    StageName::ALL.into_iter().map(Given::a_petition).collect()
}

/// The stage before on the way to this one.
fn before(stage: StageName) -> Option<StageName> {
    use StageName as S;
    Some(match stage {
        S::Registered => return None,
        S::Forwarded | S::Assigned | S::Diverted | S::Redirected | S::Merged | S::Withdrawn | S::NotAccepted | S::HandedOver => {
            S::Registered
        }
        S::Objected | S::Accepted => S::Forwarded,
        S::JurisdictionDisputed => S::Objected,
        S::Studying | S::DutyRequested | S::Handling => S::Accepted,
        S::OpinionIssued | S::Settled => S::Handling,
        S::OpinionServed => S::OpinionIssued,
        S::ReviewRequested | S::Closed => S::OpinionServed,
        S::Reviewing => S::ReviewRequested,
        S::ReviewDecided => S::Reviewing,
        S::ReviewServed => S::ReviewDecided,
        S::RecheckRequested => S::ReviewServed,
        S::Rechecking => S::RecheckRequested,
        S::RecheckDecided => S::Rechecking,
        S::Terminated => S::RecheckDecided,
        S::Replied => S::Studying,
        S::Archived => S::Withdrawn,
    })
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// Staff of a unit, one for each.
pub(crate) fn officer(unit: &str) -> Actor {
    person(&format!("officer of {unit}"), Some(unit))
}

/// The head of a unit.
pub(crate) fn head(unit: &str) -> Actor {
    person(&format!("head of {unit}"), Some(unit))
}

/// Whoever works in a petition office sees what concerns its division. What a role may do is the policies' to say, but for one order.
pub(crate) fn person(subject: &str, unit: Option<&str>) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: unit.map(str::to_owned),
        roles: ["petition_officer", "unit_head"].map(str::to_owned).into(),
    }
}

/// Secretary of the joint conference.
pub(crate) fn secretary() -> Actor {
    Actor::Person {
        subject: "secretary".to_owned(),
        unit: Some(CITY_OFFICE.to_owned()),
        roles: BTreeSet::from(["conference_secretary".to_owned()]),
    }
}

pub(crate) fn service() -> Actor {
    named_service("grid")
}

pub(crate) fn named_service(name: &str) -> Actor {
    Actor::Service { name: name.to_owned() }
}

/// The petitioner's id in the vault.
pub(crate) const PETITIONER: Uuid = Uuid::from_u128(7);
/// Whom the matter is about.
pub(crate) const RESPONDENT: Uuid = Uuid::from_u128(8);
/// No party of it.
pub(crate) const STRANGER: Uuid = Uuid::from_u128(9);

/// The petitioner at the public door.
pub(crate) fn party() -> Actor {
    Actor::Party { id: PETITIONER }
}

pub(crate) fn unit(text: &str, superior: Option<&str>) -> Unit {
    Unit {
        code: code(text),
        name: text.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    }
}

fn units() -> Units {
    Units::new([
        unit(CITY, None),
        unit(CITY_OFFICE, Some(CITY)),
        unit(COUNTY, Some(CITY)),
        unit(OTHER_COUNTY, Some(CITY)),
        unit(OFFICE, Some(COUNTY)),
        unit(BUREAU, Some(COUNTY)),
        unit(BRIGADE, Some(BUREAU)),
        unit(TOWN, Some(COUNTY)),
        unit(NEXT_TOWN, Some(COUNTY)),
        unit(VILLAGE, Some(TOWN)),
    ])
}
