//! The scene: a county with its mediation centre, a town's committee, a village, and a dispute at every stage.

mod orders;
mod path;

use std::collections::BTreeSet;

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::referral::{IdentityField, Offer, ReferralState};
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::domain::command::{
    ApplyConfirmation, DraftAgreement, ObligationDraft, Open, PlanSession, RecordConsent, RecordPerformance, RecordSession,
};
use crate::domain::course::Entrustment;
use crate::domain::dispute::Letter;
use crate::domain::terms::{
    Category, Channel, ConfirmationResult, Court, CourtBasis, Form, MediatorKind, Method, NotConfirmed, ObligationKind, Party, PartyRole,
    Procedure, SessionForm, Source, Subject, Termination,
};
use crate::domain::{Command, Dispute, Event, Known, Matter, Mediator, Number, Order, Refusal, Room, StageName, Submission};

pub(crate) use orders::*;
use path::{before, steps_to};

pub(crate) const COUNTY: &str = "330602";
/// The county's centre of mediation.
pub(crate) const CENTRE: &str = "330602-TJZX";
pub(crate) const TOWN: &str = "330602001";
/// The committee of the town.
pub(crate) const COMMITTEE: &str = "330602001-TJW";
pub(crate) const VILLAGE: &str = "330602001003";
pub(crate) const NEXT_TOWN: &str = "330602002";
/// The committee of the next town.
pub(crate) const OTHER_COMMITTEE: &str = "330602002-TJW";
/// A bureau that mediates what is in its catalogue.
pub(crate) const BUREAU: &str = "330602-RSJ";
pub(crate) const OTHER_COUNTY: &str = "330603";
/// A Monday morning in Beijing.
pub(crate) const START: OffsetDateTime = datetime!(2026-03-02 01:00 UTC);

/// The parties, the mediators, the room and the offer, by a digit.
pub(crate) const APPLICANT: Uuid = Uuid::from_u128(0xA1);
pub(crate) const RESPONDENT: Uuid = Uuid::from_u128(0xB1);
pub(crate) const MEDIATOR: Uuid = Uuid::from_u128(0xD1);
pub(crate) const SECOND: Uuid = Uuid::from_u128(0xD2);
pub(crate) const OFFICIAL: Uuid = Uuid::from_u128(0xD3);
pub(crate) const LAPSED: Uuid = Uuid::from_u128(0xD4);
pub(crate) const ROOM: Uuid = Uuid::from_u128(0xE1);
/// An item of the catalogue of administrative mediation.
pub(crate) const MATTER: Uuid = Uuid::from_u128(0xE2);
pub(crate) const SESSION: Uuid = Uuid::from_u128(0xF1);
pub(crate) const REFERRAL: Uuid = Uuid::from_u128(0xC1);

/// A dispute and the world around it; time is moved by hand.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) dispute: Option<Dispute>,
    pub(crate) journal: Vec<Event>,
    pub(crate) now: OffsetDateTime,
    pub(crate) calendar: Calendar,
    pub(crate) limits: Limits,
    pub(crate) units: Units,
    pub(crate) known: Known,
}

impl Given {
    pub(crate) fn nothing() -> Self {
        Self {
            dispute: None,
            journal: Vec::new(),
            now: START,
            calendar: Calendar::builtin(),
            limits: Limits::default(),
            units: units(),
            known: known(),
        }
    }

    pub(crate) fn opened(by: &Actor, command: Command) -> Self {
        let mut given = Self::nothing();
        given.does(by, command);
        given.now += Duration::hours(1);
        given
    }

    /// At this stage, by the shortest lawful way, with an hour between the steps.
    pub(crate) fn a_dispute(stage: StageName) -> Self {
        let Some(before) = before(stage) else {
            let brought = [
                (StageName::Entrusted, by_letter(Source::Police)),
                (StageName::ProactiveDraft, open_as(Source::Proactive)),
            ];
            let found = brought.into_iter().find(|(opened, _)| *opened == stage);
            return Self::opened(&clerk(), found.map_or_else(open, |(_, command)| command));
        };
        let mut given = Self::a_dispute(before);
        if matches!(stage, StageName::Breached | StageName::EnforcementApplied) {
            given.when_time_passes(datetime!(2026-05-06 02:00 UTC));
        }
        for (by, command) in steps_to(stage) {
            given.does(&by, command);
            given.now += Duration::hours(1);
        }
        assert_eq!(given.stage(), stage);
        given
    }

    /// Offered by another service.
    pub(crate) fn offered(service: &str) -> Self {
        let mut given = Self::opened(&program(service), offered_by(service));
        for (id, role) in [(APPLICANT, PartyRole::Applicant), (RESPONDENT, PartyRole::Respondent)] {
            given.does(&clerk_of(CENTRE), join(id, role));
        }
        given
    }

