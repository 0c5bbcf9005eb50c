//! What subjects ask about their data (PIPL arts. 44 to 50; S13, G-16), as it lies with each service that holds identities: told by the
//! petition service, answered by a person within the limit, and told back. Who asks is read when it is needed, and kept nowhere.

pub mod domain;
mod door;
mod held;
pub mod store;
mod wire;

use std::collections::BTreeMap;

use prost::Message as _;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use serde::Serialize;
use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;
use uuid::Uuid;

pub use domain::{Outcome, Wish};

use crate::case::Actor;
use crate::consumer;
use crate::desk::{CaseDesk, Shown};
use crate::fault::Fault;
use crate::nats::Fact;
use crate::operations::Office;
use crate::party::{Sealed, restriction, row, store as vault};
use crate::peer::Peers;
use crate::register::{self, Books, Register, Wanted};
use crate::retention::{Kept, Which, destroy_within};

use domain::{Asked, Effect, Held, Refusal, Task};

/// The fact that tells of a request.
pub const REQUESTED: &str = "petition.subject.requested";
/// The subject under which it is told that somebody was put right whom another service was granted.
pub const CORRECTED: &str = "shiyu.*.subject.corrected";
/// The subject under which it is heard.
pub const HEARD: &str = "shiyu.petition.subject.requested";

/// Chains of facts about tasks are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x5e1f_2d90_77c4_5b08_9a6e_5355_424a_4543);

/// Where it is read who asks.
#[derive(Debug, Clone)]
pub enum Source {
    /// In our own vault: we took the request in.
    Here,
    /// At the service that took it in.
    At(Peers),
}

/// How the cases of a service are named and kept.
#[derive(Debug, Clone, Copy)]
pub struct Shelf {
    /// Their collection, as in `petitions`.
    pub collection: &'static str,
    /// How long identities are kept after the end.
    pub kept: Kept,
}

/// The desk of what is asked of one service.
#[derive(Debug, Clone)]
pub struct SubjectDesk<C: Shown> {
    cases: CaseDesk<C>,
    register: Register,
    shelf: Shelf,
    source: Source,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Take in what was told.
    Take(Asked),
    /// Answer it.
    Answer {
        /// Which.
        id: Uuid,
        /// What is made of it.
        outcome: Outcome,
        /// The provision it rests on.
        basis: Option<String>,
        /// What a correction puts right, sealed for the task: it tells two orders apart, and says no word.
        #[serde(skip_serializing_if = "Option::is_none")]
        correction: Option<Box<Sealed>>,
        /// The parties put right by it, sealed at the door: no part of what makes two orders the same.
        #[serde(skip)]
        corrected: Vec<Corrected>,
        /// What is held, as it was looked up at the door: no part of what makes two orders the same.
        #[serde(skip)]
        held: Vec<Held>,
    },
    /// Take over what was put right where it was granted to us.
    PutRight {
        /// The case.
        case: Uuid,
        /// Its parties, as they are right.
        parties: Vec<Sealed>,
    },
}

