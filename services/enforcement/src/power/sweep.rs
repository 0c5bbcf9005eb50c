//! What becomes of cases in flight when their power changes hands (S15): by default they stay with who filed them; where the decision
//! says so they are handed over, each by an act of its own, in the name of whoever published the list.

use std::time::Duration;

use sea_orm::{SqliteTransactionMode, TransactionOptions, TransactionTrait};
use shiyu_kit::case::{Actor, Entry};
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Fault;
use shiyu_kit::journal::{self, Poster, Posting};
use shiyu_kit::ledger::Unread;
use shiyu_kit::relay;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use prost::Message as _;
use serde_json::json;

use super::domain::{InFlight, Move, Publication, Settled, covers};
use super::store::{list, movement};
use super::{PowerDesk, wire};
use crate::domain::command::Rehome;
use crate::rpc::Desk;
use crate::store::in_flight;

/// Moves settled in one go.
const BATCH: u64 = 200;
/// Cases of one power and unit that can be in flight; more are looked at in the next round.
const CASES: u64 = 10_000;

const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// What was settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Items and regions that changed hands.
    pub moves: usize,
    /// Cases that stayed.
    pub kept: i32,
    /// Cases that were handed over.
    pub handed_over: i32,
}

/// Sees to cases in flight.
#[derive(Debug, Clone)]
pub struct Sweep {
    powers: PowerDesk,
    cases: Desk,
}

impl Sweep {
    /// Over the lists and the cases.
    #[must_use]
    pub const fn new(powers: PowerDesk, cases: Desk) -> Self {
        Self { powers, cases }
    }

    /// Sweeps at this pace for ever; a sweep that fails is tried again.
    pub async fn run(self, pace: Duration) {
        let mut pace = tokio::time::interval(pace);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            pace.tick().await;
            if let Err(error) = self.sweep().await {
                tracing::warn!(error = %error, "cases in flight could not be seen to; they will be seen to again");
            }
        }
    }

    /// Settles every move whose day has come. Doing it again changes nothing.
    ///
    /// # Errors
    /// The database's, or a corrupt row; what was done before stays.
    pub async fn sweep(&self) -> Result<Swept, Unread> {
        let mut swept = Swept::default();
        loop {
            let due = movement::due(&self.powers.office().db.reader, self.powers.today(), BATCH).await?;
            let many = due.len();
            let mut idle = Vec::new();
            for row in due {
                let (kept, handed_over) = self.see_to(&row).await?;
                swept.moves += 1;
                swept.kept += kept;
                swept.handed_over += handed_over;
                // What had cases is on record at once; the many that had none, together.
                if (kept, handed_over) == (0, 0) {
                    idle.push((row, (0, 0)));
                } else {
                    self.settle(vec![(row, (kept, handed_over))]).await?;
                }
            }
            self.settle(idle).await?;
            if u64::try_from(many).is_ok_and(|many| many < BATCH) {
                return Ok(swept);
            }
        }
    }

    /// How many of the cases in flight stay, and how many were handed over.
    async fn see_to(&self, row: &Move) -> Result<(i32, i32), Unread> {
        let (mut kept, mut handed_over) = (0, 0);
        let Some(from) = &row.from else { return Ok((0, 0)) };
        let reader = &self.powers.office().db.reader;
        let cases = in_flight(reader, row.code.as_str(), from, CASES).await?;
        if cases.is_empty() {
            return Ok((0, 0));
        }
        let published = list::get(reader, row.list).await?;
        let publication = published
            .as_ref()
            .and_then(|list| Some((list.document.as_str(), list.publication.as_ref()?)));
        for case in cases {
            let Some(filed) = self.cases.case(case).await? else { continue };
            if !covers(&row.region, &filed.case.clue.place) {
                continue;
            }
            let goes = match (row.in_flight, self.heir(row, &filed.case.clue.place), publication) {
                (InFlight::Transfer, Some(to), Some(publication)) if to != *from => self.hand_over(row, (case, to), publication).await?,
                (InFlight::Keep | InFlight::Transfer, _, _) => false,
            };
            if goes {
                handed_over += 1;
            } else {
                kept += 1;
            }
        }
        Ok((kept, handed_over))
    }

    /// Who has the power at a place from that day on.
    fn heir(&self, row: &Move, place: &Code) -> Option<Code> {
        self.powers.held.get().holder(&row.code, place, row.cut_over).ok().cloned()
    }

    /// Whether a case went. One that stands where it cannot go stays.
    async fn hand_over(&self, row: &Move, (case, to): (Uuid, Code), (document, publication): (&str, &Publication)) -> Result<bool, Unread> {
        let rehome = Rehome {
            to,
            document: document.to_owned(),
            told: format!("权力清单调整公告，{}", publication.place),
        };
        let act = Uuid::new_v5(&row.id, case.as_bytes());
        match self.cases.rehome(self.publisher(publication), (act, case), rehome).await {
            Ok(_) => Ok(true),
            Err(Fault::Refused(why)) => {
                tracing::info!(case.id = %case, reason = shiyu_kit::fault::Refusal::reason(&why), "a case in flight stays with who filed it");
                Ok(false)
            }
            Err(Fault::Database(error)) => Err(error.into()),
            Err(Fault::Corrupt(corrupt)) => Err(corrupt.into()),
            Err(fault) => Err(sea_orm::DbErr::Custom(fault.to_string()).into()),
        }
    }

    /// Who published the list decided that cases go, for the county.
    fn publisher(&self, publication: &Publication) -> Actor {
        Actor::Person {
            subject: publication.by.clone(),
            unit: Some(self.powers.county.to_string()),
            roles: ["agency_head".to_owned()].into(),
        }
    }

    /// Puts on record what became of them, and tells it; of two who do so at the same time one finds it done.
    async fn settle(&self, seen_to: Vec<(Move, (i32, i32))>) -> Result<(), Unread> {
        if seen_to.is_empty() {
            return Ok(());
        }
        let office = self.powers.office();
        let now = office.clock.now();
        let transaction = office.db.writer.begin_with_options(WRITING).await?;
        let mut postings = Vec::with_capacity(seen_to.len());
        for (row, (kept, handed_over)) in seen_to {
            let settled = Move {
                settled: Some(Settled {
                    at: now,
                    kept,
                    handed_over,
                }),
                ..row
            };
            if movement::settle(&transaction, &settled).await? {
                postings.push(self.told(&settled));
            }
        }
        if postings.is_empty() {
            return Ok(());
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
        office.wake.ring();
        Ok(())
    }

    fn told(&self, settled: &Move) -> Posting {
        Posting {
            chain: self.powers.register.chain(settled.id),
            entry: Entry {
                kind: "power.item_moved",
                detail: json!({ "id": settled.id }).to_string(),
                fact: Some(wire::item_moved(settled).encode_to_vec()),
            },
        }
    }
}
