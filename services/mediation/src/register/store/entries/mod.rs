//! What lies on the shelf, and by what it is found.

mod counsel;
mod screening;

use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::Entry;
use crate::domain::terms::MediatorKind;
use crate::register::domain::{Centre, Committee, Counter, CounterKind, Days, Matter, Mediator, Room};

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
