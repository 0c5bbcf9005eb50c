//! Limits of the registers (答复时限, 告知时限): each warns once, when four fifths of it have passed, and says once that it is over. Rows are
//! held by whoever rings them, so that any number of replicas rings each once.

use std::time::Duration;

use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use serde_json::json;
use shiyu_kit::calendar::Ring;
use shiyu_kit::case::{Actor, Entry};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::journal::{self, Poster, Posting};
use shiyu_kit::register::Register;
use shiyu_kit::relay;
use time::{OffsetDateTime, UtcOffset};
use uuid::Uuid;

use crate::breach::Breaches;
use crate::rights::Rights;

/// Rows rung in one transaction.
const BATCH: u64 = 200;

/// The rings of a register, mildest first.
const RINGS: [Ring; 2] = [Ring::Eighty, Ring::Overdue];

const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// A limit that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Since when.
    pub from: OffsetDateTime,
    /// When it is over.
    pub due: OffsetDateTime,
    /// The last ring that rang.
    pub rung: Option<Ring>,
}

impl Limit {
    /// Its next ring, which may be due already; none after the last.
    #[must_use]
    pub fn next_ring(&self) -> Option<(OffsetDateTime, Ring)> {
        let ring = RINGS.into_iter().find(|ring| self.rung.is_none_or(|rung| *ring > rung))?;
        let at = match ring {
            Ring::Half | Ring::Eighty | Ring::Internal => self.from + (self.due - self.from) * 4 / 5,
            Ring::Overdue => self.due,
        };
        // SQLite compares moments as they are written.
        Some((at.to_offset(UtcOffset::UTC), ring))
    }
}

/// The word of a ring in a row.
#[must_use]
pub const fn name(ring: Ring) -> &'static str {
    match ring {
        Ring::Half => "half",
        Ring::Eighty => "eighty",
        Ring::Internal => "internal",
        Ring::Overdue => "overdue",
    }
}

/// What has a limit that rings.
pub(crate) trait Limited: Sized + Send + Sync {
    /// The kinds of the facts: four fifths have passed, or all of it.
    const FACTS: [&'static str; 2];

    /// The next ring of its limit, and when that is.
    fn due(&self) -> Option<(OffsetDateTime, Ring)>;

    /// The same, this ring having rung.
    fn rang(self, ring: Ring) -> Self;

    /// Its id, and what is told of the last ring.
    fn told(&self) -> (Uuid, Vec<u8>);

    /// Those whose limit rings by now, as [`ringing`] finds them.
    fn ringing(transaction: &DatabaseTransaction, now: OffsetDateTime) -> impl Future<Output = Result<Vec<Self>, DbErr>> + Send;

    /// Writes it over what is there.
    fn keep(&self, transaction: &DatabaseTransaction) -> impl Future<Output = Result<(), DbErr>> + Send;
}

/// At most [`BATCH`] rows whose ring, in this column, is due, the oldest first, held until the end of the transaction. What another
/// holds, and what cannot be read, is passed over.
///
/// # Errors
/// The database's.
pub(crate) async fn ringing<E: EntityTrait<Model: Sync>, T>(
    transaction: &DatabaseTransaction,
    ring_at: E::Column,
    now: OffsetDateTime,
    read: fn(&E::Model) -> Result<T, Corrupt>,
) -> Result<Vec<T>, DbErr> {
    let query = E::find()
        .filter(ring_at.lte(now))
        .order_by_asc(ring_at)
        .limit(BATCH)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let rows = query.all(transaction).await?;
    let told = |corrupt: &Corrupt| tracing::error!(error = %corrupt, "the limit of what cannot be read rings for nobody");
    let read = rows.iter().map(|row| read(row).inspect_err(told));
    Ok(read.filter_map(Result::ok).collect())
}

/// Rings every limit of a register that is due, each as often as it has rings; what rang before an error stays.
pub(crate) async fn ring_all<L: Limited>(register: &Register) -> Result<(), DbErr> {
    while ring::<L>(register).await? > 0 {}
    Ok(())
}

/// Lets each limit that is due ring once; how many there were.
async fn ring<L: Limited>(register: &Register) -> Result<usize, DbErr> {
    let now = register.office().clock.now();
    let transaction = register.office().db.writer.begin_with_options(WRITING).await?;
    let ringing = L::ringing(&transaction, now).await?;
    if ringing.is_empty() {
        return Ok(0);
    }
    let (many, mut postings) = (ringing.len(), Vec::new());
    for limited in ringing {
        let due = limited.due().filter(|(at, _)| *at <= now);
        let Some((_, ring)) = due else {
            // It was not reckoned when it rings.
            limited.keep(&transaction).await?;
            continue;
        };
        let limited = limited.rang(ring);
        limited.keep(&transaction).await?;
        postings.push(posting(register, ring, &limited));
    }
    let poster = Poster {
        act: new_id(),
        by: &Actor::Clock,
        trace: None,
        now,
    };
    journal::append(&transaction, &poster, postings).await?;
    relay::announce(&transaction).await?;
    transaction.commit().await?;
    register.office().wake.ring();
    Ok(many)
}

fn posting<L: Limited>(register: &Register, ring: Ring, limited: &L) -> Posting {
    let [warned, overdue] = L::FACTS;
    let (id, fact) = limited.told();
    Posting {
        chain: register.chain(id),
        entry: Entry {
            kind: if ring == Ring::Overdue { overdue } else { warned },
            detail: json!({ "id": id }).to_string(),
            fact: Some(fact),
        },
    }
}

/// Looks at this pace for ever for what rings; a look that fails is tried again.
pub async fn run(rights: Rights, breaches: Breaches, pace: Duration) {
    let mut pace = tokio::time::interval(pace);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        if let Err(error) = rights.ring_all().await {
            tracing::warn!(error = %error, "limits of subjects' requests could not ring; they will be looked at again");
        }
        if let Err(error) = breaches.ring_all().await {
            tracing::warn!(error = %error, "limits of breaches could not ring; they will be looked at again");
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const FROM: OffsetDateTime = datetime!(2026-09-01 09:00 +8);

    #[test]
    fn a_limit_warns_when_four_fifths_have_passed_and_then_is_over() {
        let fresh = Limit {
            from: FROM,
            due: FROM + time::Duration::hours(10),
            rung: None,
        };
        assert_eq!(fresh.next_ring(), Some((FROM + time::Duration::hours(8), Ring::Eighty)));
        let warned = Limit {
            rung: Some(Ring::Eighty),
            ..fresh
        };
        assert_eq!(warned.next_ring(), Some((fresh.due, Ring::Overdue)));
        let over = Limit {
            rung: Some(Ring::Overdue),
            ..fresh
        };
        assert_eq!(over.next_ring(), None);
    }
}
