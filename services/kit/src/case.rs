//! The two traits that carry the weight: what a case is, and how it lies in its table and journal.

use std::collections::BTreeSet;

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

pub use crate::calendar::Ringing;

use crate::auth::{Kind, Principal};
use crate::calendar::{Calendar, Limits};
use crate::fault::{Corrupt, Refusal};
use crate::retention::{Kept, Words};
use crate::unit::Units;
use crate::{audience, booking, party};

/// Who asks, about which case, under which id: one shape, whichever door the request came through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The request's or the fact's own id: the same id is done once.
    pub id: Uuid,
    /// The case it is about.
    pub case: Uuid,
    /// Who asks.
    pub by: Actor,
    /// The version the asker last saw (its etag), if the asker insists on it.
    pub expected: Option<i64>,
    /// W3C `traceparent` of the asking span; it travels with the journal row to the bus.
    pub trace: Option<String>,
}

/// Who acts. An actor names an office holder by the subject of the token, never by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Actor {
    /// A person with a token.
    Person {
        /// Subject of the token.
        subject: String,
        /// Code of the unit the person works in; none for a citizen.
        unit: Option<String>,
        /// Roles the token grants.
        roles: BTreeSet<String>,
    },
    /// Another service of Shiyu, or a program of the county's.
    Service {
        /// Its name.
        name: String,
    },
    /// A party of the case who identified themselves at the public door, with the case's code and a second factor.
    Party {
        /// The party's id in the vault.
        id: Uuid,
    },
    /// The clock loop: a limit was reached.
    Clock,
}

impl From<&Principal> for Actor {
    fn from(principal: &Principal) -> Self {
        match principal.kind {
            Kind::Person => Self::Person {
                subject: principal.subject.clone(),
                unit: principal.unit.clone(),
                roles: principal.roles.clone(),
            },
            Kind::Service => Self::Service {
                name: principal.subject.clone(),
            },
        }
    }
}

impl Actor {
    /// The unit the actor works in.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Person { unit, .. } => unit.as_deref(),
            Self::Service { .. } | Self::Party { .. } | Self::Clock => None,
        }
    }

    /// Subject of the token, name of the service, `party`, or `clock`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Person { subject, .. } => subject,
            Self::Service { name } => name,
            Self::Party { .. } => "party",
            Self::Clock => "clock",
        }
    }

    /// Whether a person acts: closing, refusing and punishing need one (PIPL art. 24).
    #[must_use]
    pub fn is_person(&self) -> bool {
        matches!(self, Self::Person { .. } | Self::Party { .. })
    }
}

/// What a decision may know beside the case itself.
#[derive(Debug)]
pub struct Context<'a> {
    /// The time of the act.
    pub now: OffsetDateTime,
    /// Who acts.
    pub by: &'a Actor,
    /// The statutory calendar in force.
    pub calendar: &'a Calendar,
    /// The organisation units in force.
    pub units: &'a Units,
    /// Our own rules' amounts as this deployment configures them: a clock starts under `limits.of(&RULE)`.
    pub limits: &'a Limits,
}

/// A case decides and evolves; both are pure.
pub trait Case: Clone + Send + Sync + Sized + 'static {
    /// An order to the case.
    type Command: Serialize + Send + Sync + 'static;
    /// What became of an order.
    type Event: Send + Sync + 'static;
    /// Why the law says no.
    type Refusal: Refusal;

    /// Answers a command with events, or with the reason why not. `None`: there is no such case yet.
    ///
    /// # Errors
    /// The refusal; nothing has changed then.
    fn decide(case: Option<&Self>, command: &Self::Command, context: &Context<'_>) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The case after an event; `None` if the event cannot follow, which means the journal is corrupt.
    fn evolve(case: Option<Self>, event: &Self::Event) -> Option<Self>;

    /// The other case that an order is about, where it names two, as one that is merged into another. Both are in hand when it is
    /// decided, and what each answers is written in one transaction: two such orders that cross each other are decided one after
    /// the other.
    fn other(command: &Self::Command) -> Option<Uuid> {
        let _ = command;
        None
    }

    /// What the other case of an order answers to it, once the first one has: events of its own, or a refusal that is the whole
    /// order's. Its events are what holds it: a case that only looks on may change meanwhile. `other` is `None` if there is no such
    /// case; the first one is shown as the order leaves it.
    ///
    /// # Errors
    /// The refusal; nothing has changed then, in neither of them.
    fn join(
        other: Option<&Self>,
        first: &Filed<Self>,
        command: &Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        let _ = (other, first, command, context);
        Ok(Vec::new())
    }
}

/// A case with its place in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed<C> {
    /// The case's id.
    pub id: Uuid,
    /// How many events it has behind it; its etag.
    pub version: i64,
    /// The case itself.
    pub case: C,
}

