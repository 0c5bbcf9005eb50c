//! The desk: what an order does to the table of boundaries, and what others are told of it, the counties by the city, the city by a county.

use std::marker::PhantomData;

use prost::Message;
use sea_orm::DatabaseTransaction;
use time::OffsetDateTime;
use tonic::{Response, Status};
use uuid::Uuid;

use super::boundary::{CountyAnswer, CountyWord};
use super::store::{self, Filter, Key};
use super::{Boundary, Contract, HandOver, Known, Order, OrderOf, Refusal, UNREADABLE};
use crate::case::Actor;
use crate::consumer::Outcome;
use crate::fault::Fault;
use crate::nats::Fact;
use crate::operations::Office;
use crate::page::Page;
use crate::register::{Books, Effect, Listing, Register, Sitting, Standing, Wanted};
use crate::unit::Code;

type Carried = Result<Effect, Fault<Refusal>>;

/// The boundaries' desk of the city, or of a county.
#[derive(Debug, Clone)]
pub struct Desk<M> {
    home: Code,
    register: Register,
    matter: PhantomData<M>,
}

impl<M: Contract> Desk<M> {
    /// The desk of a city or county, over its service's office.
    #[must_use]
    pub const fn new(home: Code, office: Office) -> Self {
        Self {
            home,
            register: Register::new(office, M::CHAINS),
            matter: PhantomData,
        }
    }

    /// The city or county whose desk it is.
    #[must_use]
    pub const fn home(&self) -> &Code {
        &self.home
    }

    /// Shows one boundary.
    ///
    /// # Errors
    /// `BOUNDARY_UNKNOWN`, or our own trouble.
    pub async fn get(&self, id: Uuid) -> Result<Response<M::Case>, Status> {
        let boundary = store::get::<M>(&self.register.office().db.reader, id).await?;
        let boundary = boundary.ok_or(Fault::Refused(Refusal::BoundaryUnknown))?;
        Ok(Response::new(M::shown(&boundary, &self.home)))
    }

    /// A page of the boundaries, raised last first.
    ///
    /// # Errors
    /// Our own trouble.
    pub async fn list(&self, listing: Listing<Filter, Key>) -> Result<Page<M::Case>, Status> {
        let Listing { filter, paging } = listing;
        let rows = store::list::<M>(&self.register.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        Ok(paging.page(rows, Key::of)?.map(|boundary| M::shown(&boundary, &self.home)))
    }

    /// Carries out what somebody orders at the door.
    ///
    /// # Errors
    /// The refusal, or as [`Register::perform`].
    pub async fn perform(&self, by: &Actor, wanted: Wanted<OrderOf<M>>) -> Result<Response<M::Case>, Status> {
        self.register.perform(self, by, wanted).await
    }

    /// A county tells the city where a boundary stands, what it says of one, or that a matter of its own is another's now; the city
    /// tells a county where a boundary stands. The fact's id is the order's: heard twice, done once.
    pub async fn hear(&self, fact: &Fact) -> Outcome {
        let order = match self.ordered(fact) {
            Ok(order) => order,
            Err(outcome) => return outcome,
        };
        let by = Actor::Service {
            name: M::SERVICE.to_owned(),
        };
        Outcome::of(self.register.take_in(self, &by, Wanted { id: fact.id, order }).await)
    }

    /// What a fact orders. How a boundary stands is nobody's affair in a county that is not named in it.
    fn ordered(&self, fact: &Fact) -> Result<OrderOf<M>, Outcome> {
        match fact.kind.strip_prefix(M::SERVICE) {
            Some(".boundary.answered") => {
                let (id, answer) = M::read_answered(fact).ok_or(UNREADABLE)?;
                Ok(Order::Note { id, answer })
            }
            Some(".desk.moved") => {
                let told = M::read_moved(fact).ok_or(UNREADABLE)?;
                let named = told.counties.contains(&self.home);
                if named { Ok(Order::Learn(told)) } else { Err(Outcome::Ignored) }
            }
            Some(_) | None => M::heard(fact),
        }
    }

    fn speaks(&self, by: &Actor, now: OffsetDateTime) -> Result<(), Fault<Refusal>> {
        let units = self.register.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.home,
            units: &units,
            now,
        };
        M::speaks(&sitting).map_err(|refusal| Fault::Refused(refusal.into()))
    }

    async fn hears(&self, db: &DatabaseTransaction, told: &Known<M>, over: Option<&HandOver<M::Bundle>>) -> Carried {
        let (before, boundary) = kept::<M>(db, told, Known::<M>::heard).await?;
        let effect = self.shown(&boundary, "boundary.heard");
        let news = before.as_ref() != Some(&boundary);
        let effect = if news { self.moved(effect, &boundary) } else { effect };
        Ok(match over {
            Some(over) => effect.also(over.id, "desk.handed_over").told_to(&over.owner, &M::handed_over(over)),
            None => effect,
        })
    }

