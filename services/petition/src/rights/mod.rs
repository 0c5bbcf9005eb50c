//! Subjects' requests (个人信息权利请求, PIPL arts. 44 to 50; S13): taken in at the petition office, told to every service that holds
//! identities, and replied to once. A register beside the cases; who asks is destroyed when the reply is given.

pub mod domain;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use prost::Message as _;
use sea_orm::{DatabaseTransaction, DbErr};
use shiyu_kit::audience::Viewer;
use shiyu_kit::calendar::Ring;
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::Office;
use shiyu_kit::party::{Sealed, Vault};
use shiyu_kit::register::{Books, Effect, Register, Sitting};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;
use uuid::Uuid;

use self::domain::{Order, Refusal, SUBJECT_ANSWER, SubjectRequest, Take};
use crate::{alarm, sight};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// The services that may be asked: those that hold identities.
pub const SERVICES: [&str; 4] = ["petition", "mediation", "grid", "enforcement"];

/// Chains of facts about requests are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x71c0_5b3e_d4a8_5f26_8d17_5249_4748_5453);

/// The requests of one county.
#[derive(Debug, Clone)]
pub struct Rights {
    county: Code,
    register: Register,
    vault: Vault,
    services: Arc<[String]>,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl Rights {
    /// The requests of a county, over its service's office and vault; these services are asked.
    #[must_use]
    pub fn new(county: Code, office: Office, vault: Vault, services: &[String]) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
            vault,
            services: services.into(),
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn viewer(&self, by: &Actor) -> Viewer {
        let office = self.office();
        sight::viewer(by, &self.county, &office.reference.units(), office.clock.now())
    }

    /// Takes in what a service answered.
    pub async fn heard(&self, fact: &Fact) -> Outcome {
        let told = common::SubjectAnswered::decode(fact.data.clone()).ok();
        let Some(wanted) = told.and_then(|told| wire::heard(told, fact)) else {
            return Outcome::Unreadable("DATA_UNREADABLE");
        };
        let by = Actor::Service {
            name: fact.service().to_owned(),
        };
        Outcome::of(self.register.take_in(self, &by, wanted).await)
    }

    /// Rings every limit that is due, each as often as it has rings.
    ///
    /// # Errors
    /// The database's; what rang before stays.
    pub async fn ring_all(&self) -> Result<(), DbErr> {
        alarm::ring_all::<SubjectRequest>(&self.register).await
    }

    async fn take(&self, db: &DatabaseTransaction, (take, sealed): (&Take, &Sealed), sitting: &Sitting<'_>) -> Done<Effect> {
        let reference = &self.office().reference;
        let rule = reference.limits().of(&SUBJECT_ANSWER);
        let due = reference.calendar().due(&rule, sitting.now);
        let taken = take.clone().taken(&self.services, due.legal, sitting).map_err(Fault::Refused)?;
        store::insert(db, &taken, sealed).await?;
        let shown = wire::request(&taken, &self.county);
        Ok(Effect::silent(take.id, "subject.requested", &shown).told(&wire::requested(&taken)))
    }

    /// The next state of a request, which is written over the last.
    async fn next(
        &self,
        db: &DatabaseTransaction,
        id: Uuid,
        next: impl FnOnce(SubjectRequest) -> Result<SubjectRequest, Refusal> + Send,
    ) -> Done<SubjectRequest> {
        let before = store::hold(db, id).await?.ok_or(Fault::Refused(Refusal::RequestUnknown))?;
        let after = next(before).map_err(Fault::Refused)?;
        store::update(db, &after).await?;
        Ok(after)
    }
}

impl alarm::Limited for SubjectRequest {
    const FACTS: [&'static str; 2] = ["subject.warned", "subject.overdue"];

    fn due(&self) -> Option<(OffsetDateTime, Ring)> {
        self.next_ring()
    }

    fn rang(self, ring: Ring) -> Self {
        Self { rung: Some(ring), ..self }
    }

    fn told(&self) -> (Uuid, Vec<u8>) {
        (self.take.id, wire::rang(self).encode_to_vec())
    }

    async fn ringing(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<Vec<Self>, DbErr> {
        store::ringing(transaction, now).await
    }

    async fn keep(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        store::update(transaction, self).await
    }
}

impl Books for Rights {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Done<Effect> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        match order {
            Order::Take { take, sealed } => self.take(db, (take, sealed), &sitting).await,
            Order::Hear { id, service, given } => {
                let after = self.next(db, *id, |before| before.answered(service, given.clone())).await?;
                let shown = wire::request(&after, &self.county);
                Ok(Effect::silent(*id, "subject.heard", &shown))
            }
            Order::Reply { id, text } => {
                let after = self.next(db, *id, |before| before.replied(text, &sitting)).await?;
                store::forget(db, *id).await?;
                let shown = wire::request(&after, &self.county);
                Ok(Effect::silent(*id, "subject.replied", &shown).told(&wire::replied(&after)))
            }
        }
    }
}
