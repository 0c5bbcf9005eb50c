//! Policy suggestions (完善政策的建议, 信访工作条例 arts. 40, 41): what the matters of a county have in common, put to the unit that can
//! change it. A register beside the cases; it speaks of causes and places, and of nobody.

pub mod domain;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use shiyu_kit::audience::{Audience, Viewer};
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use self::domain::{Make, Order, Refusal, Sitting, Suggestion};
use crate::reception::store::petition;
use crate::sight;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about suggestions are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x2b7a_9c44_6f0e_5d31_8a1c_4144_5649_4345);

/// The suggestions of one county.
#[derive(Debug, Clone)]
pub struct Advice {
    county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl Advice {
    /// The suggestions of a county, over the database, units, clock and relay of its service's office.
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

    async fn make(&self, db: &impl ConnectionTrait, order: &Make, sitting: &Sitting<'_>) -> Done<Effect> {
        let about = self.known(db, order, sitting.by).await?;
        let made = order.clone().suggest(about.values(), sitting).map_err(Fault::Refused)?;
        store::insert(db, &made).await?;
        let shown = wire::suggestion(&made, &self.county, |_| true);
        Ok(Effect::silent(order.id, "advice.made", &shown).told(&wire::advice_made(&made)))
    }

    async fn answer(
        &self,
        db: &impl ConnectionTrait,
        (id, answered): (Uuid, impl FnOnce(Suggestion) -> Result<Suggestion, Refusal>),
        by: &Actor,
    ) -> Done<Effect> {
        let viewer = self.viewer(by);
        let before = store::hold(db, id).await?.filter(|made| sees(&viewer, made));
        let after = answered(before.ok_or(Fault::Refused(Refusal::SuggestionUnknown))?).map_err(Fault::Refused)?;
        store::update(db, &after).await?;
        let seen = petition::seen(db, &viewer, after.made.petitions.iter().copied().collect()).await?;
        let shown = wire::suggestion(&after, &self.county, |petition| seen.contains(&petition));
        Ok(Effect::silent(id, "advice.answered", &shown).told(&wire::advice_answered(&after)))
    }

    /// The audiences of the matters behind a suggestion, each of which exists for the caller.
    async fn known(&self, db: &impl ConnectionTrait, order: &Make, by: &Actor) -> Done<BTreeMap<Uuid, Audience>> {
        let named: BTreeSet<Uuid> = order.petitions.iter().copied().collect();
        let viewer = self.viewer(by);
        let mut about = petition::audiences(db, named.clone()).await?;
        about.retain(|_, audience| viewer.sees(audience));
        if about.len() == named.len() {
            Ok(about)
        } else {
            Err(Fault::Refused(Refusal::PetitionUnknown))
        }
    }
}

impl Books for Advice {
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
            Order::Make(make) => self.make(db, make, &sitting).await,
            Order::Answer { id, adoption, text } => {
                let answered = |made: Suggestion| made.answered(*adoption, text, &sitting);
                self.answer(db, (*id, answered), by).await
            }
        }
    }
}

/// Whoever oversees the unit that suggests, or the one it suggests to.
fn sees(viewer: &Viewer, suggestion: &Suggestion) -> bool {
    viewer.reach.has(&suggestion.unit) || viewer.reach.has(&suggestion.made.to)
}
