//! What time does here: rounds are made and missed, screening too, and accepted dangers are looked at again. Rows are held by whoever
//! moves them, so that any number of replicas moves each once.

use std::time::Duration;

use prost::Message;
use sea_orm::{DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use serde_json::json;
use shiyu_kit::case::{Actor, Entry};
use shiyu_kit::clock::new_id;
use shiyu_kit::journal::{self, Poster, Posting};
use shiyu_kit::register::Standing;
use shiyu_kit::relay;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::domain::{Period, Plan, Round, Screening, Template};
use super::store::{Unread, hazard, period, plan, round, screening};
use super::{Patrols, wire};
use crate::domain::terms::GridCode;

/// Days back for which rounds are made up after an outage.
const MADE_UP: i64 = 92;

/// Rows moved in one transaction.
const BATCH: u64 = 200;

const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// What a sweep moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Plans whose rounds were made.
    pub planned: usize,
    /// Rounds that were missed.
    pub missed: usize,
    /// Screening rounds made.
    pub screenings: usize,
    /// Screening rounds that were missed.
    pub unreported: usize,
    /// Accepted hazards that are open again.
    pub reviewed: usize,
}

/// What is swept batch by batch.
#[derive(Debug, Clone, Copy)]
enum Step {
    Make,
    Miss,
    MissScreenings,
    Review,
}

impl Swept {
    fn of(&mut self, step: Step) -> &mut usize {
        match step {
            Step::Make => &mut self.planned,
            Step::Miss => &mut self.missed,
            Step::MissScreenings => &mut self.unreported,
            Step::Review => &mut self.reviewed,
        }
    }
}

