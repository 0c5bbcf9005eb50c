//! Reads a dead letter again, as if it had just arrived.

use prost::bytes::Bytes;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::store::{decide, still};
use super::{DeadLetterError, Decision, Model, State, get};
use crate::consumer::Outcome;
use crate::fault::Corrupt;
use crate::nats::{Fact, Headers};

/// The reason of a letter whose replay met our own trouble.
const TROUBLE: &str = "TROUBLE";

/// What a replay came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// It was read; the letter is closed.
    Done,
    /// It stays, with this reason.
    Still(String),
}

/// Runs the handler on a dead letter. The handler's effects happen once, however often a letter is replayed.
///
/// # Errors
/// [`DeadLetterError`]; the letter stays as it was.
pub async fn replay<F, Fut>(db: &DatabaseConnection, id: Uuid, decision: &Decision, handler: F) -> Result<Replay, DeadLetterError>
where
    F: FnOnce(Fact) -> Fut,
    Fut: Future<Output = Outcome>,
{
    let letter = get(db, id).await?;
    if letter.state != State::Pending {
        return Err(DeadLetterError::Decided(letter.state));
    }
    let outcome = match Fact::read(&letter.subject, &headers(&letter)?, Bytes::from(letter.payload)) {
        Ok(fact) => handler(fact).await,
        Err(unreadable) => Outcome::Unreadable(unreadable.reason()),
    };
    let reason = match outcome {
        Outcome::Done | Outcome::Ignored => {
            decide(db, id, State::Replayed, decision).await?;
            return Ok(Replay::Done);
        }
        Outcome::Refused(reason) | Outcome::Unreadable(reason) => reason,
        Outcome::Trouble(text) => {
            tracing::warn!(dead_letter.id = %id, trouble = text, "a dead letter could not be replayed");
            TROUBLE
        }
    };
    still(db, id, reason).await?;
    Ok(Replay::Still(reason.to_owned()))
}

fn headers(letter: &Model) -> Result<Headers, Corrupt> {
    serde_json::from_str(&letter.headers).map_err(|error| Corrupt {
        table: "dead_letter",
        id: letter.id.to_string(),
        what: error.to_string(),
    })
}
