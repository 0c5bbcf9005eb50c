//! Reads a case's chain and says which row was altered, removed or re-ordered.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Column, Entity, Model, chain, head, timeline};
use crate::database::{is_illegible, legibly};
use crate::retention;

/// What is wrong with one row of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The row's content is not what was hashed, or cannot be read at all.
    Altered {
        /// The row.
        version: i64,
    },
    /// There is no row of this version.
    Removed {
        /// The missing version.
        version: i64,
    },
    /// The row is whole, but stood at another version when it was written.
    Reordered {
        /// Where it stands.
        version: i64,
        /// Where it stood.
        from: i64,
    },
    /// The chain is whole but does not end where the case's head says.
    HeadMismatch {
        /// The head's version.
        version: i64,
    },
}

/// What the check of one case found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows were read.
    pub rows: usize,
    /// Nothing, if the chain is whole.
    pub findings: Vec<Finding>,
}

/// Verifies a case's chain; `None` if there is no trace of such a case.
///
/// # Errors
/// The database's.
pub async fn verify(db: &impl ConnectionTrait, case: Uuid) -> Result<Option<Verdict>, DbErr> {
    // A row that is written between two questions is no finding: they are asked anew until the case stood still.
    let mut head = head_of(db, case).await?;
    let mut rows = read(db, case).await?;
    for _ in 0..RACES {
        let now = head_of(db, case).await?;
        if now == head {
            break;
        }
        (head, rows) = (now, read(db, case).await?);
    }
    let read = rows;
    if read.rows.is_empty() && read.illegible.is_empty() && head.is_none() {
        return Ok(None);
    }
    let gone = gone(db, case, &read).await?;
    Ok(Some(Verdict {
        rows: read.rows.len() + read.illegible.len(),
        findings: inspect(&read, head.as_ref(), gone),
    }))
}

/// Up to which version the words of the case are gone on record. Asked only where rows are without theirs.
async fn gone(db: &impl ConnectionTrait, case: Uuid, chain: &Chain) -> Result<i64, DbErr> {
    if !chain.rows.iter().any(chain::is_left) {
        return Ok(0);
    }
    match legibly(retention::Entity::find_by_id(case).one(db)).await {
        Err(error) if is_illegible(&error) => Ok(0),
        record => Ok(record?.and_then(|record| record.words_upto).unwrap_or_default()),
    }
}

/// How often a case may go on while it is looked at.
const RACES: u32 = 16;

async fn head_of(db: &impl ConnectionTrait, case: Uuid) -> Result<Option<head::Model>, DbErr> {
    match head::Entity::find_by_id(case).one(db).await {
        Err(error) if is_illegible(&error) => Ok(None),
        head => head,
    }
}

/// The rows of a chain, and the versions of those that hold what no row of ours ever held.
#[derive(Default)]
struct Chain {
    rows: Vec<Model>,
    illegible: BTreeSet<i64>,
}

/// Reads the rows together, and one by one where that fails.
async fn read(db: &impl ConnectionTrait, case: Uuid) -> Result<Chain, DbErr> {
    match legibly(timeline(db, case)).await {
        Err(error) if is_illegible(&error) => {}
        rows => {
            return Ok(Chain {
                rows: rows?,
                ..Chain::default()
            });
        }
    }
    let places: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .columns([Column::Position, Column::Version])
        .filter(Column::CaseId.eq(case))
        .order_by_asc(Column::Version)
        .into_tuple()
        .all(db)
        .await?;
    let mut chain = Chain::default();
    for (position, version) in places {
        match legibly(Entity::find_by_id(position).one(db)).await {
            Err(error) if is_illegible(&error) => {
                tracing::error!(row.table = "journal", row.id = position, error = %error, "a row cannot be read");
                chain.illegible.insert(version);
            }
            row => chain.rows.extend(row?),
        }
    }
    Ok(chain)
}

fn inspect(chain: &Chain, head: Option<&head::Model>, gone: i64) -> Vec<Finding> {
    let missing = |version: i64| {
        if chain.illegible.contains(&version) {
            Finding::Altered { version }
        } else {
            Finding::Removed { version }
        }
    };
    let mut findings = Vec::new();
    let mut previous = chain::genesis();
    let mut expected = 1;
    let mut loose = None;
    for row in &chain.rows {
        findings.extend((expected..row.version).map(missing));
        let after_gap = row.version > expected;
        if !chain::is_kept(row, row.version <= gone) {
            findings.push(Finding::Altered { version: row.version });
        // After a gap the link cannot be checked, and the gap has been reported already.
        } else if !after_gap && !chain::follows(&previous, row) {
            let finding = broken_link(&chain.rows, row);
            loose = loose.or(finding.is_none().then_some(row.version));
            findings.extend(finding);
        }
        previous.clone_from(&row.hash);
        expected = row.version + 1;
    }
    match (chain.rows.last(), head) {
        (_, None) => findings.push(Finding::HeadMismatch { version: 0 }),
        (_, Some(head)) if head.version >= expected => findings.extend((expected..=head.version).map(missing)),
        (Some(last), Some(head)) if last.version != head.version || last.hash != head.hash => {
            findings.push(Finding::HeadMismatch { version: head.version });
        }
        (_, Some(_)) => {}
    }
    // What it stood behind may have been moved unseen: of a row without its words that an older build sealed nothing can be reckoned.
    if let Some(version) = loose.filter(|_| findings.is_empty()) {
        findings.push(Finding::Altered { version });
    }
    findings
}

/// A row that does not follow the one before it: moved, altered, or itself whole behind one that was moved.
fn broken_link(rows: &[Model], row: &Model) -> Option<Finding> {
    let genesis = chain::genesis();
    let links: Vec<&[u8]> = std::iter::once(genesis.as_slice())
        .chain(rows.iter().map(|other| other.hash.as_slice()))
        .collect();
    let whole_at = |version: i64| {
        let moved = Model { version, ..row.clone() };
        links.iter().any(|link| chain::seal(link, &moved) == row.hash)
    };
    if whole_at(row.version) {
        return None;
    }
    let last = rows.last().map_or(0, |row| row.version);
    let from = (1..=last).find(|&version| whole_at(version));
    Some(from.map_or(Finding::Altered { version: row.version }, |from| Finding::Reordered {
        version: row.version,
        from,
    }))
}
