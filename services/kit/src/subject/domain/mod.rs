//! What a subject asks of one service, and what may be answered (PIPL arts. 45 to 48, 50). Pure: no database, no wire.

mod refusal;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

pub use refusal::Refusal;

use crate::case::Actor;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// To see and have a copy of what is held (art. 45).
    Copy,
    /// To have it put right (art. 46).
    Correction,
    /// To have it deleted, or no longer used (art. 47).
    Deletion,
    /// To have the rules explained (art. 48).
    Explanation,
}

impl Wish {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Copy, Self::Correction, Self::Deletion, Self::Explanation];

    /// The word in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Correction => "correction",
            Self::Deletion => "deletion",
            Self::Explanation => "explanation",
        }
    }

    /// Whether this is an answer to it. To refuse is one to each.
    #[must_use]
    pub const fn takes(self, outcome: Outcome) -> bool {
        match outcome {
            Outcome::Refused => true,
            Outcome::NothingHeld => !matches!(self, Self::Explanation),
            Outcome::CopyGiven => matches!(self, Self::Copy),
            Outcome::Corrected => matches!(self, Self::Correction),
            Outcome::Deleted | Outcome::Restricted => matches!(self, Self::Deletion),
            Outcome::Explained => matches!(self, Self::Explanation),
        }
    }
}

/// What a service makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds nothing of them.
    NothingHeld,
    /// A copy was made.
    CopyGiven,
    /// It was put right.
    Corrected,
    /// It was deleted.
    Deleted,
    /// The archive keeps it, and it is used for nothing else (art. 47).
    Restricted,
    /// The rules were explained.
    Explained,
    /// It was refused (art. 50).
    Refused,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::NothingHeld,
        Self::CopyGiven,
        Self::Corrected,
        Self::Deleted,
        Self::Restricted,
        Self::Explained,
        Self::Refused,
    ];

    /// The word in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NothingHeld => "nothing_held",
            Self::CopyGiven => "copy_given",
            Self::Corrected => "corrected",
            Self::Deleted => "deleted",
            Self::Restricted => "restricted",
            Self::Explained => "explained",
            Self::Refused => "refused",
        }
    }

    /// Whether it says something of what is held, which is looked up before.
    #[must_use]
    pub const fn is_of_what_is_held(self) -> bool {
        !matches!(self, Self::Explained | Self::Refused)
    }

    /// Whether it rests on a provision that the subject is told.
    #[must_use]
    pub const fn needs_basis(self) -> bool {
        matches!(self, Self::Restricted | Self::Refused)
    }
}

/// What a service is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Id of the request.
    pub id: Uuid,
    /// What is asked.
    pub wish: Wish,
    /// When it was asked.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When the answer is due.
    #[serde(with = "time::serde::rfc3339")]
    pub due_at: OffsetDateTime,
}

/// What it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it made of it.
    pub outcome: Outcome,
    /// The provision it rests on.
    pub basis: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// A request of a subject, as it lies with one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What is asked.
    pub asked: Asked,
    /// What was answered.
    pub answer: Option<Answer>,
}

/// How long the case in which somebody stands is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is under way: what it is held for is not achieved.
    UnderWay,
    /// It has ended, and the archive keeps it.
    Archived,
    /// Its time in the archive is over.
    Over,
}

/// Where whoever asks was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// As this party.
    pub party: Uuid,
    /// Of this case.
    pub case: Uuid,
    /// How long that is kept.
    pub standing: Standing,
}

/// What becomes of what is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// These parties leave the vault.
    Destroy(Vec<Uuid>),
    /// These parties, of these cases, serve their case and nothing else.
    Restrict(Vec<(Uuid, Uuid)>),
}

impl Task {
    /// A request that was told.
    #[must_use]
    pub const fn open(asked: Asked) -> Self {
        Self { asked, answer: None }
    }

    /// A person answers it, once, in keeping with what is held.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `ANSWERED_ALREADY`, `OUTCOME_UNFIT`, `BASIS_MISSING`, `NOTHING_IS_HELD`, `SOMETHING_IS_HELD`,
    /// `CASE_UNDER_WAY`, `ARCHIVE_BINDS`.
    pub fn answered(self, given: (Outcome, Option<&str>), held: &[Held], by: (&Actor, OffsetDateTime)) -> Result<(Self, Effect), Refusal> {
        let ((outcome, basis), (by, at)) = (given, by);
        if !matches!(by, Actor::Person { .. }) {
            return Err(Refusal::NeedsAPerson);
        }
        if self.answer.is_some() {
            return Err(Refusal::AnsweredAlready);
        }
        if !self.asked.wish.takes(outcome) {
            return Err(Refusal::OutcomeUnfit);
        }
        if outcome.needs_basis() && basis.is_none() {
            return Err(Refusal::BasisMissing);
        }
        let effect = effect(outcome, held)?;
        let answer = Answer {
            outcome,
            basis: basis.map(str::to_owned),
            at,
        };
        let answered = Self {
            answer: Some(answer),
            ..self
        };
        Ok((answered, effect))
    }
}

/// What an answer does to what is held, if it is true of it.
fn effect(outcome: Outcome, held: &[Held]) -> Result<Effect, Refusal> {
    let any = |standing: Standing| held.iter().any(|held| held.standing == standing);
    match outcome {
        Outcome::NothingHeld if !held.is_empty() => Err(Refusal::SomethingIsHeld),
        Outcome::CopyGiven | Outcome::Corrected | Outcome::Deleted | Outcome::Restricted if held.is_empty() => Err(Refusal::NothingIsHeld),
        Outcome::Refused | Outcome::Explained | Outcome::NothingHeld | Outcome::CopyGiven | Outcome::Corrected => Ok(Effect::None),
        Outcome::Deleted if any(Standing::UnderWay) => Err(Refusal::CaseUnderWay),
        Outcome::Deleted if any(Standing::Archived) => Err(Refusal::ArchiveBinds),
        Outcome::Deleted => Ok(Effect::Destroy(held.iter().map(|held| held.party).collect())),
        Outcome::Restricted => {
            let ended = held.iter().filter(|held| held.standing != Standing::UnderWay);
            let ended: Vec<_> = ended.map(|held| (held.party, held.case)).collect();
            if ended.is_empty() {
                return Err(Refusal::CaseUnderWay);
            }
            Ok(Effect::Restrict(ended))
        }
    }
}
