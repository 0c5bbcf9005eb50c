//! What disputes read again and again: words, lists of parties and mediators.

use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::DISPUTES;

/// One line.
pub(super) const LINE: usize = 200;
/// A text of several lines.
pub(super) const NOTE: usize = 2_000;
/// A long text.
pub(super) const TEXT: usize = 10_000;
/// What was said in a session.
pub(super) const RECORD: usize = 20_000;
/// An id that another system gave.
pub(super) const REFERENCE: usize = 100;
/// Everybody who may stand in a dispute.
pub(super) const PARTIES: usize = 40;
/// Mediators at once.
const MEDIATORS: usize = 5;

/// An order upon a dispute: its `name`, `etag` and `request_id`.
pub(super) fn upon<'a>(county: &'a Code, name: &str, etag: &str, request_id: &str) -> Reading<'a> {
    let mut reading = Reading::new(county);
    reading.upon(DISPUTES, name, etag, request_id);
    reading
}

/// Ids, no one twice.
pub(super) fn ids(reading: &mut Reading<'_>, field: &str, most: usize, least: usize, list: Vec<String>) -> Option<Vec<Uuid>> {
    reading.distinct(field, &(least..=most), list, |reading, field, id| reading.uuid(field, &id))
}

/// Parties who consent, at least one.
pub(super) fn agreed(reading: &mut Reading<'_>, list: Vec<String>) -> Option<Vec<Uuid>> {
    ids(reading, "agreed", PARTIES, 1, list)
}

/// Mediators, at least one.
pub(super) fn mediators(reading: &mut Reading<'_>, list: Vec<String>) -> Option<Vec<Uuid>> {
    ids(reading, "mediators", MEDIATORS, 1, list)
}
