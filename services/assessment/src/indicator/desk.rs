//! What an order does to the indicators, and what the journal says of it.

use prost::Message;
use sea_orm::DatabaseTransaction;
use serde::Serialize;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Wanted};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use time::OffsetDateTime;
use tonic::{Response, Status};
use uuid::Uuid;

use super::domain::{Content, Indicator, Move, Stage};
use super::refusal::Refusal;
use super::{defaults, store, wire};

/// Chains of facts about indicators are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x6f1d_2c0a_93b7_5e44_a1f0_494e_4449_4341);

/// An order to the register.
#[derive(Debug, Clone, Serialize)]
pub enum Order {
    /// A draft.
    Put(Uuid, String, Box<Content>),
    /// A version moves on.
    Move(String, i64, Move),
    /// Those of the default set that are missing, under a document.
    Adopt(Uuid, String),
}

/// The desk of one county's indicators.
#[derive(Debug, Clone)]
pub struct IndicatorDesk {
    pub(super) county: Code,
    register: Register,
    /// How many may be active.
    most_active: usize,
}

impl IndicatorDesk {
    /// The desk of a county, over its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office, most_active: usize) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
            most_active,
        }
    }

    pub(super) const fn office(&self) -> &Office {
        self.register.office()
    }

    pub(super) async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }
}

type Decided<T> = Result<T, Fault<Refusal>>;

impl Books for IndicatorDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Decided<Effect> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        sitting.county_wide().map_err(|why| Fault::Refused(Refusal::from(why)))?;
        match order {
            Order::Put(id, code, content) => self.put(db, (*id, code), content, now).await,
            Order::Move(code, version, step) => self.step(db, (code, *version), step, now).await,
            Order::Adopt(id, document) => self.adopt(db, *id, document, now).await,
        }
    }
}

impl IndicatorDesk {
    /// The draft anew, or the first version after what was published.
    async fn put(&self, db: &DatabaseTransaction, (id, code): (Uuid, &str), content: &Content, now: OffsetDateTime) -> Decided<Effect> {
        let latest = store::find(db, code, None).await?;
        let version = latest.as_ref().map_or(1, |latest| latest.version + 1);
        let draft = latest.filter(|latest| latest.stage == Stage::Draft);
        let new = draft.is_none();
        let (id, version) = draft.map_or((id, version), |draft| (draft.id, draft.version));
        let indicator = Indicator {
            id,
            code: code.to_owned(),
            version,
            stage: Stage::Draft,
            moved_at: now,
            content: content.clone(),
            consultation: None,
        };
        store::put(db, &indicator, new).await?;
        Ok(self.told(&indicator))
    }

    async fn step(&self, db: &DatabaseTransaction, (code, version): (&str, i64), step: &Move, now: OffsetDateTime) -> Decided<Effect> {
        let found = store::find(db, code, Some(version)).await?;
        let found = found.ok_or(Fault::Refused(Refusal::Unknown))?;
        let moved = found.moved(step, now).map_err(Fault::Refused)?;
        if moved.stage == Stage::Active {
            self.make_room(db, &moved, now).await?;
        }
        store::put(db, &moved, false).await?;
        Ok(self.told(&moved))
    }

    /// The version before it retires, and there is room for it.
    async fn make_room(&self, db: &DatabaseTransaction, moved: &Indicator, now: OffsetDateTime) -> Decided<()> {
        let active = store::active(db).await?;
        let (before, others): (Vec<_>, Vec<_>) = active.into_iter().partition(|other| other.code == moved.code);
        if others.len() >= self.most_active {
            return Err(Fault::Refused(Refusal::TooManyActive(self.most_active)));
        }
        for former in before {
            let former = former.moved(&Move::Retire, now).map_err(Fault::Refused)?;
            store::put(db, &former, false).await?;
        }
        Ok(())
    }

    async fn adopt(&self, db: &DatabaseTransaction, id: Uuid, document: &str, now: OffsetDateTime) -> Decided<Effect> {
        let mut adopted = Vec::new();
        let mut active = store::active(db).await?.len();
        for (number, (code, content)) in (0_u32..).zip(defaults::defaults(&self.county, document)) {
            if store::find(db, &code, None).await?.is_some() {
                continue;
            }
            active += 1;
            if active > self.most_active {
                return Err(Fault::Refused(Refusal::TooManyActive(self.most_active)));
            }
            let indicator = Indicator {
                id: Uuid::new_v5(&id, &number.to_be_bytes()),
                code: code.clone(),
                version: 1,
                stage: Stage::Active,
                moved_at: now,
                content,
                consultation: Some(document.to_owned()),
            };
            store::put(db, &indicator, true).await?;
            adopted.push(code);
        }
        let answer = pb::AdoptDefaultIndicatorsResponse { adopted };
        Ok(Effect::silent(id, "indicator.adopted", &answer))
    }

    fn told(&self, indicator: &Indicator) -> Effect {
        let answer = wire::indicator(indicator, &self.county);
        let fact = wire::moved(indicator, &self.county);
        Effect::silent(indicator.id, "indicator.moved", &answer).told(&fact)
    }
}