/// A party that was put right (PIPL art. 46).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// As it is now.
    pub sealed: Sealed,
    /// The offers under which other services were granted who stands in its case.
    pub referrals: Vec<Uuid>,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl<C: Shown> SubjectDesk<C> {
    /// The desk of a service, over its cases and its office.
    #[must_use]
    pub const fn new(cases: CaseDesk<C>, office: Office, shelf: Shelf, source: Source) -> Self {
        Self {
            cases,
            register: Register::new(office, CHAINS),
            shelf,
            source,
        }
    }

    /// Takes in a request that the petition service told of, if this service is asked.
    pub async fn heard(&self, fact: &Fact) -> consumer::Outcome {
        let told = common::SubjectRequested::decode(fact.data.clone()).ok();
        let Some((services, asked)) = told.and_then(wire::requested) else {
            return consumer::Outcome::Unreadable("DATA_UNREADABLE");
        };
        if !services.iter().any(|service| service == C::SERVICE) {
            return consumer::Outcome::Ignored;
        }
        let by = fact.act(asked.id).by;
        let wanted = Wanted {
            id: fact.id,
            order: Order::Take(asked),
        };
        consumer::Outcome::of(self.register.take_in(self, &by, wanted).await)
    }

    /// Takes over parties of a case as they are right where they were granted to us.
    pub async fn put_right(&self, fact: &Fact, case: Uuid, parties: Vec<Sealed>) -> consumer::Outcome {
        let by = fact.act(case).by;
        let wanted = Wanted {
            id: Uuid::new_v5(&fact.id, case.as_bytes()),
            order: Order::PutRight { case, parties },
        };
        consumer::Outcome::of(self.register.take_in(self, &by, wanted).await)
    }

    /// The name of a case.
    fn name(&self, case: Uuid) -> String {
        format!("counties/{}/{}/{case}", self.cases.county, self.shelf.collection)
    }

    /// The answer is told, and of each party put right that it was, with the offers under which it is read again.
    async fn told(&self, db: &DatabaseTransaction, task: &Task, corrected: &[Corrected]) -> Result<register::Effect, DbErr> {
        let shown = wire::task(task, &self.cases.county);
        let mut told = register::Effect::silent(task.asked.id, "subject.answered", &shown).told(&wire::answered(task));
        for party in corrected {
            vault::replace(db, &party.sealed).await?;
            told = told.also(party.sealed.case(), "subject.corrected");
            if !party.referrals.is_empty() {
                told = told.told(&wire::corrected(task, party, self.name(party.sealed.case())));
            }
        }
        Ok(told)
    }

    async fn take(&self, db: &DatabaseTransaction, asked: &Asked) -> Done<register::Effect> {
        let task = if let Some(known) = store::hold(db, asked.id).await? {
            known
        } else {
            let new = Task::open(asked.clone());
            store::insert(db, &new).await?;
            new
        };
        let shown = wire::task(&task, &self.cases.county);
        Ok(register::Effect::silent(asked.id, "subject.taken", &shown))
    }

    async fn answer(
        &self,
        db: &DatabaseTransaction,
        id: Uuid,
        answered: impl FnOnce(Task) -> Result<(Task, Effect), Refusal> + Send,
    ) -> Done<Task> {
        let task = store::hold(db, id).await?.ok_or(Fault::Refused(Refusal::TaskUnknown))?;
        let (task, effect) = answered(task).map_err(Fault::Refused)?;
        let at = task.answer.as_ref().map_or(task.asked.at, |answer| answer.at);
        match effect {
            Effect::None => {}
            Effect::Destroy(parties) => self.destroy(db, parties, at).await?,
            Effect::Restrict(parties) => restriction::put(db, &parties, id, at).await?,
        }
        store::update(db, &task).await?;
        Ok(task)
    }

    /// They leave the vault, and that they went is on record with their cases (G-15).
    async fn destroy(&self, db: &DatabaseTransaction, parties: Vec<Uuid>, at: OffsetDateTime) -> Result<(), DbErr> {
        let rows = row::Entity::find().filter(row::Column::Id.is_in(parties)).all(db).await?;
        let mut of_cases: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for row in rows {
            of_cases.entry(row.case_id).or_default().push(row.id);
        }
        for (case, parties) in of_cases {
            let ended = self.ended(db, case).await?.unwrap_or(at);
            destroy_within(db, (case, ended), Which::These(&parties), at).await?;
        }
        Ok(())
    }
}

impl<C: Shown> Books for SubjectDesk<C> {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Done<register::Effect> {
        match order {
            Order::Take(asked) => self.take(db, asked).await,
            Order::Answer {
                id,
                outcome,
                basis,
                correction: _,
                corrected,
                held,
            } => {
                let answered = |task: Task| task.answered((*outcome, basis.as_deref()), held, (by, now));
                let task = self.answer(db, *id, answered).await?;
                Ok(self.told(db, &task, corrected).await?)
            }
            Order::PutRight { case, parties } => {
                for party in parties {
                    vault::replace(db, party).await?;
                }
                Ok(register::Effect::silent(*case, "subject.put_right", &()))
            }
        }
    }
}
