//! Backlog campaigns (化解积案, domain.md S16): old cases are chosen by age and kind, a unit sponsors them, milestones are planned. Nothing
//! here moves a case: whether it came to its end is what its own service tells.

mod domain;
mod rpc;
mod store;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use self::domain::{Campaign, Plan, Refusal};
use crate::shelf;

/// Chains of facts about campaigns are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x5ab3_c8e7_1d90_5264_8e0b_4241_434b_4c47);

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, Serialize)]
pub enum Order {
    /// Open a campaign.
    Open(Plan),
    /// A milestone is reached.
    Reach(Uuid, usize),
    /// A case is let go.
    Release(Uuid, Uuid, String),
    /// It is over.
    Close(Uuid),
}

/// The desk of one county's campaigns.
#[derive(Debug, Clone)]
pub struct BacklogDesk {
    county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;
type Ended = BTreeMap<Uuid, Date>;

impl BacklogDesk {
    /// The desk of a county, over its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    async fn held(&self, db: &DatabaseTransaction, id: Uuid) -> Done<Campaign> {
        shelf::hold(db, id).await?.ok_or(Fault::Refused(Refusal::Unknown))
    }

    async fn ended(&self, db: &impl ConnectionTrait, campaign: &Campaign) -> Done<Ended> {
        let cases: Vec<Uuid> = campaign.cases.iter().map(|chosen| chosen.case).collect();
        Ok(store::ended(db, &cases).await?)
    }
}

impl Books for BacklogDesk {
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
        let (campaign, kind, standing) = match order {
            Order::Open(plan) => {
                let cases = store::choose(db, plan).await?;
                (plan.clone().open(cases, &sitting), "campaign.opened", Standing::New)
            }
            Order::Reach(id, index) => {
                let campaign = self.held(db, *id).await?;
                (campaign.reached(*index, &sitting), "campaign.reached", Standing::Known)
            }
            Order::Release(id, case, reason) => {
                let campaign = self.held(db, *id).await?;
                (campaign.released(*case, reason, &sitting), "campaign.released", Standing::Known)
            }
            Order::Close(id) => {
                let campaign = self.held(db, *id).await?;
                let ended = self.ended(db, &campaign).await?;
                let closed = campaign.closed(|case| ended.contains_key(&case), &sitting);
                (closed, "campaign.closed", Standing::Known)
            }
        };
        let campaign = campaign.map_err(Fault::Refused)?;
        shelf::put(db, &campaign, standing).await?;
        let ended = self.ended(db, &campaign).await?;
        let shown = wire::campaign(&campaign, &ended, &self.county);
        Ok(Effect::silent(campaign.plan.id, kind, &shown).told(&wire::moved(&campaign, &ended, &self.county)))
    }
}
