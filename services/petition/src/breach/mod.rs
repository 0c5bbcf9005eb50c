//! Breaches of personal data (个人信息安全事件, PIPL art. 57; G-22): what happened, how it was contained, and who was told. A register
//! beside the cases that names nobody.

pub mod domain;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use prost::Message as _;
use sea_orm::{DatabaseTransaction, DbErr};
use shiyu_kit::audience::Viewer;
use shiyu_kit::calendar::Ring;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use self::domain::{Breach, Found, NOTIFY_BREACH, Order, Refusal};
use crate::{alarm, sight};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of breaches are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x3d94_e6a1_08bf_5c72_b5d3_4252_4541_4348);

/// The breaches of one county.
#[derive(Debug, Clone)]
pub struct Breaches {
    county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl Breaches {
    /// The breaches of a county, over its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        let register = Register::new(office, CHAINS);
        Self { county, register }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn viewer(&self, by: &Actor) -> Viewer {
        let office = self.office();
        sight::viewer(by, &self.county, &office.reference.units(), office.clock.now())
    }

    /// Rings every limit that is due, each as often as it has rings.
    ///
    /// # Errors
    /// The database's; what rang before stays.
    pub async fn ring_all(&self) -> Result<(), DbErr> {
        alarm::ring_all::<Breach>(&self.register).await
    }

    async fn record(&self, db: &DatabaseTransaction, (id, found): (Uuid, &Found), sitting: &Sitting<'_>) -> Done<Effect> {
        let reference = &self.office().reference;
        let rule = reference.limits().of(&NOTIFY_BREACH);
        let due = reference.calendar().due(&rule, sitting.now);
        let breach = Breach::recorded(id, found.clone(), due.legal, sitting).map_err(Fault::Refused)?;
        store::insert(db, &breach).await?;
        Ok(Effect::silent(id, "breach.recorded", &wire::breach(&breach, &self.county)))
    }

    async fn step(
        &self,
        db: &DatabaseTransaction,
        (id, kind): (Uuid, &'static str),
        step: impl FnOnce(Breach) -> Result<Breach, Refusal> + Send,
    ) -> Done<Effect> {
        let before = store::hold(db, id).await?.ok_or(Fault::Refused(Refusal::BreachUnknown))?;
        let after = step(before).map_err(Fault::Refused)?;
        store::update(db, &after).await?;
        Ok(Effect::silent(id, kind, &wire::breach(&after, &self.county)))
    }
}

impl alarm::Limited for Breach {
    const FACTS: [&'static str; 2] = ["breach.warned", "breach.overdue"];

    fn due(&self) -> Option<(OffsetDateTime, Ring)> {
        self.next_ring()
    }

    fn rang(self, ring: Ring) -> Self {
        Self { rung: Some(ring), ..self }
    }

    fn told(&self) -> (Uuid, Vec<u8>) {
        (self.id, wire::rang(self).encode_to_vec())
    }

    async fn ringing(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<Vec<Self>, DbErr> {
        store::ringing(transaction, now).await
    }

    async fn keep(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        store::update(transaction, self).await
    }
}

impl Books for Breaches {
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
            Order::Record(id, found) => self.record(db, (*id, found), &sitting).await,
            Order::Contain(id, note) => {
                let contained = |breach: Breach| breach.contained(note, &sitting);
                self.step(db, (*id, "breach.contained"), contained).await
            }
            Order::Notify(id, notice, note) => {
                let notified = |breach: Breach| breach.notified(*notice, note, &sitting);
                self.step(db, (*id, "breach.notified"), notified).await
            }
            Order::Close(id) => {
                let closed = |breach: Breach| breach.closed(&sitting);
                self.step(db, (*id, "breach.closed"), closed).await
            }
        }
    }
}
