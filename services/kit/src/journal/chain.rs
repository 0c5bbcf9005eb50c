//! The audit chain: a row's hash covers the row and the hash before it.
//!
//! Of the event in full it covers a digest, which stands beside it, so that the words of a case may go on their day (G-15) and the chain
//! still verify. What `digest` holds says how a row was sealed:
//!
//! | bytes | what they are |
//! |---|---|
//! | none | an older build sealed it: its hash covers `detail` itself |
//! | 32 | SHA-256 of `detail` |
//! | 64 | the words are gone: SHA-256 of `detail` as it was sealed, and as it was left. The first half is zeros where an older build sealed it, of which nothing can be reckoned again |

use sha2::{Digest, Sha256};

use super::Model;

/// Bytes of a digest.
const LENGTH: usize = 32;

/// In place of the digest that a row of an older build never had.
const NEVER: [u8; LENGTH] = [0; LENGTH];

/// The hash before a case's first row.
#[must_use]
pub fn genesis() -> Vec<u8> {
    vec![0; 32]
}

/// What stands for a detail under the hash.
#[must_use]
pub fn digest(detail: &str) -> Vec<u8> {
    Sha256::digest(detail.as_bytes()).to_vec()
}

/// SHA-256 over the previous hash and the canonical row: every field that was decided, each preceded by its length
/// (8 bytes, big-endian), an absent field by a length of all ones. `position` and `sequence` are not decided but
/// assigned, so they stay outside.
#[must_use]
pub fn seal(previous: &[u8], row: &Model) -> Vec<u8> {
    let (formula, detail) = match row.digest.as_deref() {
        None => (b"shiyu.journal.v1", row.detail.as_bytes()),
        Some(digest) => (b"shiyu.journal.v2", digest.get(..LENGTH).unwrap_or(digest)),
    };
    let mut hash = Sha256::new();
    hash.update(formula);
    let at = row.at.unix_timestamp_nanos() / 1000;
    for field in [
        Some(previous),
        Some(row.event_id.as_bytes().as_slice()),
        Some(row.case_id.as_bytes().as_slice()),
        Some(&row.version.to_be_bytes()),
        Some(row.act_id.as_bytes().as_slice()),
        Some(row.kind.as_bytes()),
        Some(&at.to_be_bytes()),
        Some(row.actor.as_bytes()),
        Some(detail),
        row.fact.as_deref(),
        row.trace.as_deref().map(str::as_bytes),
    ] {
        hash.update(field.map_or(u64::MAX, |field| field.len() as u64).to_be_bytes());
        hash.update(field.unwrap_or_default());
    }
    hash.finalize().to_vec()
}

/// Whether a row's hash follows from the one before it. That of a row of an older build whose words are gone is taken as it is.
pub(super) fn follows(previous: &[u8], row: &Model) -> bool {
    halves(row).is_some_and(|(sealed, _)| sealed == NEVER) || seal(previous, row) == row.hash
}

/// Whether the detail is what the digest says, and was left without its words only where they are `gone` on record.
pub(super) fn is_kept(row: &Model, gone: bool) -> bool {
    match (row.digest.as_deref(), halves(row)) {
        // Its hash says it.
        (None, _) => true,
        (Some(_), Some((_, left))) => gone && left == digest(&row.detail),
        (Some(sealed), None) => sealed == digest(&row.detail),
    }
}

/// Whether the words of a row are gone.
pub(super) fn is_left(row: &Model) -> bool {
    halves(row).is_some()
}

/// The digest of a row once this is left of its detail; `previous` is the hash before it. What was altered before stays found: a digest
/// is taken of what is there, and a row that does not follow gets none that would hold.
pub(crate) fn leave(previous: &[u8], row: &Model, left: &str) -> Option<Vec<u8>> {
    let sealed = match (row.digest.as_deref(), halves(row)) {
        (None, _) if follows(previous, row) => NEVER.to_vec(),
        (None, _) => return None,
        (Some(whole), Some((sealed, before))) => {
            if before != digest(&row.detail) {
                return Some(whole.to_vec());
            }
            sealed.to_vec()
        }
        (Some(_), None) => digest(&row.detail),
    };
    Some([sealed, digest(left)].concat())
}

/// The digest of a detail as it was sealed, and as it was left.
fn halves(row: &Model) -> Option<(&[u8], &[u8])> {
    let digest = row.digest.as_deref().filter(|digest| digest.len() == 2 * LENGTH)?;
    digest.split_at_checked(LENGTH)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    fn row(detail: &str, digest: Option<Vec<u8>>) -> Model {
        let mut row = Model {
            position: 7,
            event_id: Uuid::from_u128(1),
            case_id: Uuid::from_u128(2),
            version: 1,
            act_id: Uuid::from_u128(4),
            kind: "matter.accepted".into(),
            at: datetime!(2025-03-04 05:06:07.089 UTC),
            actor: "{}".into(),
            detail: detail.into(),
            fact: None,
            trace: None,
            hash: Vec::new(),
            sequence: None,
            digest,
        };
        row.hash = seal(&genesis(), &row);
        row
    }

    fn left(row: &Model, detail: &str) -> Model {
        Model {
            digest: leave(&genesis(), row, detail),
            detail: detail.into(),
            ..row.clone()
        }
    }

    fn holds(row: &Model, gone: bool) -> bool {
        follows(&genesis(), row) && is_kept(row, gone)
    }

    #[test]
    fn what_is_left_of_a_row_holds_only_where_its_words_are_gone_on_record() {
        for digest in [None, Some(digest("欠薪"))] {
            let whole = row("欠薪", digest);
            assert!(holds(&whole, false) && !is_left(&whole));
            let rest = left(&whole, "已按期销毁");
            assert!(is_left(&rest) && holds(&rest, true) && !holds(&rest, false));
            let further = left(&rest, "");
            assert!(holds(&further, true), "and again");
            let lie = Model {
                detail: "偷税".into(),
                ..rest
            };
            assert!(!holds(&lie, true));
            assert!(!holds(&left(&lie, ""), true), "what was altered stays so");
        }
    }

    #[test]
    fn what_was_altered_before_its_words_went_stays_found() {
        for digest in [None, Some(digest("欠薪"))] {
            let lie = Model {
                detail: "偷税".into(),
                ..row("欠薪", digest)
            };
            assert!(!holds(&lie, false));
            assert!(!holds(&left(&lie, "已按期销毁"), true));
        }
        let other = Model {
            kind: "matter.refused".into(),
            ..left(&row("欠薪", Some(digest("欠薪"))), "已按期销毁")
        };
        assert!(!holds(&other, true), "the rest of the row is under the hash as before");
        let agreed = Model {
            detail: "偷税".into(),
            digest: Some(digest("偷税")),
            ..row("欠薪", Some(digest("欠薪")))
        };
        assert!(!holds(&agreed, false), "and so is the digest");
    }
}
