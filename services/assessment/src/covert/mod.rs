//! Covert visits (平安暗访, domain.md A 003-5, C5): what is looked at is drawn by lot, so that nobody chooses and everybody can draw again.
//! Where somebody goes is nobody's to know before they were there; a unit sees its visit once it is shared with it.

mod domain;
mod rpc;
#[cfg(test)]
mod tests;
mod wire;

use sea_orm::DatabaseTransaction;
use serde::Serialize;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use self::domain::{Announcement, Refusal, Round, Step};
use crate::shelf;

/// Chains of facts about rounds are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x0f92_7b11_d6a4_5e37_9c20_434f_5645_5254);

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, Serialize)]
pub enum Order {
    /// Announce a round.
    Announce(Announcement),
    /// Draw it, by a seed from somewhere.
    Draw(Uuid, String, String),
    /// A step of one visit, by its place in the draw.
    Step(Uuid, usize, Step),
}

/// The desk of one county's covert visits.
#[derive(Debug, Clone)]
pub struct CovertDesk {
    county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl CovertDesk {
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

    async fn held(&self, db: &DatabaseTransaction, id: Uuid) -> Done<Round> {
        shelf::hold(db, id).await?.ok_or(Fault::Refused(Refusal::Unknown))
    }

    async fn announce(&self, db: &DatabaseTransaction, told: &Announcement, sitting: &Sitting<'_>) -> Done<Effect> {
        let round = told.clone().announce(sitting).map_err(Fault::Refused)?;
        shelf::put(db, &round, Standing::New).await?;
        Ok(self.shown(&round, "covert.announced", sitting.by).told(&wire::moved(&round, None)))
    }

    async fn draw(&self, db: &DatabaseTransaction, (id, seed, source): (Uuid, &str, &str), sitting: &Sitting<'_>) -> Done<Effect> {
        let before = self.held(db, id).await?;
        let round = before.drawn((seed, source), sitting).map_err(Fault::Refused)?;
        shelf::put(db, &round, Standing::Known).await?;
        Ok(self.shown(&round, "covert.drawn", sitting.by).told(&wire::moved(&round, None)))
    }

    async fn step(&self, db: &DatabaseTransaction, (id, index): (Uuid, usize), step: &Step, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = self.held(db, id).await?;
        let round = before.stepped(index, step, sitting).map_err(Fault::Refused)?;
        shelf::put(db, &round, Standing::Known).await?;
        let told = wire::moved(&round, round.visits.get(index));
        Ok(match step {
            Step::Visit(_) => self.shown(&round, "covert.visited", sitting.by),
            Step::Find(_) => self.shown(&round, "covert.found", sitting.by),
            Step::Share => self.shown(&round, "covert.shared", sitting.by).told(&told),
            Step::Rectify(_) => self.shown(&round, "covert.rectified", sitting.by).told(&told),
        })
    }

    fn shown(&self, round: &Round, kind: &'static str, by: &Actor) -> Effect {
        let reach = shelf::reach(by, &self.county, self.office());
        Effect::silent(round.announcement.id, kind, &wire::round(round, &reach))
    }
}

impl Books for CovertDesk {
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
            Order::Announce(told) => self.announce(db, told, &sitting).await,
            Order::Draw(id, seed, source) => self.draw(db, (*id, seed, source), &sitting).await,
            Order::Step(id, index, step) => self.step(db, (*id, *index), step, &sitting).await,
        }
    }
}