    /// Somebody who speaks for the county says whether it is its own.
    async fn answers(&self, db: &DatabaseTransaction, id: Uuid, said: (CountyWord, &str), (by, now): (&Actor, OffsetDateTime)) -> Carried {
        self.speaks(by, now)?;
        let answer = CountyAnswer {
            county: self.home.clone(),
            word: said.0,
            reference: said.1.to_owned(),
            at: now,
        };
        let boundary = held::<M>(db, id).await?.answered(answer.clone()).map_err(Fault::Refused)?;
        store::put::<M>(db, Standing::Known, &boundary).await?;
        let effect = self.shown(&boundary, "boundary.answered");
        Ok(effect.told(&M::answered(&boundary, &answer)))
    }

    /// And the first receiver acts upon it.
    async fn notes(&self, db: &DatabaseTransaction, id: Uuid, answer: &CountyAnswer) -> Carried {
        let boundary = held::<M>(db, id).await?.noted(answer.clone()).map_err(Fault::Refused)?;
        store::put::<M>(db, Standing::Known, &boundary).await?;
        let effect = self.shown(&boundary, "desk.answered");
        let effect = to_first(effect, &boundary, &M::desk_answered(&boundary, answer));
        Ok(self.moved(effect, &boundary))
    }

    /// Somebody who speaks for the city says whose it is, and the first receiver acts upon it.
    async fn designates(&self, db: &DatabaseTransaction, id: Uuid, said: (&Code, &str), (by, now): (&Actor, OffsetDateTime)) -> Carried {
        self.speaks(by, now)?;
        let boundary = held::<M>(db, id).await?.designated(said.0, said.1, now).map_err(Fault::Refused)?;
        store::put::<M>(db, Standing::Known, &boundary).await?;
        let effect = self.shown(&boundary, "desk.designated");
        let effect = to_first(effect, &boundary, &M::desk_designated(&boundary));
        Ok(self.moved(effect, &boundary))
    }

    fn shown(&self, boundary: &Known<M>, kind: &'static str) -> Effect {
        Effect::silent(boundary.id, kind, &M::shown(boundary, &self.home))
    }

    /// And every county named hears how it stands, and no other.
    fn moved(&self, effect: Effect, boundary: &Known<M>) -> Effect {
        let told = M::desk_moved(boundary, &self.home);
        let named = boundary.counties.iter();
        named.fold(effect, |effect, county| {
            effect.also(boundary.id, "desk.moved").told_to(county, &told)
        })
    }
}

impl<M: Contract> Books for Desk<M> {
    type Order = OrderOf<M>;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &OrderOf<M>, by: &Actor, now: OffsetDateTime) -> Carried {
        match order {
            Order::Hear { told, over } => self.hears(db, told, over.as_ref()).await,
            Order::Learn(told) => {
                let (_, boundary) = kept::<M>(db, told, Known::<M>::learnt).await?;
                Ok(self.shown(&boundary, "boundary.learnt"))
            }
            Order::Answer { id, word, reference } => self.answers(db, *id, (*word, reference.as_str()), (by, now)).await,
            Order::Note { id, answer } => self.notes(db, *id, answer).await,
            Order::Relay(over) => {
                let effect = Effect::silent(over.id, "desk.handed_over", &M::Case::default());
                Ok(effect.told_to(&over.owner, &M::handed_over(over)))
            }
            Order::Designate { id, owner, reference } => self.designates(db, *id, (owner, reference.as_str()), (by, now)).await,
        }
    }
}

/// The first receiver is told, and nobody else.
fn to_first<A>(effect: Effect, boundary: &Boundary<A>, fact: &impl Message) -> Effect {
    match boundary.counties.first() {
        Some(first) => effect.told_to(first, fact),
        None => effect,
    }
}

/// What was known before, and what is known after it was told.
async fn kept<M: Contract>(
    db: &DatabaseTransaction,
    told: &Known<M>,
    after: fn(Known<M>, Known<M>) -> Known<M>,
) -> Result<(Option<Known<M>>, Known<M>), Fault<Refusal>> {
    let before = store::hold::<M>(db, told.id).await?;
    let standing = if before.is_some() { Standing::Known } else { Standing::New };
    let boundary = before.clone().map_or_else(|| told.clone(), |before| after(before, told.clone()));
    store::put::<M>(db, standing, &boundary).await?;
    Ok((before, boundary))
}

async fn held<M: Contract>(db: &DatabaseTransaction, id: Uuid) -> Result<Known<M>, Fault<Refusal>> {
    let boundary = store::hold::<M>(db, id).await?;
    boundary.ok_or(Fault::Refused(Refusal::BoundaryUnknown))
}
