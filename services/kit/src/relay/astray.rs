//! What the city's desk tells names the county it is for. A row that names none, written before rows did, is told as well and heard by
//! nobody: it lies among the dead letters, for somebody to see to.

use sea_orm::{ConnectionTrait, DbErr};

use crate::clock::WallClock;
use crate::dead_letter::{self, Letter};
use crate::journal;
use crate::nats::event::{CloudEvent, Teller, is_astray};
use crate::nats::fact;

/// Who put it there.
const RELAY: &str = "relay";
/// Why.
const REASON: &str = "ADDRESSEE_MISSING";

/// Puts the rows that name nobody among the dead letters, each once; its place there is that in the journal.
pub(super) async fn lay_aside(db: &impl ConnectionTrait, rows: &[journal::Model], teller: &Teller) -> Result<(), DbErr> {
    for row in rows.iter().filter(|row| is_astray(row)) {
        let Some(event) = CloudEvent::of(row, teller) else { continue };
        let headers = fact::headers(Some(&event.headers));
        let letter = Letter {
            durable: RELAY,
            subject: &event.subject,
            sequence: row.position.unsigned_abs(),
            published_at: row.at,
            reason: REASON,
            headers: &headers,
            payload: &event.data,
        };
        if dead_letter::record(db, &letter, WallClock::system().now()).await? {
            tracing::warn!(position = row.position, kind = %row.kind, "the desk tells this to no county");
        }
    }
    Ok(())
}