impl Patrols {
    /// Sweeps at this pace for ever, and at once when a plan was put up; a sweep that fails is tried again.
    pub async fn run(self, pace: Duration) {
        let mut pace = tokio::time::interval(pace);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = pace.tick() => {}
                () = self.stirred.notified() => {}
            }
            if let Err(error) = self.sweep().await {
                tracing::warn!(error = %error, "patrols could not be swept; they will be swept again");
            }
        }
    }

    /// Does all that is due now. Doing it again changes nothing.
    ///
    /// # Errors
    /// The database's, or a corrupt row; what was done before stays.
    pub async fn sweep(&self) -> Result<Swept, Unread> {
        let now = self.office().clock.now();
        let mut swept = Swept {
            screenings: self.make_screenings().await?,
            ..Swept::default()
        };
        for step in [Step::Make, Step::Miss, Step::MissScreenings, Step::Review] {
            loop {
                let moved = self.step(step, now).await?;
                *swept.of(step) += moved;
                if u64::try_from(moved).is_ok_and(|moved| moved < BATCH) {
                    break;
                }
            }
        }
        Ok(swept)
    }

    async fn step(&self, step: Step, now: OffsetDateTime) -> Result<usize, Unread> {
        match step {
            Step::Make => self.make_rounds().await,
            Step::Miss => self.miss_rounds(now).await,
            Step::MissScreenings => self.miss_screenings(now).await,
            Step::Review => self.review(now).await,
        }
    }

    /// Makes the rounds that begin until tomorrow. Those of days on which nobody swept are made too, and are missed: after an outage it
    /// is on record that nothing was recorded, for a quarter back.
    async fn make_rounds(&self) -> Result<usize, Unread> {
        let today = self.today();
        let horizon = today.next_day().unwrap_or(today);
        let oldest = longest_gap(today);
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        let wanting = plan::wanting(&transaction, horizon, BATCH).await?;
        for row in &wanting {
            let next = match plan::read(row) {
                Ok(plan) => {
                    let from = row.next_from.unwrap_or(today).max(oldest);
                    self.make(&transaction, &plan, (from, horizon)).await?
                }
                Err(corrupt) => {
                    tracing::error!(error = %corrupt, "no rounds are made of a plan that cannot be read");
                    horizon.next_day()
                }
            };
            plan::advance(&transaction, row.id, next).await?;
        }
        transaction.commit().await?;
        Ok(wanting.len())
    }

    /// Makes the rounds of a plan that begin until the horizon; from which day on the next are to be made. While the map does without the
    /// grid the plan rests: nobody misses what nobody can walk.
    async fn make(&self, transaction: &DatabaseTransaction, plan: &Plan, (from, horizon): (Date, Date)) -> Result<Option<Date>, Unread> {
        let calendar = self.office().reference.calendar();
        let mut next = Some(from);
        while let Some(from) = next {
            let Some(days) = plan.next(from, &calendar) else {
                return Ok(None);
            };
            if days.first > horizon {
                return Ok(Some(days.first));
            }
            if !self.around.is_gone(&plan.grid, days.first) {
                round::make(transaction, &Round::of(plan, days)).await?;
            }
            next = days.last.next_day();
        }
        Ok(None)
    }

    async fn miss_rounds(&self, now: OffsetDateTime) -> Result<usize, Unread> {
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        let due = round::due(&transaction, now, BATCH).await?;
        if due.is_empty() {
            return Ok(0);
        }
        // Made the day before, and its grid went off the map meanwhile. What somebody walked all the same stays on record.
        let (gone, due): (Vec<_>, Vec<_>) = due.into_iter().partition(|row| self.has_gone(row));
        round::forget(&transaction, &gone).await?;
        round::miss(&transaction, &due, now).await?;
        let told = due.iter().map(|row| (row.id, wire::patrol_missed(row)));
        self.tell(transaction, "patrol.missed", told.collect(), now).await
    }

    fn has_gone(&self, row: &round::Model) -> bool {
        let grid: Result<GridCode, _> = row.grid.parse();
        row.visited == 0 && grid.is_ok_and(|grid| self.around.is_gone(&grid, row.first_day))
    }

    async fn miss_screenings(&self, now: OffsetDateTime) -> Result<usize, Unread> {
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        let due = screening::due(&transaction, now, BATCH).await?;
        if due.is_empty() {
            return Ok(0);
        }
        screening::miss(&transaction, &due).await?;
        let told = due.iter().map(|row| (row.id, wire::screening_missed(row)));
        self.tell(transaction, "screening.missed", told.collect(), now).await
    }

    async fn review(&self, now: OffsetDateTime) -> Result<usize, Unread> {
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        let mut told = Vec::new();
        for found in hazard::under_review(&transaction, self.today(), BATCH).await? {
            let open = found.reopened(now);
            hazard::put(&transaction, Standing::Known, &open).await?;
            told.push((open.hazard.id, wire::hazard_moved(&open)));
        }
        self.tell(transaction, "hazard.reopened", told, now).await
    }

    /// Makes the screening rounds of the periods that have begun since the last ones, of every unit of a level, once.
    async fn make_screenings(&self) -> Result<usize, Unread> {
        let mut many = 0;
        for template in &self.settings.templates {
            let last = period::last(&self.office().db.reader, &template.code).await?;
            for days in self.periods(template, last) {
                many += self.make_screening(template, days).await?;
            }
        }
        Ok(many)
    }

    /// The periods from the last one on for which rounds were made, or today's where none were.
    fn periods(&self, template: &Template, last: Option<Date>) -> Vec<Period> {
        let (today, calendar) = (self.today(), self.office().reference.calendar());
        let mut next = Some(last.unwrap_or(today).max(longest_gap(today)));
        let mut periods = Vec::new();
        while let Some(from) = next {
            let begun = template.frequency.period(from, &calendar).filter(|days| days.first <= today);
            next = begun.and_then(|days| days.last.next_day());
            periods.extend(begun);
        }
        periods
    }

    async fn make_screening(&self, template: &Template, days: Period) -> Result<usize, Unread> {
        let units = self.screening(template);
        if units.is_empty() || period::made(&self.office().db.reader, &template.code, days.first).await? {
            return Ok(0);
        }
        let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
        if !period::claim(&transaction, &template.code, days.first).await? {
            return Ok(0);
        }
        let rounds: Vec<_> = units.iter().map(|unit| Screening::of(template, unit, days)).collect();
        screening::make(&transaction, &rounds).await?;
        transaction.commit().await?;
        Ok(rounds.len())
    }

    /// The divisions of the county that screen under a template.
    fn screening(&self, template: &Template) -> Vec<Code> {
        let units = self.office().reference.units();
        let all = units.subtree(&self.county, self.today()).into_iter();
        all.filter(|unit| !unit.is_office() && unit.level() == template.level).collect()
    }

    /// Posts one fact of a kind for each, and commits.
    async fn tell<F: Message>(
        &self,
        transaction: DatabaseTransaction,
        kind: &'static str,
        told: Vec<(Uuid, F)>,
        now: OffsetDateTime,
    ) -> Result<usize, Unread> {
        let postings = told.iter().map(|(id, fact)| Posting {
            chain: self.register.chain(*id),
            entry: Entry {
                kind,
                detail: json!({ "id": id }).to_string(),
                fact: Some(fact.encode_to_vec()),
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
        Ok(told.len())
    }
}

/// The first day for which something is made up that nobody swept for.
fn longest_gap(today: Date) -> Date {
    today.checked_sub(time::Duration::days(MADE_UP)).unwrap_or(today)
}
