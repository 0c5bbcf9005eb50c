//! Registers beside the cases: places, teams, rosters. Plain rows that orders change, one order in one transaction, and each
//! order is answered once, put on the journal and told like any fact.

pub mod answer;
mod effect;
mod order;
mod row;
mod seen;
mod sitting;

use std::error::Error;

use prost::Message;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use serde::Serialize;
use time::OffsetDateTime;
use tonic::{Response, Status};
use uuid::Uuid;

use self::answer::{Answered, Before};
use crate::case::Actor;
use crate::consumer::once;
use crate::database::{WRITING, is_lost_race};
use crate::fail::{self, Point};
use crate::fault::{Corrupt, Fault, Refusal};
use crate::journal::{self, Poster};
use crate::operations::Office;
use crate::telemetry::current_traceparent;
use crate::{inbox, relay, rpc};

pub use effect::Effect;
pub use order::{Listing, Standing, Wanted};
pub use row::Row;
pub use seen::{not_kept, overseen};
pub use sitting::Sitting;

/// How often a race may be lost before the caller is asked to come again.
const RACES: u32 = 16;

/// The books of a service: the orders they take, and what an order does to them.
pub trait Books: Send + Sync {
    /// An order; two of the same content are the same order.
    type Order: Serialize + Send + Sync;
    /// Why the office says no.
    type Refusal: Refusal;

    /// Carries one order out inside the transaction: reads and holds the rows it needs, decides, writes. It is called again if a race
    /// was lost, and nothing it did is kept then.
    ///
    /// # Errors
    /// The refusal, or the database's; nothing has changed then.
    fn carry_out(
        &self,
        db: &DatabaseTransaction,
        order: &Self::Order,
        by: &Actor,
        now: OffsetDateTime,
    ) -> impl Future<Output = Result<Effect, Fault<Self::Refusal>>> + Send;
}

/// The desk of one service's registers.
#[derive(Debug, Clone)]
pub struct Register {
    office: Office,
    chains: Uuid,
}

type Done<T, B> = Result<T, Fault<<B as Books>::Refusal>>;

impl Register {
    /// A desk over the database, clock and relay of an office. The chain of what an order is about is named under `chains`, a
    /// namespace that never changes.
    #[must_use]
    pub const fn new(office: Office, chains: Uuid) -> Self {
        Self { office, chains }
    }

    /// The office it belongs to.
    #[must_use]
    pub const fn office(&self) -> &Office {
        &self.office
    }

    /// The journal's chain of a resource.
    #[must_use]
    pub fn chain(&self, id: Uuid) -> Uuid {
        Uuid::new_v5(&self.chains, id.as_bytes())
    }

    /// Carries an order out once; a repeated one is answered as the first time, and says so in its metadata. What makes two requests
    /// the same is their content and who asks: an answer is not for another's eyes.
    ///
    /// # Errors
    /// The refusal of the books, `REQUEST_ID_REUSED`, `BUSY`, or our own trouble; nothing has changed then.
    pub async fn perform<B: Books, T: Message + Default>(
        &self,
        books: &B,
        by: &Actor,
        wanted: Wanted<B::Order>,
    ) -> Result<Response<T>, Status> {
        let (answer, repeated) = self.settle(books, by, &wanted).await?;
        let answer = T::decode(answer.as_slice()).map_err(|error| corrupt("register_answer", wanted.id, &error))?;
        Ok(rpc::response(answer, repeated))
    }

    /// Carries out what a fact orders, under an id of the fact's: heard again, also by a build that reads another order in it, it changes
    /// nothing.
    ///
    /// # Errors
    /// As [`Self::perform`].
    pub async fn take_in<B: Books>(&self, books: &B, by: &Actor, wanted: Wanted<B::Order>) -> Result<(), Fault<B::Refusal>> {
        once(self.settle(books, by, &wanted).await)
    }

    /// The answer, and whether it was given before. A lost race is run again.
    async fn settle<B: Books>(&self, books: &B, by: &Actor, wanted: &Wanted<B::Order>) -> Done<(Vec<u8>, bool), B> {
        let digest = inbox::digest(wanted.id, by.name(), &wanted.order).map_err(|error| corrupt("inbox", wanted.id, &error))?;
        let mut races = 0;
        loop {
            match self.attempt(books, by, wanted, &digest).await {
                Err(Fault::Database(error)) if is_lost_race(&error) && races < RACES => races += 1,
                Err(Fault::Database(error)) if is_lost_race(&error) => return Err(Fault::Busy),
                done => return done,
            }
        }
    }

    async fn attempt<B: Books>(&self, books: &B, by: &Actor, wanted: &Wanted<B::Order>, digest: &[u8]) -> Done<(Vec<u8>, bool), B> {
        let transaction = self.office.db.writer.begin_with_options(WRITING).await?;
        match answer::before(&transaction, wanted.id, digest).await? {
            Before::Nothing => {}
            Before::Reused => return Err(Fault::Reused),
            Before::Answered(answer) => return Ok((answer, true)),
        }
        let now = self.office.clock.now();
        let effect = books.carry_out(&transaction, &wanted.order, by, now).await?;
        let answered = Answered {
            act: wanted.id,
            chain: self.chain(effect.id()),
            digest: digest.to_vec(),
            at: now,
            answer: effect.answer().to_vec(),
        };
        answer::put(&transaction, answered).await?;
        fail::at(Point::AfterInbox);
        let poster = Poster {
            act: wanted.id,
            by,
            trace: current_traceparent(),
            now,
        };
        let (answer, rounds) = effect.rounds(|id| self.chain(id));
        for postings in rounds {
            journal::append(&transaction, &poster, postings).await?;
        }
        fail::at(Point::AfterJournal);
        relay::announce(&transaction).await?;
        fail::at(Point::BeforeCommit);
        transaction.commit().await?;
        fail::at(Point::AfterCommit);
        self.office.wake.ring();
        Ok((answer, false))
    }
}

fn corrupt(table: &'static str, id: Uuid, error: &dyn Error) -> Corrupt {
    Corrupt {
        table,
        id: id.to_string(),
        what: error.to_string(),
    }
}
