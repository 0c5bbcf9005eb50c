//! What lies on the shelf, and by what it is found.

use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::Entry;
use crate::domain::terms::MediatorKind;
use crate::register::domain::{
    Adviser, Centre, Clinic, Committee, Consultation, Counter, CounterKind, Days, Finding, Matter, Mediator, Room, Round, Visit,
};

const fn single(day: Date) -> Days {
    Days { from: day, to: Some(day) }
}

impl Entry for Committee {
    const KIND: &'static str = "committee";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days()
    }

    fn rank(&self) -> String {
        self.title.clone()
    }
}

impl Entry for Mediator {
    const KIND: &'static str = "mediator";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days()
    }

    fn rank(&self) -> String {
        self.name.clone()
    }

    fn parent(&self) -> Option<Uuid> {
        self.committee
    }

    fn word(&self) -> &'static str {
        kind_word(self.kind)
    }

    fn about(&self) -> Option<String> {
        Some(self.subject.clone())
    }
}

/// The word of a kind of mediator.
#[must_use]
pub const fn kind_word(kind: MediatorKind) -> &'static str {
    match kind {
        MediatorKind::People => "people",
        MediatorKind::Administrative => "administrative",
        MediatorKind::Industry => "industry",
        MediatorKind::Lawyer => "lawyer",
        MediatorKind::CommunityCommissioner => "community_commissioner",
    }
}

impl Entry for Centre {
    const KIND: &'static str = "centre";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days
    }

    fn rank(&self) -> String {
        self.title.clone()
    }
}

impl Entry for Counter {
    const KIND: &'static str = "counter";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days
    }

    /// By kind, in the order of the vocabulary, then by title.
    fn rank(&self) -> String {
        let nth = match self.kind {
            CounterKind::Reception => 1,
            CounterKind::PeopleMediation => 2,
            CounterKind::AdministrativeMediation => 3,
            CounterKind::Court => 4,
            CounterKind::Arbitration => 5,
            CounterKind::LegalAid => 6,
            CounterKind::Petition => 7,
            CounterKind::Psychology => 8,
            CounterKind::Other => 9,
        };
        format!("{nth} {}", self.title)
    }

    fn parent(&self) -> Option<Uuid> {
        Some(self.centre)
    }
}

impl Entry for Room {
    const KIND: &'static str = "room";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days
    }

    fn rank(&self) -> String {
        self.title.clone()
    }
}

impl Entry for Adviser {
    const KIND: &'static str = "adviser";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days
    }

    fn rank(&self) -> String {
        self.unit.to_string()
    }
}

impl Entry for Consultation {
    const KIND: &'static str = "consultation";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        self.on.to_string()
    }

    fn parent(&self) -> Option<Uuid> {
        Some(self.adviser)
    }
}

impl Entry for Clinic {
    const KIND: &'static str = "clinic";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        format!("{} {:02}:{:02}", self.on, self.from.hour(), self.from.minute())
    }
}

impl Entry for Visit {
    const KIND: &'static str = "clinic_visit";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        self.on.to_string()
    }

    fn parent(&self) -> Option<Uuid> {
        Some(self.clinic)
    }
}

impl Entry for Matter {
    const KIND: &'static str = "matter";

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        self.days
    }

    fn rank(&self) -> String {
        format!("{} {}", self.unit, self.title)
    }
}

impl Entry for Round {
    const KIND: &'static str = "screening_round";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        Days {
            from: self.first,
            to: Some(self.last),
        }
    }

    fn rank(&self) -> String {
        self.first.to_string()
    }

    fn word(&self) -> &'static str {
        self.state.as_str()
    }
}

impl Entry for Finding {
    const KIND: &'static str = "screening_finding";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        self.on.to_string()
    }

    fn parent(&self) -> Option<Uuid> {
        Some(self.round)
    }

    fn word(&self) -> &'static str {
        self.state().as_str()
    }

    fn about(&self) -> Option<String> {
        self.dispute.map(|dispute| dispute.to_string())
    }
}
