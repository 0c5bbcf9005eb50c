//! Takes facts in, in chunks: those that arrive while a transaction is under way share the next one. A fact's own id is its entry in
//! the table, so that hearing it twice is harmless.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, TransactionTrait};
use shiyu_kit::case::json;
use shiyu_kit::clock::to_micros;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::ledger::Unread;
use shiyu_kit::nats::Fact;
use tokio::sync::{mpsc, oneshot};
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use super::fold::{Tally, tally};
use super::read::Heard;
use super::service::is_of_our_time;
use super::store::{WRITING, hold, read};
use super::table::{heard, limit, occurrence, watermark};

/// How many facts share a transaction at most.
pub(crate) const CHUNK: usize = 200;

/// Rows in one statement: SQLite takes so many values and no more.
const ROWS: usize = 500;

/// Where facts are taken in. It ends with its last handle.
#[derive(Debug, Clone)]
pub struct Intake {
    waiting: mpsc::Sender<Waiting>,
    _desk: Arc<AbortOnDropHandle<()>>,
}

#[derive(Debug)]
struct Waiting {
    heard: Heard,
    done: oneshot::Sender<Result<(), String>>,
}

impl Intake {
    /// Begins.
    #[must_use]
    pub fn open(db: DatabaseConnection) -> Self {
        let (waiting, arriving) = mpsc::channel(CHUNK);
        let desk = tokio::spawn(serve(db, arriving));
        Self {
            waiting,
            _desk: Arc::new(AbortOnDropHandle::new(desk)),
        }
    }

    /// Takes one in; it is committed once this answers.
    ///
    /// # Errors
    /// Our trouble, in words.
    pub async fn take(&self, heard: Heard) -> Result<(), String> {
        let closed = || "the intake is closed".to_owned();
        let (done, answer) = oneshot::channel();
        self.waiting.send(Waiting { heard, done }).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }
}

/// Takes in a fact, if figures need it.
pub async fn hear(intake: &Intake, fact: &Fact) -> Outcome {
    if !is_of_our_time(fact.at) {
        return Outcome::Unreadable("CE_TIME_INVALID");
    }
    match Heard::read(fact) {
        Ok(Some(heard)) => intake.take(heard).await.map_or_else(Outcome::Trouble, |()| Outcome::Done),
        Ok(None) => Outcome::Ignored,
        Err(_) => Outcome::Unreadable("DATA_UNREADABLE"),
    }
}

async fn serve(db: DatabaseConnection, mut arriving: mpsc::Receiver<Waiting>) {
    let mut chunk = Vec::with_capacity(CHUNK);
    while arriving.recv_many(&mut chunk, CHUNK).await > 0 {
        let (heard, answers): (Vec<_>, Vec<_>) = chunk.drain(..).map(|waiting| (waiting.heard, waiting.done)).unzip();
        let taken = take_in(&db, heard.clone()).await;
        let alone = heard.len() == 1;
        for (heard, answer) in heard.into_iter().zip(answers) {
            // None suffers from its neighbour: each is tried alone.
            let taken = match &taken {
                Ok(()) => Ok(()),
                Err(error) if alone => Err(error.to_string()),
                Err(_) => take_in(&db, vec![heard]).await.map_err(|error| error.to_string()),
            };
            // Whoever does not wait any more hears it again.
            let _ = answer.send(taken);
        }
    }
}