/// An event as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `<entity>.<past tense>`, as in `matter.accepted`; with the service's name it makes the subject.
    pub kind: &'static str,
    /// The event in full, JSON; it stays in this database.
    pub detail: String,
    /// What others are told, protobuf, without personal data; `None` for what concerns nobody else.
    pub fact: Option<Vec<u8>>,
}

/// Rows that a case writes beside itself, in the transaction of the act that leads to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// New parties. An act that brings one whose id is taken fails with [`Fault::PartyTaken`](crate::fault::Fault::PartyTaken).
    pub parties: Vec<party::row::Model>,
    /// Who may see the case from now on, and from whom it is kept; an entry that is there already stays.
    pub audience: Vec<audience::row::Model>,
    /// What is booked from now on. An act that books what is taken fails with [`Fault::BookedAlready`](crate::fault::Fault::BookedAlready).
    pub booked: Vec<booking::Model>,
    /// What is free again; of what another case booked nothing is freed.
    pub freed: Vec<booking::Model>,
}

impl Beside {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty() && self.audience.is_empty() && !self.books()
    }

    /// Whether something is booked or freed.
    #[must_use]
    pub fn books(&self) -> bool {
        !self.booked.is_empty() || !self.freed.is_empty()
    }
}

/// How a case lies in its table and in its journal.
pub trait Record: Case {
    /// The case's table; its row is the fold of the case's journal. The clock loop knows these columns in every one of
    /// them: `id`, `due_at` (when the next clock rings), `legal_due_at` (the earliest limit of the law), `calendar` (that
    /// its clocks were reckoned with), `claimed_until` and `closed_at`.
    type Entity: EntityTrait<Model: IntoActiveModel<Self::Row> + Send + Sync, Column: Send + Sync>;
    /// A row to write, every column set.
    type Row: ActiveModelTrait<Entity = Self::Entity> + sea_orm::ActiveModelBehavior + Send + 'static;

    /// The service's name, as in `petition`: first part of every subject.
    const SERVICE: &'static str;

    /// The primary key's column.
    const ID: <Self::Entity as EntityTrait>::Column;

    /// What people said and wrote in its journal, which goes with the identities of the case; none, if it is about nobody.
    const SAID: Option<Words>;

    /// How long after its end the identities, the words and the files of a case are kept, unless a deployment says otherwise.
    const KEPT: Kept = Kept::years(30, 30);

    /// Reads a row.
    ///
    /// # Errors
    /// [`Corrupt`] names the table, the id and what cannot be read.
    fn read(row: <Self::Entity as EntityTrait>::Model) -> Result<Filed<Self>, Corrupt>;

    /// The row to write: every column set, stale ones too.
    fn write(filed: &Filed<Self>) -> Self::Row;

    /// An event as the journal keeps it, `after` being the case the event led to.
    fn encode(event: &Self::Event, after: &Filed<Self>) -> Entry;

    /// What the case writes beside itself. Asked once for each act that led to an event, with the case before and after it.
    fn beside(command: &Self::Command, before: Option<&Filed<Self>>, after: &Filed<Self>) -> Beside {
        let _ = (command, before, after);
        Beside::default()
    }

    /// An event read back from the journal.
    ///
    /// # Errors
    /// What cannot be read, in words.
    fn decode(kind: &str, detail: &str) -> Result<Self::Event, String>;

    /// Whether it is kept as long as what is major.
    fn is_major(&self) -> bool {
        false
    }

    /// The photographs and documents on its record, by their hashes, as it stands now.
    fn files(&self) -> Vec<&str> {
        Vec::new()
    }

    /// When the case's next clock rings; `None` once nothing is due.
    fn ringing(&self) -> Option<Ringing>;

    /// The order that makes a clock ring.
    fn tick(ringing: &Ringing) -> Self::Command;

    /// The order to reckon every open clock again, after a new calendar came into force.
    fn reckon() -> Self::Command;
}

/// A value as a row or the journal keeps it. Only a time outside the years 0 to 9999 has no JSON, and the wire lets none in: what is
/// written here can be read.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// An event read back from the journal, for [`Record::decode`]: it lies under its own kind.
///
/// # Errors
/// What cannot be read, in words.
pub fn decoded<E: DeserializeOwned>(kind: &str, detail: &str, kind_of: impl Fn(&E) -> &'static str) -> Result<E, String> {
    let event: E = serde_json::from_str(detail).map_err(|error| error.to_string())?;
    let found = kind_of(&event);
    if found == kind {
        Ok(event)
    } else {
        Err(format!("a {found} lies under {kind}"))
    }
}

#[cfg(test)]
mod tests;
