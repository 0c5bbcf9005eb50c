//! Surveys of satisfaction by a third party (北京市接诉即办工作条例 art. 32). Which case got which token is told once and kept nowhere, and
//! of an answer nothing is kept but that its unit has one more of its kind: who rated what is known to nobody (domain.md G-19).

mod domain;
mod rpc;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod wire;

use std::net::IpAddr;
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::DatabaseTransaction;
use serde::Serialize;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing};
use shiyu_kit::throttle::Throttle;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use self::domain::{Plan, Pool, Refusal, Survey};
use crate::shelf;

pub use domain::{Settings, Weights};
pub use store::counted;

/// Chains of facts about surveys are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x3e86_90ab_4d17_5c02_8f5e_5355_5256_4559);

/// Addresses that are remembered.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, Serialize)]
pub enum Order {
    /// Fix what is drawn from.
    Open(Plan),
    /// Draw the sample, by a seed of ours.
    Draw(Uuid, #[serde(skip)] String),
    /// Keep the fingerprints of its tokens, each with its unit.
    Issue(Uuid, #[serde(skip)] Vec<(String, String)>),
    /// End the answering.
    Close(Uuid),
}

/// The desk of one county's surveys.
#[derive(Debug, Clone)]
pub struct SurveyDesk {
    county: Code,
    register: Register,
    settings: Settings,
    addresses: Arc<Throttle<IpAddr>>,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl SurveyDesk {
    /// The desk of a county, over its service's office; strangers may answer so many times a minute from one address.
    #[must_use]
    pub fn new(county: Code, office: Office, settings: Settings, per_address: NonZeroU32) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
            settings,
            addresses: Arc::new(Throttle::new(per_address, Duration::from_mins(1), REMEMBERED)),
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    async fn open(&self, db: &DatabaseTransaction, plan: &Plan, now: OffsetDateTime) -> Done<Survey> {
        let pool = Pool::of(store::ended(db, plan).await?);
        let survey = plan.clone().fixed(&pool, self.county.as_str(), now).map_err(Fault::Refused)?;
        shelf::put(db, &survey, Standing::New).await?;
        store::keep(db, plan.id, pool).await?;
        Ok(survey)
    }

    async fn draw(&self, db: &DatabaseTransaction, (id, seed): (Uuid, &str), now: OffsetDateTime) -> Done<Survey> {
        let before: Survey = shelf::hold(db, id).await?.ok_or(Fault::Refused(Refusal::Unknown))?;
        let pool = store::pool(db, id).await?;
        let survey = before.drawn_by(seed, &pool, now).map_err(Fault::Refused)?;
        shelf::put(db, &survey, Standing::Known).await?;
        Ok(survey)
    }

    async fn issue(&self, db: &DatabaseTransaction, id: Uuid, hashes: &[(String, String)]) -> Done<Survey> {
        let before: Survey = shelf::hold(db, id).await?.ok_or(Fault::Refused(Refusal::Unknown))?;
        let survey = before.issued().map_err(Fault::Refused)?;
        store::issue(db, &survey, hashes).await?;
        shelf::put(db, &survey, Standing::Known).await?;
        Ok(survey)
    }

    async fn close(&self, db: &DatabaseTransaction, id: Uuid, now: OffsetDateTime) -> Done<Survey> {
        let before: Survey = shelf::hold(db, id).await?.ok_or(Fault::Refused(Refusal::Unknown))?;
        let survey = before.closed(now).map_err(Fault::Refused)?;
        store::close(db, id, self.settings.least_answers, local_date(now)).await?;
        shelf::put(db, &survey, Standing::Known).await?;
        Ok(survey)
    }
}

impl Books for SurveyDesk {
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
        sitting.county_wide().map_err(|why| Fault::Refused(Refusal::from(why)))?;
        let (survey, kind) = match order {
            Order::Open(plan) => (self.open(db, plan, now).await?, "survey.opened"),
            Order::Draw(id, seed) => (self.draw(db, (*id, seed), now).await?, "survey.drawn"),
            Order::Issue(id, hashes) => (self.issue(db, *id, hashes).await?, "survey.issued"),
            Order::Close(id) => (self.close(db, *id, now).await?, "survey.closed"),
        };
        let results = store::results(db, survey.plan.id).await?;
        let shown = wire::survey(&survey, &results, self.settings.weights);
        Ok(Effect::silent(survey.plan.id, kind, &shown).told(&wire::moved(&survey)))
    }
}
