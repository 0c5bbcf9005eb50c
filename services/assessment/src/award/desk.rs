//! What each order does to the shelf, and what the journal says of it.

use std::collections::BTreeSet;

use prost::Message;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use time::{Date, OffsetDateTime};
use tonic::{Response, Status};
use uuid::Uuid;

use super::domain::{AwardYear, Known, Nomination, PUBLICITY, Stage, Step};
use super::objection::{Protest, Publicity, Reply};
use super::refusal::Refusal;
use super::veto::{Decision, Proposal, Veto};
use super::{tier, wire};
use crate::shelf;

/// Chains of facts about awards are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x4d0a_b7c2_86ef_5c93_b1d8_5452_4950_4f44);

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// A candidate.
    Nominate(Nomination),
    /// A year moves on, by a document.
    Move(Uuid, Step, String),
    /// Somebody objects to a year that is publicised.
    Object(Uuid, Protest),
    /// An objection, by its place, is answered.
    Answer(Uuid, usize, Reply),
    /// A veto.
    Propose(Proposal),
    /// The unit was heard on a day, with a record.
    Hear(Uuid, (Date, String)),
    /// The panel decided.
    Decide(Uuid, Decision),
}

/// The desk of one county's awards.
#[derive(Debug, Clone)]
pub struct AwardDesk {
    pub(super) county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl AwardDesk {
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

    /// How many years in a row a unit was granted.
    pub(super) async fn streak(&self, unit: &Code) -> Done<pb::AwardStreak> {
        let years = shelf::labelled::<AwardYear>(&self.office().db.reader, unit.as_str()).await?;
        let granted: BTreeSet<i32> = years
            .iter()
            .filter(|year| year.stage == Stage::Granted)
            .map(|year| year.year)
            .collect();
        let this_year = local_date(self.office().clock.now()).year();
        Ok(wire::streak(unit, tier::streak(&granted, this_year)))
    }
}

impl Books for AwardDesk {
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
            Order::Nominate(nomination) => self.nominate(db, nomination, &sitting).await,
            Order::Move(id, step, document) => self.step(db, *id, (step, document.as_str()), &sitting).await,
            Order::Object(id, new) => self.object(db, *id, new, &sitting).await,
            Order::Answer(id, index, reply) => {
                let answered = held_year(db, *id).await?.answered((*index, reply), &sitting);
                self.put(db, &answered.map_err(Fault::Refused)?, "award.answered").await
            }
            Order::Propose(proposal) => self.propose(db, proposal, &sitting).await,
            Order::Hear(id, hearing) => {
                let held = held_veto(db, *id).await?;
                let heard = held.heard(hearing.clone(), &sitting).map_err(Fault::Refused)?;
                self.veto(db, &heard, Standing::Known).await
            }
            Order::Decide(id, decision) => self.decide(db, *id, decision, &sitting).await,
        }
    }
}

impl AwardDesk {
    async fn nominate(&self, db: &DatabaseTransaction, new: &Nomination, sitting: &Sitting<'_>) -> Done<Effect> {
        let years = shelf::labelled::<AwardYear>(db, new.unit.as_str()).await?;
        let vetoes = vetoes(db, &new.unit, new.year).await?;
        let id = Uuid::new_v5(&CHAINS, format!("{}/{}", new.unit, new.year).as_bytes());
        let year = AwardYear::nominated((id, new), &years, &vetoes, sitting).map_err(Fault::Refused)?;
        shelf::put(db, &year, Standing::New).await?;
        Ok(Effect::silent(year.id, "award.nominated", &wire::year(&year, &self.county)))
    }

    async fn step(&self, db: &DatabaseTransaction, id: Uuid, step: (&Step, &str), sitting: &Sitting<'_>) -> Done<Effect> {
        let held = held_year(db, id).await?;
        let vetoes = vetoes(db, &held.unit, held.year).await?;
        let reference = &self.office().reference;
        let calendar = reference.calendar();
        let known = Known {
            vetoes: &vetoes,
            publicity: Publicity {
                calendar: &calendar,
                rule: reference.limits().of(&PUBLICITY),
            },
        };
        let moved = held.moved(step, &known, sitting).map_err(Fault::Refused)?;
        self.put(db, &moved, "award.moved").await
    }

    async fn object(&self, db: &DatabaseTransaction, id: Uuid, new: &Protest, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = held_year(db, id).await?;
        let reference = &self.office().reference;
        let calendar = reference.calendar();
        let publicity = Publicity {
            calendar: &calendar,
            rule: reference.limits().of(&PUBLICITY),
        };
        let objected = held.objected(new, &publicity, sitting).map_err(Fault::Refused)?;
        self.put(db, &objected, "award.objected").await
    }

    /// A year of which something became.
    async fn put(&self, db: &DatabaseTransaction, year: &AwardYear, kind: &'static str) -> Done<Effect> {
        shelf::put(db, year, Standing::Known).await?;
        Ok(Effect::silent(year.id, kind, &wire::year(year, &self.county)))
    }

    async fn propose(&self, db: &DatabaseTransaction, new: &Proposal, sitting: &Sitting<'_>) -> Done<Effect> {
        let years = shelf::labelled::<AwardYear>(db, new.unit.as_str()).await?;
        let veto = Veto::proposed(new, &years, sitting).map_err(Fault::Refused)?;
        self.veto(db, &veto, Standing::New).await
    }

    async fn decide(&self, db: &DatabaseTransaction, id: Uuid, decision: &Decision, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = held_veto(db, id).await?;
        let decided = held.decided(decision, sitting).map_err(Fault::Refused)?;
        if decision.vetoed {
            let years = shelf::labelled::<AwardYear>(db, decided.unit.as_str()).await?;
            for year in years.into_iter().filter(|year| year.year == decided.year) {
                shelf::put(db, &year.vetoed(&decision.document), Standing::Known).await?;
            }
        }
        self.veto(db, &decided, Standing::Known).await
    }

    async fn veto(&self, db: &DatabaseTransaction, veto: &Veto, standing: Standing) -> Done<Effect> {
        shelf::put(db, veto, standing).await?;
        Ok(Effect::silent(veto.id, "veto.moved", &wire::veto(veto, &self.county)))
    }
}

async fn held_year(db: &DatabaseTransaction, id: Uuid) -> Done<AwardYear> {
    shelf::hold::<AwardYear>(db, id).await?.ok_or(Fault::Refused(Refusal::AwardUnknown))
}

async fn held_veto(db: &DatabaseTransaction, id: Uuid) -> Done<Veto> {
    shelf::hold::<Veto>(db, id).await?.ok_or(Fault::Refused(Refusal::VetoUnknown))
}

/// The vetoes of a unit's year.
async fn vetoes(db: &impl ConnectionTrait, unit: &Code, year: i32) -> Done<Vec<Veto>> {
    let mut vetoes = shelf::labelled::<Veto>(db, unit.as_str()).await?;
    vetoes.retain(|veto| veto.year == year);
    Ok(vetoes)
}