    pub(crate) fn when(&mut self, by: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let order = Order {
            command,
            known: self.known.clone(),
        };
        let context = Context {
            now: self.now,
            by,
            calendar: &self.calendar,
            units: &self.units,
            limits: &self.limits,
        };
        let events = Dispute::decide(self.dispute.as_ref(), &order, &context)?;
        for event in &events {
            self.dispute = Some(Dispute::evolve(self.dispute.take(), event).expect("an event that was decided can follow"));
        }
        self.journal.extend(events.iter().cloned());
        Ok(events)
    }

    /// Orders what must be done.
    #[track_caller]
    pub(crate) fn does(&mut self, by: &Actor, command: Command) -> Vec<&'static str> {
        let told = format!("{command:?}");
        let events = self
            .when(by, command)
            .unwrap_or_else(|refusal| panic!("{} refused: {told}", refusal.reason()));
        events.iter().map(Event::kind).collect()
    }

    /// Orders what must be refused; nothing changes. The reason.
    #[track_caller]
    pub(crate) fn refuses(&mut self, by: &Actor, command: Command) -> &'static str {
        let before = (self.dispute.clone(), self.journal.len());
        let refusal = self.when(by, command).expect_err("a refusal");
        assert_eq!((self.dispute.clone(), self.journal.len()), before, "a refusal changes nothing");
        refusal.reason()
    }

    /// Rings whatever rings next, at its time.
    pub(crate) fn when_the_next_clock_rings(&mut self) -> Vec<&'static str> {
        let ringing = self.dispute().next_ringing().expect("a clock that rings");
        self.now = self.now.max(ringing.at);
        let tick = Command::Tick {
            clock: ringing.clock,
            at: ringing.at,
        };
        self.does(&Actor::Clock, tick)
    }

    /// Rings everything that rings until then.
    pub(crate) fn when_time_passes(&mut self, until: OffsetDateTime) -> Vec<&'static str> {
        let mut told = Vec::new();
        while self.dispute().next_ringing().is_some_and(|ringing| ringing.at <= until) {
            told.extend(self.when_the_next_clock_rings());
        }
        self.now = until;
        told
    }

    pub(crate) fn dispute(&self) -> &Dispute {
        self.dispute.as_ref().expect("a dispute")
    }

    pub(crate) fn stage(&self) -> StageName {
        self.dispute().stage.name()
    }

    #[track_caller]
    pub(crate) fn due(&self, clock: &str) -> OffsetDateTime {
        self.dispute().clock(clock).expect("it runs").due.legal
    }
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit(COUNTY, None),
        unit(OTHER_COUNTY, None),
        unit(CENTRE, Some(COUNTY)),
        unit(BUREAU, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(COMMITTEE, Some(TOWN)),
        unit(VILLAGE, Some(TOWN)),
        unit(NEXT_TOWN, Some(COUNTY)),
        unit(OTHER_COMMITTEE, Some(NEXT_TOWN)),
    ])
}

fn known() -> Known {
    let mediator = |id: Uuid, subject: &str, kind: MediatorKind, in_term: bool| Mediator {
        id,
        subject: subject.to_owned(),
        unit: code(COMMITTEE),
        committee: None,
        kind,
        in_term,
        certified: true,
    };
    Known {
        intake: Some(code(CENTRE)),
        mediators: vec![
            mediator(MEDIATOR, "mediator", MediatorKind::People, true),
            mediator(SECOND, "second", MediatorKind::Lawyer, true),
            mediator(OFFICIAL, "official", MediatorKind::Administrative, true),
            mediator(LAPSED, "lapsed", MediatorKind::People, false),
        ],
        committee: true,
        room: Some(Room {
            id: ROOM,
            unit: code(COMMITTEE),
            open: true,
        }),
        matter: Some(Matter {
            id: MATTER,
            unit: code(COMMITTEE),
            category: Category::Neighbour,
        }),
        ..Known::default()
    }
}

pub(crate) fn person(subject: &str, unit: &str, role: &str) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: Some(unit.to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
    }
}

pub(crate) fn program(name: &str) -> Actor {
    Actor::Service { name: name.to_owned() }
}

/// The clerk of the town's committee.
pub(crate) fn clerk() -> Actor {
    clerk_of(COMMITTEE)
}

pub(crate) fn clerk_of(unit: &str) -> Actor {
    person(&format!("clerk@{unit}"), unit, "committee_clerk")
}

pub(crate) fn mediator() -> Actor {
    person("mediator", NEXT_TOWN, "mediator")
}

pub(crate) fn second() -> Actor {
    person("second", NEXT_TOWN, "mediator")
}

/// Somebody of another committee, who has nothing to do with it.
pub(crate) fn stranger() -> Actor {
    clerk_of(OTHER_COMMITTEE)
}

pub(crate) fn party(id: Uuid, role: PartyRole) -> Party {
    Party {
        id,
        role,
        speaks_for: None,
        granted: false,
    }
}
