//! The scene: a county with its petition office, a town and a village, and petitions at every stage.

use std::collections::BTreeSet;

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case, Context};
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::domain::{
    Classification, Command, Decision, DeliveryMethod, Event, IssueOpinion, Opinion, Petition, Refusal, Register, ReliefPath, ServeOpinion,
    StageName, Submission,
};

pub(crate) const COUNTY: &str = "330602";
pub(crate) const OFFICE: &str = "330602-XFJ";
pub(crate) const TOWN: &str = "330602001";
pub(crate) const VILLAGE: &str = "330602001003";
pub(crate) const BUREAU: &str = "330602-ZJJ";
pub(crate) const OTHER_COUNTY: &str = "330603";
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
    units: Units,
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

    pub(crate) fn a_petition(stage: StageName) -> Self {
        let mut given = Self::nothing();
        given.when(&officer(OFFICE), &register()).unwrap();
        while given.petition().stage.name() != stage {
            given.now += Duration::days(if stage == StageName::Closed { 40 } else { 1 });
            let (by, command) = next_step(given.petition().stage.name());
            given.when(&by, &command).unwrap();
        }
        given.now += Duration::days(1);
        given
    }

    /// Orders; the petition follows what became of it. A refusal must change nothing.
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

    /// Rings whatever rings next, at its time.
    pub(crate) fn when_the_next_clock_rings(&mut self) -> Vec<Event> {
        let ringing = self.petition().next_ringing().expect("a clock that rings");
        self.now = self.now.max(ringing.at);
        let tick = Command::Tick {
            clock: ringing.clock,
            at: ringing.at,
        };
        self.when(&Actor::Clock, &tick).unwrap()
    }

    pub(crate) fn petition(&self) -> &Petition {
        self.petition.as_ref().expect("a petition")
    }
}

/// A petition at every stage.
pub(crate) fn at_every_stage() -> Vec<Given> {
    StageName::ALL.into_iter().map(Given::a_petition).collect()
}

/// The step the law foresees for a stage, by who may take it; closing again once it is closed.
pub(crate) fn next_step(stage: StageName) -> (Actor, Command) {
    match stage {
        StageName::Registered => (officer(OFFICE), forward(TOWN)),
        StageName::Forwarded => (officer(TOWN), accept()),
        StageName::Accepted => (officer(TOWN), start_handling()),
        StageName::Handling => (officer(TOWN), issue()),
        StageName::OpinionIssued => (officer(TOWN), serve()),
        StageName::OpinionServed | StageName::Closed => (officer(OFFICE), Command::Close),
    }
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn officer(unit: &str) -> Actor {
    person("officer", Some(unit))
}

pub(crate) fn person(subject: &str, unit: Option<&str>) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: unit.map(str::to_owned),
        roles: BTreeSet::new(),
    }
}

pub(crate) fn service() -> Actor {
    Actor::Service { name: "grid".to_owned() }
}

pub(crate) fn party() -> Actor {
    Actor::Party { id: Uuid::from_u128(7) }
}

pub(crate) fn registration() -> Register {
    Register {
        county: code(COUNTY),
        unit: None,
        submission: Submission {
            channel: crate::domain::Channel::Letter,
            category: "housing.demolition".parse().unwrap(),
            title: "A wall was pulled down".to_owned(),
            request: "Put it up again".to_owned(),
            facts_and_reasons: "It stood on our ground".to_owned(),
            place: code(VILLAGE),
            source_reference: Some("letter 17".to_owned()),
        },
        received_at: None,
    }
}

pub(crate) fn register() -> Command {
    Command::Register(Box::new(registration()))
}

pub(crate) fn forward(to: &str) -> Command {
    Command::Forward { to: code(to) }
}

pub(crate) fn accept() -> Command {
    Command::Accept {
        notice: DeliveryMethod::Mail,
    }
}

pub(crate) fn start_handling() -> Command {
    Command::StartHandling {
        classification: Classification::AppealForRelief(ReliefPath::HandlingOpinion),
    }
}

pub(crate) fn opinion() -> IssueOpinion {
    IssueOpinion {
        opinion: Opinion {
            request: "That the wall be put up again".to_owned(),
            facts_and_reasons: "The survey shows the wall on the petitioner's ground".to_owned(),
            decision: Decision::Supported,
            legal_basis: vec!["民法典 art. 237".to_owned()],
            remedy_notice: "Review within 30 days at the county".to_owned(),
        },
        approved_by: "head".to_owned(),
    }
}

pub(crate) fn issue() -> Command {
    Command::IssueOpinion(opinion())
}

pub(crate) fn service_at(at: Option<OffsetDateTime>) -> Command {
    Command::ServeOpinion(ServeOpinion {
        method: DeliveryMethod::Direct,
        proof: "receipt 3".to_owned(),
        at,
    })
}

pub(crate) fn serve() -> Command {
    service_at(None)
}

fn units() -> Units {
    let unit = |text: &str, superior: Option<&str>| Unit {
        code: code(text),
        name: text.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit("330600", None),
        unit(COUNTY, Some("330600")),
        unit(OTHER_COUNTY, Some("330600")),
        unit(OFFICE, Some(COUNTY)),
        unit(BUREAU, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(VILLAGE, Some(TOWN)),
    ])
}
