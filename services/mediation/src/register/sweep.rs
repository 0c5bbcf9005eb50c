//! What is due by the calendar: screening rounds of the periods that have begun, and those that nobody reported.

use std::collections::BTreeSet;
use std::time::Duration;

use prost::Message;
use sea_orm::{DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use serde_json::json;
use shiyu_kit::case::{Actor, Entry as Note};
use shiyu_kit::clock::new_id;
use shiyu_kit::file::Hash;
use shiyu_kit::journal::{self, Poster, Posting};
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Standing;
use shiyu_kit::relay;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::domain::{Round, RoundState};
use super::store::{self, period};
use super::template::{Period, Template};
use super::{Registers, wire};

/// How many rounds are closed in one transaction.
const BATCH: u64 = 200;

const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// What a sweep moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Screening rounds made.
    pub made: usize,
    /// Screening rounds that were missed.
    pub missed: usize,
}

impl Registers {
    /// Sweeps at this pace for ever, and at once when a unit was learnt of; a sweep that fails is tried again.
    pub async fn run(self, pace: Duration) {
        let mut pace = tokio::time::interval(pace);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = pace.tick() => {}
                () = self.stirred.notified() => {}
            }
            if let Err(error) = self.sweep().await {
                tracing::warn!(error = %error, "screening rounds could not be swept; they will be swept again");
            }
        }
    }

    /// Does all that is due now. Doing it again changes nothing.
    ///
    /// # Errors
    /// The database's, or a corrupt row; what was done before stays.
    pub async fn sweep(&self) -> Result<Swept, Unread> {
        let mut swept = Swept::default();
        for template in self.templates.iter() {
            swept.made += self.make(template, template.frequency.period(self.today())).await?;
        }
        loop {
            let missed = self.miss().await?;
            swept.missed += missed;
            if u64::try_from(missed).is_ok_and(|missed| missed < BATCH) {
                return Ok(swept);
            }
        }
    }

    /// Makes the rounds of a period that has begun, of every division of the level, once each; also of one that comes within it.
    async fn make(&self, template: &Template, days: Period) -> Result<usize, Unread> {
        let units = self.screening(template);
        let (key, digest) = ((template.code.as_str(), days.first), digest(&units));
        if units.is_empty() || period::made(&self.office().db.reader, key, &digest).await? {
            return Ok(0);
        }
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        if !period::claim(&transaction, key, &digest).await? {
            return Ok(0);
        }
        let there = store::ids_until::<Round>(&transaction, &RoundState::ALL.map(RoundState::as_str), days.last).await?;
        let rounds = units.iter().map(|unit| Round::of(template, unit, days));
        let rounds: Vec<Round> = rounds.filter(|round| !there.contains(&round.id)).collect();
        store::put_all(&transaction, &rounds).await?;
        transaction.commit().await?;
        Ok(rounds.len())
    }

    /// The divisions of the county that screen under a template, in the order of their codes.
    fn screening(&self, template: &Template) -> BTreeSet<Code> {
        let units = self.office().reference.units();
        let all = units.subtree(&self.county, self.today()).into_iter();
        all.filter(|unit| !unit.is_office() && unit.level() == template.level).collect()
    }

    async fn miss(&self) -> Result<usize, Unread> {
        let now = self.office().clock.now();
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        let due = store::past::<Round>(&transaction, (RoundState::Open.as_str(), self.today()), BATCH).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let mut missed = Vec::with_capacity(due.len());
        for round in due {
            let round = Round {
                state: RoundState::Missed,
                ..round
            };
            store::put(&transaction, Standing::Known, &round).await?;
            missed.push(round);
        }
        self.tell(transaction, &missed, now).await
    }

    async fn tell(&self, transaction: DatabaseTransaction, missed: &[Round], now: OffsetDateTime) -> Result<usize, Unread> {
        let postings = missed.iter().map(|round| Posting {
            chain: self.register.chain(round.id),
            entry: Note {
                kind: "screening.missed",
                detail: json!({ "id": round.id }).to_string(),
                fact: Some(wire::screening_ended(round, now).encode_to_vec()),
            },
        });
        let poster = Poster {
            act: new_id(),
            by: &Actor::Clock,
            trace: None,
            now,
        };
        journal::append(&transaction, &poster, postings.collect()).await?;
        relay::announce(&transaction).await?;
        transaction.commit().await?;
        self.office().wake.ring();
        Ok(missed.len())
    }
}

/// What tells these units from any others.
fn digest(units: &BTreeSet<Code>) -> String {
    let codes: Vec<&str> = units.iter().map(Code::as_str).collect();
    Hash::of(codes.join(" ").as_bytes()).to_string()
}
