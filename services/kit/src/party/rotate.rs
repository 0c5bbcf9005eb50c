//! Both steps of another key, until nothing is left under one that is not in use any more: while the service works, a replica that was not
//! begun anew yet still seals under the old one.

use std::collections::BTreeSet;

use sea_orm::DbErr;
use uuid::Uuid;

use super::rewrap::{self, Progress};
use super::{Vault, reindex};
use crate::database::Database;

/// Parties wrapped anew between two words of how far it has come.
const PART: u64 = 500;
/// How often what was left behind is looked at again.
const ROUNDS: u32 = 10;

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Parties that open under no key we were given.
    pub stuck: BTreeSet<Uuid>,
    /// How many still lie under another key than the one in use.
    pub lie: u64,
    /// How many are still found under another one.
    pub found: u64,
}

impl Rotated {
    /// Whether nothing needs an old key any more.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.lie == 0 && self.found == 0
    }
}

/// Wraps and indexes every party anew, and once more what was left behind meanwhile, as long as that moves anything. `tell` hears how far
/// it has come.
///
/// # Errors
/// The database's; what was done stays done.
pub async fn all(db: &Database, vault: &Vault, mut tell: impl AsyncFnMut(String)) -> Result<Rotated, DbErr> {
    let mut rotated = Rotated::default();
    for _ in 0..ROUNDS {
        let wrapped = wrap(db, vault, &mut tell).await?;
        let indexed = index(db, vault, &mut tell).await?;
        let moved = wrapped.done + indexed.done;
        rotated = Rotated {
            stuck: wrapped.stuck.into_iter().chain(indexed.stuck).collect(),
            lie: rewrap::left(&db.writer, vault).await?,
            found: reindex::left(&db.writer, vault).await?,
        };
        if rotated.is_done() || moved == 0 {
            break;
        }
    }
    Ok(rotated)
}

async fn wrap(db: &Database, vault: &Vault, tell: &mut impl AsyncFnMut(String)) -> Result<Progress, DbErr> {
    let all = rewrap::left(&db.writer, vault).await?;
    let mut progress = Progress::default();
    loop {
        rewrap::part(&db.writer, vault, &mut progress, PART).await?;
        tell(format!("{} of {all} parties under {}", progress.done, vault.envelope_key())).await;
        if progress.after.is_none() {
            return Ok(progress);
        }
    }
}

async fn index(db: &Database, vault: &Vault, tell: &mut impl AsyncFnMut(String)) -> Result<Progress, DbErr> {
    let all = reindex::left(&db.writer, vault).await?;
    let mut progress = Progress::default();
    loop {
        reindex::part(&db.writer, vault, &mut progress, PART).await?;
        tell(format!("{} of {all} parties indexed under {}", progress.done, vault.index_key())).await;
        if progress.after.is_none() {
            return Ok(progress);
        }
    }
}
