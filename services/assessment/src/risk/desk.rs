//! What each order does to the shelf, and what the journal says of it.

use prost::Message;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing, Wanted};
use shiyu_kit::unit::{Code, Level};
use time::{Date, Duration, OffsetDateTime};
use tonic::{Response, Status};
use uuid::Uuid;

use super::domain::{Cases, Decision, Refusal, Step};
use super::wire;
use crate::figures::{self, Span};
use crate::shelf;

/// Chains of facts about decisions are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x7e33_09aa_f41c_5be1_93c6_5249_534b_4741);

/// So many days before and after an approval are compared.
const LOOK: i64 = 90;

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
            Order::Record(new) => (recorded(new, &sitting)?, Standing::New, "decision.recorded"),
            Order::Move(id, step) => {
                let held = shelf::hold::<Decision>(db, *id).await?;
                let held = held.ok_or(Fault::Refused(Refusal::DecisionUnknown))?;
                let cases = if *step == Step::FollowUp {
                    after(db, &held, sitting.today()).await?
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

fn recorded(new: &Decision, sitting: &Sitting<'_>) -> Done<Decision> {
    sitting.writes_for(&new.unit).map_err(|why| Fault::Refused(Refusal::from(why)))?;
    Ok(Decision {
        at: sitting.now,
        ..new.clone()
    })
}

/// The cases of its category in its town or county, in as many days before the approval as have passed since, ninety at most.
async fn after(db: &impl ConnectionTrait, decision: &Decision, today: Date) -> Done<Option<Cases>> {
    let Some(approved) = decision.approved_at.map(local_date) else {
        return Ok(None);
    };
    let passed = (today - approved).whole_days().clamp(0, LOOK);
    let whole = passed == LOOK;
    if decision.category.is_empty() || passed == 0 {
        return Ok(Some(Cases {
            before: 0,
            after: 0,
            whole,
        }));
    }
    let division = if decision.unit.level() >= Level::Town {
        decision.unit.division().get(..9).unwrap_or_default()
    } else {
        decision.unit.county()
    };
    let before = Span {
        from: approved - Duration::days(passed),
        to: approved - Duration::DAY,
    };
    let since = Span {
        from: approved + Duration::DAY,
        to: approved + Duration::days(passed),
    };
    Ok(Some(Cases {
        before: figures::begun(db, (division, &decision.category), before).await?,
        after: figures::begun(db, (division, &decision.category), since).await?,
        whole,
    }))
}
