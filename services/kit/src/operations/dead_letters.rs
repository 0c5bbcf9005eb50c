//! Dead letters on the wire.

use shiyu_proto::common::v1 as wire;
use tonic::Status;
use uuid::Uuid;

use super::{Desk, database, timestamp};
use crate::case::Actor;
use crate::dead_letter::{self, Cursor, DeadLetterError, Decision, Model, State};
use crate::fault::{Corrupt, Fault, Refusal, RefusalClass, Violations};
use crate::page::{Paging, Scope};
use crate::party::personal_in;

/// Why a dead letter cannot be settled.
#[derive(Debug, thiserror::Error)]
enum Settled {
    #[error("there is no such dead letter")]
    Unknown,
    #[error("the dead letter was replayed or discarded before")]
    Before,
}

impl Refusal for Settled {
    fn reason(&self) -> &'static str {
        match self {
            Self::Unknown => "DEAD_LETTER_UNKNOWN",
            Self::Before => "DEAD_LETTER_SETTLED",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::Unknown => RefusalClass::NotFound,
            Self::Before => RefusalClass::Precondition,
        }
    }
}

/// The most characters of a note.
const NOTE: usize = 500;

impl Desk {
    pub(super) async fn list_letters(&self, request: wire::ListDeadLettersRequest) -> Result<wire::ListDeadLettersResponse, Status> {
        let mut violations = Violations::new();
        crate::name::parent("parent", &request.parent, &self.office.county, &mut violations);
        let known = wire::DeadLetterState::try_from(request.state).ok();
        let known = violations.present(known, "state", "UNKNOWN_VALUE", "not a value of this version");
        let state = match known.unwrap_or_default() {
            wire::DeadLetterState::Unspecified | wire::DeadLetterState::Open => State::Pending,
            wire::DeadLetterState::Replayed => State::Replayed,
            wire::DeadLetterState::Discarded => State::Discarded,
        };
        let scope = Scope::of(&["dead letters", &request.state.to_string()]);
        let paging: Paging<(i128, Uuid)> = Paging::read(request.page_size, &request.page_token, scope, &mut violations);
        violations.finish()?;
        let after = paging.after().and_then(|&(nanos, id)| {
            Some(Cursor {
                received_at: time::OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?,
                id,
            })
        });
        let rows = dead_letter::list(&self.office.db.reader, state, after, paging.limit())
            .await
            .map_err(database)?;
        let page = paging
            .page(rows, |row| (row.received_at.unix_timestamp_nanos(), row.id))?
            .map(|row| self.letter(row));
        Ok(wire::ListDeadLettersResponse {
            dead_letters: page.items,
            next_page_token: page.next_page_token,
        })
    }

    pub(super) async fn replay_letter(&self, request: wire::ReplayDeadLetterRequest, by: &Actor) -> Result<wire::DeadLetter, Status> {
        let mut violations = Violations::new();
        let id = self.letter_id(&request.name, &mut violations);
        violations.finish()?;
        let id = id.unwrap_or_default();
        let handler = self.handler.clone();
        let db = &self.office.db.writer;
        dead_letter::replay(db, id, &self.decision(by, None), |fact| handler(fact))
            .await
            .map_err(refused)?;
        Ok(self.letter(dead_letter::get(db, id).await.map_err(refused)?))
    }

    pub(super) async fn discard_letter(&self, request: wire::DiscardDeadLetterRequest, by: &Actor) -> Result<wire::DeadLetter, Status> {
        let mut violations = Violations::new();
        let id = self.letter_id(&request.name, &mut violations);
        let length = request.note.chars().count();
        violations.require(
            (1..=NOTE).contains(&length),
            "note",
            "NOTE_LENGTH",
            "say why, in 1 to 500 characters",
        );
        violations.printable(&request.note, "note");
        let clean = personal_in(&request.note).is_empty();
        violations.require(clean, "note", "PERSONAL_DATA_IN_TEXT", "the number of a person or an organisation");
        violations.finish()?;
        let decision = self.decision(by, Some(request.note));
        let row = dead_letter::discard(&self.office.db.writer, id.unwrap_or_default(), &decision)
            .await
            .map_err(refused)?;
        Ok(self.letter(row))
    }

    fn letter_id(&self, name: &str, violations: &mut Violations) -> Option<Uuid> {
        let id = crate::name::child("name", name, &self.office.county, "deadLetters", violations)?;
        crate::name::uuid("name", id, violations)
    }

    fn decision(&self, by: &Actor, note: Option<String>) -> Decision {
        Decision {
            by: by.name().to_owned(),
            at: self.office.clock.now(),
            note,
        }
    }

    fn letter(&self, row: Model) -> wire::DeadLetter {
        let headers: crate::nats::Headers = serde_json::from_str(&row.headers).unwrap_or_default();
        let event_id = headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("ce-id"))
            .and_then(|(_, values)| values.first());
        wire::DeadLetter {
            name: format!("counties/{}/deadLetters/{}", self.office.county, row.id),
            event_id: event_id.cloned().unwrap_or_default(),
            subject: row.subject,
            consumer: row.durable,
            reason: row.reason,
            sequence: row.sequence,
            create_time: Some(timestamp(row.received_at)),
            state: state(row.state).into(),
            settle_time: row.decided_at.map(timestamp),
            settled_by: row.decided_by.unwrap_or_default(),
            note: row.note.unwrap_or_default(),
        }
    }
}

fn state(state: State) -> wire::DeadLetterState {
    match state {
        State::Pending => wire::DeadLetterState::Open,
        State::Replayed => wire::DeadLetterState::Replayed,
        State::Discarded => wire::DeadLetterState::Discarded,
    }
}

fn refused(error: DeadLetterError) -> Status {
    match error {
        DeadLetterError::Unknown(_) => Fault::Refused(Settled::Unknown).into(),
        DeadLetterError::Decided(_) => Fault::Refused(Settled::Before).into(),
        DeadLetterError::Corrupt(Corrupt { table, id, what }) => Corrupt { table, id, what }.into(),
        DeadLetterError::Database(error) => database(error),
    }
}
