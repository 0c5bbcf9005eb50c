//! What each order does to the shelf, and what the journal says of it.

use prost::Message;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use serde::Serialize;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing, Wanted};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use tonic::{Response, Status};
use uuid::Uuid;

use super::domain::{Cases, Decision, Look, Refusal, Step};
use super::wire;
use crate::figures;
use crate::shelf;

/// Chains of facts about decisions are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x7e33_09aa_f41c_5be1_93c6_5249_534b_4741);

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// A decision is on record.
    Record(Box<Decision>),
    /// It moves on.
    Move(Uuid, Step),
}

/// The desk of one county's gate.
#[derive(Debug, Clone)]
pub struct RiskDesk {
    pub(super) county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl RiskDesk {
    /// The desk of a county, over its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
        }
    }

    pub(super) const fn office(&self) -> &Office {
        self.register.office()
    }

    pub(super) async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }

    /// Carries out what nobody asked for, once.
    pub(super) async fn take_in(&self, by: &Actor, wanted: Wanted<Order>) -> Done<()> {
        self.register.take_in(self, by, wanted).await
    }

    /// One, as far as somebody may see it.
    pub(super) async fn seen(&self, by: &Actor, id: Uuid) -> Done<Decision> {
        let reach = shelf::reach(by, &self.county, self.office());
        let seen = shelf::seen::<Decision>(&self.office().db.reader, id, &reach).await?;
        seen.ok_or(Fault::Refused(Refusal::DecisionUnknown))
    }
}

impl Books for RiskDesk {
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
        let (put, standing, kind) = match order {
            Order::Record(new) => (
                Decision::clone(new).recorded(&sitting).map_err(Fault::Refused)?,
                Standing::New,
                "decision.recorded",
            ),
            Order::Move(id, step) => {
                let held = shelf::hold::<Decision>(db, *id).await?;
                let held = held.ok_or(Fault::Refused(Refusal::DecisionUnknown))?;
                let cases = if *step == Step::FollowUp {
                    Some(after(db, &held, sitting.today()).await?)
                } else {
                    None
                };
                (
                    held.moved(step, cases, &sitting).map_err(Fault::Refused)?,
                    Standing::Known,
                    "decision.moved",
                )
            }
        };
        shelf::put(db, &put, standing).await?;
        Ok(Effect::silent(put.id, kind, &wire::decision(&put, &self.county)))
    }
}

/// The cases of its category in its town or county, before the approval and since; none where nothing is to be compared.
async fn after(db: &impl ConnectionTrait, decision: &Decision, today: Date) -> Result<Cases, DbErr> {
    let look = Look::of(decision, today);
    let whole = look.is_some_and(|look| look.whole);
    let Some(look) = look.filter(|_| !decision.category.is_empty()) else {
        return Ok(Cases {
            before: 0,
            after: 0,
            whole,
        });
    };
    let what = (decision.division(), decision.category.as_str());
    Ok(Cases {
        before: figures::begun(db, what, look.before).await?,
        after: figures::begun(db, what, look.after).await?,
        whole,
    })
}
