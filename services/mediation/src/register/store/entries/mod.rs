//! What lies on the shelf, and by what it is found.

use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::Entry;
use crate::domain::terms::MediatorKind;
use crate::register::domain::{Centre, Committee, Counter, CounterKind, Days, Matter, Mediator, Room};

/// [`Entry`] of what keeps its id and its unit in fields so named: on which days it stands, what its list is sorted by, and what else it
/// says of itself.
macro_rules! entry {
    ($entry:ident is $kind:literal: |$it:ident| $days:expr, $rank:expr $(; $($more:tt)*)?) => {
        impl Entry for $entry {
            const KIND: &'static str = $kind;

            fn id(&self) -> Uuid {
                self.id
            }

            fn unit(&self) -> &Code {
                &self.unit
            }

            fn days(&self) -> Days {
                let $it = self;
                $days
            }

            fn rank(&self) -> String {
                let $it = self;
                $rank
            }

            $($($more)*)?
        }
    };
}

mod counsel;
mod screening;

const fn single(day: Date) -> Days {
    Days { from: day, to: Some(day) }
}

entry! { Committee is "committee": |it| it.days(), it.title.clone() }

entry! {
    Mediator is "mediator": |it| it.days(), it.name.clone();

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

entry! { Centre is "centre": |it| it.days, it.title.clone() }

entry! {
    Counter is "counter": |it| it.days, format!("{} {}", nth(it.kind), it.title);

    fn parent(&self) -> Option<Uuid> {
        Some(self.centre)
    }
}

/// Counters are listed by kind, in the order of the vocabulary, then by title.
const fn nth(kind: CounterKind) -> u8 {
    match kind {
        CounterKind::Reception => 1,
        CounterKind::PeopleMediation => 2,
        CounterKind::AdministrativeMediation => 3,
        CounterKind::Court => 4,
        CounterKind::Arbitration => 5,
        CounterKind::LegalAid => 6,
        CounterKind::Petition => 7,
        CounterKind::Psychology => 8,
        CounterKind::Other => 9,
    }
}

entry! { Room is "room": |it| it.days, it.title.clone() }

entry! { Matter is "matter": |it| it.days, format!("{} {}", it.unit, it.title) }
