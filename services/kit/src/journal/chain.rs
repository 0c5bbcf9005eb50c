//! The audit chain: a row's hash covers the row and the hash before it.

use sha2::{Digest, Sha256};

use super::Model;

/// The hash before a case's first row.
#[must_use]
pub fn genesis() -> Vec<u8> {
    vec![0; 32]
}

/// SHA-256 over the previous hash and the canonical row: every field that was decided, each preceded by its length
/// (8 bytes, big-endian), an absent field by a length of all ones. `position` and `sequence` are not decided but
/// assigned, so they stay outside.
#[must_use]
pub fn seal(previous: &[u8], row: &Model) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"shiyu.journal.v1");
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
        Some(row.detail.as_bytes()),
        row.fact.as_deref(),
        row.trace.as_deref().map(str::as_bytes),
    ] {
        hash.update(field.map_or(u64::MAX, |field| field.len() as u64).to_be_bytes());
        hash.update(field.unwrap_or_default());
    }
    hash.finalize().to_vec()
}
