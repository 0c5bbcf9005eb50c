//! What an order does to the table of boundaries, and what others are told of it: the counties by the city, the city by a county.

use prost::Message;
use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Sitting, Standing};
use shiyu_kit::unit::NotCompetent;
use time::OffsetDateTime;
use uuid::Uuid;

use super::case::{Case, Order};
use super::refusal::Refusal;
use super::{BoundaryDesk, store, wire};
use crate::domain::course::CountyAnswer;
use crate::domain::terms::CountyWord;

type Carried = Result<Effect, Fault<Refusal>>;

impl Books for BoundaryDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Carried {
        match order {
            Order::Hear { told, found_at } => {
                let (before, case) = heard(db, told, Case::heard).await?;
                let effect = self.shown(&case, "boundary.heard");
                let news = before.as_ref() != Some(&case);
                let effect = if news { self.moved(effect, &case) } else { effect };
                // The first receiver lets it go once, with the fact that says whose it is.
                Ok(match told.handed_over(*found_at) {
                    Some(over) => effect
                        .also(over.id, "desk.handed_over")
                        .told_to(&over.owner, &wire::desk_handed_over(&over)),
                    None => effect,
                })
            }
            Order::Learn(told) => {
                let (_, case) = heard(db, told, Case::learnt).await?;
                Ok(self.shown(&case, "boundary.learnt"))
            }
            Order::Answer { id, word, reference } => self.answer(db, *id, (*word, reference.as_str()), (by, now)).await,
            Order::Note { id, answer } => {
                let case = held(db, *id).await?.noted(answer.clone()).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &case).await?;
                let effect = to_first(self.shown(&case, "desk.answered"), &case, &wire::desk_answered(&case, answer));
                Ok(self.moved(effect, &case))
            }
            Order::Designate { id, owner, reference } => {
                self.speaks(by, now)?;
                let case = held(db, *id).await?.designated(owner, reference, now).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &case).await?;
                let effect = to_first(self.shown(&case, "desk.designated"), &case, &wire::desk_designated(&case));
                Ok(self.moved(effect, &case))
            }
        }
    }
}

impl BoundaryDesk {
    /// A person of the county or city itself, or of an office of it, speaks for it: no town does, and no county at the city's.
    fn speaks(&self, by: &Actor, now: OffsetDateTime) -> Result<(), Fault<Refusal>> {
        let units = self.register.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.home,
            units: &units,
            now,
        };
        let own = sitting.competence().own_unit();
        let own = own.map_err(|refusal| Fault::Refused(refusal.into()))?;
        let office = own.is_office() && own.enclosing().as_ref() == Some(&self.home);
        if own == self.home || office {
            return Ok(());
        }
        Err(Fault::Refused(NotCompetent::UnitNotYours(self.home.clone()).into()))
    }

    async fn answer(&self, db: &DatabaseTransaction, id: Uuid, said: (CountyWord, &str), (by, now): (&Actor, OffsetDateTime)) -> Carried {
        self.speaks(by, now)?;
        let answer = CountyAnswer {
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

    fn shown(&self, case: &Case, kind: &'static str) -> Effect {
        Effect::silent(case.id, kind, &wire::boundary(case, &self.home))
    }

    /// And every county named hears how it stands, and no other.
    fn moved(&self, effect: Effect, case: &Case) -> Effect {
        let told = wire::desk_moved(case, &self.home);
        let named = case.counties.iter();
        named.fold(effect, |effect, county| effect.also(case.id, "desk.moved").told_to(county, &told))
    }
}

/// The first receiver acts upon it, and nobody else is told.
fn to_first(effect: Effect, case: &Case, fact: &impl Message) -> Effect {
    match case.counties.first() {
        Some(first) => effect.told_to(first, fact),
        None => effect,
    }
}

/// What was known before, and what is known after it was heard.
async fn heard(db: &DatabaseTransaction, told: &Case, after: fn(Case, Case) -> Case) -> Result<(Option<Case>, Case), Fault<Refusal>> {
    let before = store::hold(db, told.id).await?;
    let standing = if before.is_some() { Standing::Known } else { Standing::New };
    let case = before.clone().map_or_else(|| told.clone(), |before| after(before, told.clone()));
    store::put(db, standing, &case).await?;
    Ok((before, case))
}

async fn held(db: &DatabaseTransaction, id: Uuid) -> Result<Case, Fault<Refusal>> {
    store::hold(db, id).await?.ok_or(Fault::Refused(Refusal::BoundaryUnknown))
}
