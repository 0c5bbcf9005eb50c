//! Reads a case's chain and says which row was altered, removed or re-ordered.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use super::{Model, chain, head, timeline};

/// What is wrong with one row of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The row's content is not what was hashed.
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
    let rows = timeline(db, case).await?;
    let head = head::Entity::find_by_id(case).one(db).await?;
    if rows.is_empty() && head.is_none() {
        return Ok(None);
    }
    Ok(Some(Verdict {
        rows: rows.len(),
        findings: inspect(&rows, head.as_ref()),
    }))
}

fn inspect(rows: &[Model], head: Option<&head::Model>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut previous = chain::genesis();
    let mut expected = 1;
    for row in rows {
        findings.extend((expected..row.version).map(|version| Finding::Removed { version }));
        let after_gap = row.version > expected;
        // After a gap the link cannot be checked, and the gap has been reported already.
        if !after_gap && chain::seal(&previous, row) != row.hash {
            findings.extend(broken_link(rows, row));
        }
        previous.clone_from(&row.hash);
        expected = row.version + 1;
    }
    findings.extend(against_head(rows.last(), head, expected));
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

fn against_head(last: Option<&Model>, head: Option<&head::Model>, expected: i64) -> Vec<Finding> {
    match (last, head) {
        (_, None) => vec![Finding::HeadMismatch { version: 0 }],
        (_, Some(head)) if head.version >= expected => (expected..=head.version).map(|version| Finding::Removed { version }).collect(),
        (Some(last), Some(head)) if last.version != head.version || last.hash != head.hash => {
            vec![Finding::HeadMismatch { version: head.version }]
        }
        (_, Some(_)) => Vec::new(),
    }
}