/// One chunk, in one transaction.
pub(super) async fn take_in(db: &DatabaseConnection, arrived: Vec<Heard>) -> Result<(), Unread> {
    let transaction = db.begin_with_options(WRITING).await?;
    let position = hold(&transaction, 1).await?.position;
    let mut cases = known(&transaction, &arrived).await?;
    let mut ids: BTreeSet<Uuid> = cases.values().flatten().map(|heard| heard.id).collect();
    let new: Vec<Heard> = arrived.into_iter().filter(|heard| ids.insert(heard.id)).collect();
    let changed: BTreeSet<Uuid> = new.iter().map(|heard| heard.case).collect();
    put(&transaction, &new, position).await?;
    mark(&transaction, &new).await?;
    for heard in new {
        cases.entry(heard.case).or_default().push(heard);
    }
    cases.retain(|case, _| changed.contains(case));
    let tallies = cases.into_iter().map(|(case, heard)| (case, tally(&heard))).collect();
    replace(&transaction, tallies).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was heard before of the same cases.
async fn known(db: &DatabaseTransaction, arrived: &[Heard]) -> Result<BTreeMap<Uuid, Vec<Heard>>, Unread> {
    let cases: BTreeSet<Uuid> = arrived.iter().map(|heard| heard.case).collect();
    let rows = heard::Entity::find().filter(heard::Column::CaseId.is_in(cases)).all(db).await?;
    let mut known: BTreeMap<Uuid, Vec<Heard>> = BTreeMap::new();
    for row in rows {
        known.entry(row.case_id).or_default().push(read(row)?);
    }
    Ok(known)
}

async fn put(db: &DatabaseTransaction, new: &[Heard], position: i64) -> Result<(), sea_orm::DbErr> {
    let rows = new.iter().map(|fact| heard::ActiveModel {
        id: Set(fact.id),
        county: Set(fact.county.clone()),
        case_id: Set(fact.case),
        version: Set(fact.version),
        at: Set(to_micros(fact.at)),
        sequence: Set(fact.sequence),
        position: Set(position),
        said: Set(json(&fact.said)),
    });
    insert::<heard::Entity, _>(db, rows.collect()).await
}

/// Moves the watermarks of the counties on.
async fn mark(db: &DatabaseTransaction, new: &[Heard]) -> Result<(), sea_orm::DbErr> {
    let mut by_county: BTreeMap<&str, Vec<&Heard>> = BTreeMap::new();
    for heard in new {
        by_county.entry(&heard.county).or_default().push(heard);
    }
    for (county, facts) in by_county {
        let before = watermark::Entity::find_by_id(county).one(db).await?;
        let sequence = facts
            .iter()
            .map(|fact| fact.sequence)
            .chain(before.as_ref().map(|row| row.sequence))
            .max();
        let at = facts
            .iter()
            .map(|fact| to_micros(fact.at))
            .chain(before.as_ref().map(|row| row.at))
            .max();
        let Some((sequence, at)) = sequence.zip(at) else { continue };
        let count = i64::try_from(facts.len()).unwrap_or(i64::MAX);
        let row = watermark::ActiveModel {
            county: Set(county.to_owned()),
            sequence: Set(sequence),
            at: Set(at),
            facts: Set(before.as_ref().map_or(0, |row| row.facts) + count),
        };
        if before.is_some() {
            watermark::Entity::update(row).exec(db).await?;
        } else {
            watermark::Entity::insert(row).exec_without_returning(db).await?;
        }
    }
    Ok(())
}

/// Writes anew what these cases come to.
async fn replace(db: &DatabaseTransaction, tallies: Vec<(Uuid, Tally)>) -> Result<(), sea_orm::DbErr> {
    let cases: Vec<Uuid> = tallies.iter().map(|(case, _)| *case).collect();
    if cases.is_empty() {
        return Ok(());
    }
    let of_cases = occurrence::Column::CaseId.is_in(cases.clone());
    occurrence::Entity::delete_many().filter(of_cases).exec(db).await?;
    limit::Entity::delete_many()
        .filter(limit::Column::CaseId.is_in(cases))
        .exec(db)
        .await?;
    let (mut happened, mut limits) = (Vec::new(), Vec::new());
    for (case, tally) in tallies {
        happened.extend((0..).zip(tally.occurrences).map(|(number, it)| occurrence::ActiveModel {
            case_id: Set(case),
            number: Set(number),
            source: Set(it.source),
            day: Set(it.day),
            unit: Set(it.unit),
            category: Set(it.category),
            place: Set(it.place),
        }));
        limits.extend((0..).zip(tally.limits).map(|(number, it)| limit::ActiveModel {
            case_id: Set(case),
            number: Set(number),
            name: Set(it.limit),
            due: Set(it.due),
            met: Set(it.met),
            in_time: Set(it.in_time),
            unit: Set(it.unit),
            category: Set(it.category),
            rung: Set(it.rung),
            holder: Set(it.holder),
        }));
    }
    insert::<occurrence::Entity, _>(db, happened).await?;
    insert::<limit::Entity, _>(db, limits).await
}

async fn insert<E, A>(db: &DatabaseTransaction, rows: Vec<A>) -> Result<(), sea_orm::DbErr>
where
    E: EntityTrait,
    A: sea_orm::ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(ROWS).collect();
        E::insert_many(some).exec_without_returning(db).await?;
    }
    Ok(())
}
