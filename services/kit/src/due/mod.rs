//! The clock loop: claims cases whose limit has passed, oldest first, and lets each ring once.

mod legible;
mod standing;

use std::marker::PhantomData;
use std::time::Duration;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DbErr, EntityName};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use standing::{lag, within_clock};

use crate::case::{Act, Actor, Filed, Record};
use crate::clock::WallClock;
use crate::ledger::Ledger;

/// The loop over one service's cases. Any number of replicas may run it.
#[derive(Debug)]
pub struct ClockLoop<C: Record> {
    ledger: Ledger<C>,
    clock: WallClock,
    settings: Settings,
    record: PhantomData<C>,
}

/// How the loop paces itself.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Time between two looks when nothing is due.
    pub pace: Duration,
    /// Cases claimed at a time.
    pub batch: u64,
    /// How long a claim keeps other replicas away; a replica that died loses its claims after it.
    pub claim: Duration,
    /// How long a case whose row cannot be read is left alone, so that it keeps no seat that another could have.
    pub rest: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            pace: Duration::from_secs(1),
            batch: 256,
            claim: Duration::from_secs(30),
            rest: Duration::from_mins(10),
        }
    }
}

/// Act ids of the clock are derived under this namespace.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d1f_8f2e_43a7_5c0b_9e55_5348_4959_5501);

impl<C: Record> ClockLoop<C> {
    /// A loop over the cases of a ledger.
    #[must_use]
    pub fn new(ledger: Ledger<C>, clock: WallClock, settings: Settings) -> Self {
        Self {
            ledger,
            clock,
            settings,
            record: PhantomData,
        }
    }

    /// Runs until told to stop; the round under way is finished first.
    pub async fn run(self, stop: CancellationToken) {
        let mut pace = tokio::time::interval(self.settings.pace);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while stop.run_until_cancelled(pace.tick()).await.is_some() {
            while !stop.is_cancelled() {
                match self.round().await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(service = C::SERVICE, error = %error, "the clock loop could not look for due cases; it will look again");
                        break;
                    }
                }
            }
        }
    }

    /// One round: rings what is due, then reckons what an older calendar reckoned. Tells how many cases it moved. A case
    /// whose row cannot be read is reported and left alone for a while; the others go on.
    ///
    /// # Errors
    /// The database's.
    pub async fn round(&self) -> Result<usize, DbErr> {
        let now = self.clock.now();
        let due = self.claim(now, Expr::col(Alias::new("due_at")).lte(now)).await?;
        let rung = self.each(due, |filed: &Filed<C>| {
            let ringing = filed.case.ringing().filter(|ringing| ringing.at <= now)?;
            Some((
                act_id(filed.id, &ringing.clock, ringing.at.unix_timestamp_nanos()),
                C::tick(&ringing),
            ))
        });
        let rung = rung.await?;
        let calendar = self.ledger.reference().calendar().version();
        let stale = self
            .claim(
                now,
                Expr::col(Alias::new("calendar"))
                    .lt(calendar)
                    .and(Expr::col(Alias::new("closed_at")).is_null()),
            )
            .await?;
        let reckoned = self.each(stale, |filed: &Filed<C>| {
            Some((act_id(filed.id, "calendar", i128::from(calendar)), C::reckon()))
        });
        Ok(rung + reckoned.await?)
    }

    /// Claims cases, oldest due first. A claim is a mark with an end, not a lock: the desk writes the row meanwhile.
    async fn claim(&self, now: OffsetDateTime, which: SimpleExpr) -> Result<Vec<Uuid>, DbErr> {
        let (id, claimed, due) = (Alias::new("id"), Alias::new("claimed_until"), Alias::new("due_at"));
        let table = Alias::new(C::Entity::default().table_name());
        let mut oldest = Query::select();
        oldest
            .column(id.clone())
            .from(table.clone())
            .and_where(which)
            .and_where(Expr::col(claimed.clone()).is_null().or(Expr::col(claimed.clone()).lte(now)))
            .order_by(due, Order::Asc)
            .limit(self.settings.batch)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        let claim = Query::update()
            .table(table)
            .value(claimed, now + self.settings.claim)
            .and_where(Expr::col(id.clone()).in_subquery(oldest))
            .returning_col(id)
            .to_owned();
        let rows = self.ledger.database().writer.query_all(&claim).await?;
        Ok(rows.iter().filter_map(legible::id::<C>).collect())
    }

    /// Carries out an act on each case, many at a time: the desk puts them into common transactions.
    async fn each(&self, ids: Vec<Uuid>, act: impl Fn(&Filed<C>) -> Option<(Uuid, C::Command)>) -> Result<usize, DbErr> {
        if ids.is_empty() {
            return Ok(0);
        }
        let read = legible::read::<C>(&self.ledger.database().writer, ids).await?;
        self.rest(read.illegible).await?;
        let mut acts = Vec::with_capacity(read.filed.len());
        for filed in read.filed {
            if let Some((id, command)) = act(&filed) {
                let act = Act {
                    id,
                    case: filed.id,
                    by: Actor::Clock,
                    expected: None,
                    trace: None,
                };
                acts.push(self.execute(act, command));
            }
        }
        Ok(futures::future::join_all(acts).await.into_iter().filter(|done| *done).count())
    }

    /// Leaves cases alone for a while.
    async fn rest(&self, ids: Vec<Uuid>) -> Result<(), DbErr> {
        if ids.is_empty() {
            return Ok(());
        }
        let rest = Query::update()
            .table(Alias::new(C::Entity::default().table_name()))
            .value(Alias::new("claimed_until"), self.clock.now() + self.settings.rest)
            .and_where(Expr::col(Alias::new("id")).is_in(ids))
            .to_owned();
        self.ledger.database().writer.execute(&rest).await.map(drop)
    }

    async fn execute(&self, act: Act, command: C::Command) -> bool {
        let case = act.case;
        match self.ledger.execute(act, command).await {
            Ok(_) => true,
            Err(fault) => {
                tracing::warn!(service = C::SERVICE, case.id = %case, error = %fault, "a due clock could not ring; it will be tried again");
                false
            }
        }
    }

    /// How many seconds the oldest due case has been waiting; 0 when nothing is due.
    ///
    /// # Errors
    /// The database's.
    pub async fn lag(&self) -> Result<f64, DbErr> {
        lag::<C>(&self.ledger.database().reader, self.clock.now()).await
    }
}

/// The act id of a ring: ten replicas derive the same, so a clock rings once.
fn act_id(case: Uuid, clock: &str, at: i128) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{case}/{clock}/{at}").as_bytes())
}
