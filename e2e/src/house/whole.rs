//! What every service of a town leaves behind, whichever it is.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use sea_orm::EntityTrait;
use shiyu_kit::consumer::{self, ConsumerSettings};
use shiyu_kit::database::Database;
use shiyu_kit::dead_letter;
use shiyu_kit::journal;
use shiyu_kit::nats::Nats;
use shiyu_kit::relay;
use time::OffsetDateTime;

/// Whether every fact is told, and every fact it hears is taken in.
///
/// # Panics
/// When the database or the bus does not answer.
pub async fn is_heard_out(db: &Database, nats: &Nats, now: OffsetDateTime, hears: &[ConsumerSettings]) -> bool {
    if relay::lag(&db.reader, now).await.expect("the journal").rows > 0 {
        return false;
    }
    for heard in hears {
        let lag = consumer::lag(nats, &heard.stream, &heard.durable).await.expect("the consumer");
        if lag.waiting + lag.out > 0 {
            return false;
        }
    }
    true
}

/// Insists that no dead letter is open and every chain is whole.
///
/// # Panics
/// When that is not so.
pub async fn is_whole(db: &Database) {
    let open = dead_letter::list(&db.reader, dead_letter::State::Pending, None, 10).await;
    assert_eq!(open.expect("the dead letters"), [], "no dead letter is open");
    for head in journal::head::Entity::find().all(&db.reader).await.expect("the chains") {
        let verdict = journal::verify(&db.reader, head.case_id).await.expect("the journal");
        let findings = verdict.map(|verdict| verdict.findings);
        assert_eq!(findings, Some(Vec::new()), "the chain of {} is whole", head.case_id);
    }
}
