//! The chain of lookings: a row's hash covers the row and the hash before it.

use sha2::{Digest, Sha256};

use super::Model;

/// The hash before the first row of a case.
pub(super) fn genesis() -> Vec<u8> {
    vec![0; 32]
}

/// SHA-256 over the previous hash and the row, each field preceded by its length (8 bytes, big-endian), an absent one by a length of all
/// ones.
pub(super) fn seal(previous: &[u8], row: &Model) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"shiyu.look.v1");
    let at = row.at.unix_timestamp_nanos() / 1000;
    for field in [
        Some(previous),
        Some(row.case_id.as_bytes().as_slice()),
        Some(&row.number.to_be_bytes()),
        Some(&at.to_be_bytes()),
        Some(row.subject.as_bytes()),
        row.unit.as_deref().map(str::as_bytes),
        Some(row.door.as_bytes()),
        Some(row.purpose.as_bytes()),
    ] {
        hash.update(field.map_or(u64::MAX, |field| field.len() as u64).to_be_bytes());
        hash.update(field.unwrap_or_default());
    }
    hash.finalize().to_vec()
}
