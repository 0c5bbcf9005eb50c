//! What an order does to the table of boundaries, and what others are told of it: the counties by the city, the city by a county.

use prost::Message;
use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::case::{Boundary, Order};
use super::refusal::Refusal;
use super::{BoundaryDesk, store, wire};
use crate::domain::course::{Answer, Word};
use crate::team::domain::Sitting;

type Carried = Result<Effect, Fault<Refusal>>;

impl Books for BoundaryDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Carried {
        match order {
            Order::Hear(told) => {
                let (before, case) = heard(db, told, Boundary::heard).await?;
                let effect = self.shown(&case, "boundary.heard");
                let news = before.as_ref() != Some(&case);
                Ok(if news { self.moved(effect, &case) } else { effect })
            }
            Order::Learn(told) => {
                let (_, case) = heard(db, told, Boundary::learnt).await?;
                Ok(self.shown(&case, "boundary.learnt"))
            }
            Order::Answer { id, word, reference } => self.answer(db, *id, (*word, reference.as_str()), (by, now)).await,
            Order::Note { id, answer } => {
                let case = held(db, *id).await?.noted(answer.clone()).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &case).await?;
                let effect = to_first(self.shown(&case, "desk.answered"), &case, &wire::desk_answered(&case, answer));
                Ok(self.moved(effect, &case))
            }
            Order::Relay(over) => {
                let effect = Effect::silent(over.id, "desk.handed_over", &pb::BoundaryCase::default());
                Ok(effect.told_to(&over.owner, &wire::desk_handed_over(over)))
            }
            Order::Designate { id, owner, reference } => {
                self.speaks_for_home(by, now)?;
                let case = held(db, *id).await?.designated(owner, reference, now).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &case).await?;
                let effect = to_first(self.shown(&case, "desk.designated"), &case, &wire::desk_designated(&case));
                Ok(self.moved(effect, &case))
            }
        }
    }
}

impl BoundaryDesk {
    /// A person of the county itself, or of an office of it, speaks for the county.
    async fn answer(&self, db: &DatabaseTransaction, id: Uuid, said: (Word, &str), (by, now): (&Actor, OffsetDateTime)) -> Carried {
        self.speaks_for_home(by, now)?;
        let answer = Answer {
            county: self.home.clone(),
            word: said.0,
            reference: said.1.to_owned(),
            at: now,
        };
        let case = held(db, id).await?.answered(answer.clone()).map_err(Fault::Refused)?;
        store::put(db, Standing::Known, &case).await?;
        let effect = self.shown(&case, "boundary.answered");
        Ok(effect.told(&wire::boundary_answered(&case, &answer)))
    }

    /// That a person of the county, or of the city, whose desk it is acts, or of its command centre: none of the counties that quarrel
    /// designates at the city's.
    fn speaks_for_home(&self, by: &Actor, now: OffsetDateTime) -> Result<(), Fault<Refusal>> {
        let units = self.register.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.home,
            units: &units,
            now,
        };
        sitting.county_wide().map(drop).map_err(|refusal| Fault::Refused(refusal.into()))
    }

    fn shown(&self, case: &Boundary, kind: &'static str) -> Effect {
        Effect::silent(case.id, kind, &wire::boundary(case, &self.home))
    }

    /// And every county named hears how it stands, and no other.
    fn moved(&self, effect: Effect, case: &Boundary) -> Effect {
        let told = wire::desk_moved(case, &self.home);
        let named = case.counties.iter();
        named.fold(effect, |effect, county| effect.also(case.id, "desk.moved").told_to(county, &told))
    }
}

/// The first receiver acts upon it, and nobody else is told.
fn to_first(effect: Effect, case: &Boundary, fact: &impl Message) -> Effect {
    match case.counties.first() {
        Some(first) => effect.told_to(first, fact),
        None => effect,
    }
}

/// What was known before, and what is known after it was heard.
async fn heard(
    db: &DatabaseTransaction,
    told: &Boundary,
    after: fn(Boundary, Boundary) -> Boundary,
) -> Result<(Option<Boundary>, Boundary), Fault<Refusal>> {
    let before = store::hold(db, told.id).await?;
    let standing = if before.is_some() { Standing::Known } else { Standing::New };
    let case = before.clone().map_or_else(|| told.clone(), |before| after(before, told.clone()));
    store::put(db, standing, &case).await?;
    Ok((before, case))
}

async fn held(db: &DatabaseTransaction, id: Uuid) -> Result<Boundary, Fault<Refusal>> {
    store::hold(db, id).await?.ok_or(Fault::Refused(Refusal::BoundaryUnknown))
}
