//! What leaked, was changed or was lost of personal data, and what has to be done about it (PIPL art. 57). Pure: no database, no wire.

mod refusal;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Ring, Rule};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

pub use refusal::Refusal;

use crate::alarm::Limit;

/// From the record to the notice of the authority and the persons (PIPL art. 57: at once).
pub const NOTIFY_BREACH: Rule = Rule::hours("notify_breach", "internal rule", 24, Bound::Agency).ours();

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The service it happened in.
    pub service: String,
    /// What kinds of data it is about.
    pub kinds: String,
    /// Why it happened.
    pub cause: String,
    /// What harm may come of it.
    pub harm: String,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Notice {
    /// The authority.
    Authority,
    /// Those whom the data is about.
    Persons,
    /// They need not be told.
    PersonsExcepted,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Record a breach.
    Record(Uuid, Found),
    /// Say what was done so that it goes no further.
    Contain(Uuid, String),
    /// Say who was told.
    Notify(Uuid, Notice, String),
    /// Close it.
    Close(Uuid),
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub note: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What was done about a breach.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// So that it goes no further.
    pub contained: Option<Step>,
    /// That the authority was told.
    pub authority: Option<Step>,
    /// That the persons were told, or why not.
    pub persons: Option<Step>,
    /// Whether they need not be told.
    pub excepted: bool,
}

/// A breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Its id.
    pub id: Uuid,
    /// The unit that answers for it.
    pub unit: Code,
    /// What happened.
    pub found: Found,
    /// When it was recorded.
    pub at: OffsetDateTime,
    /// By when authority and persons are told.
    pub due_at: OffsetDateTime,
    /// The last ring of the limit.
    pub rung: Option<Ring>,
    /// What was done.
    pub steps: Steps,
    /// When it was closed.
    pub closed_at: Option<OffsetDateTime>,
}

impl Breach {
    /// A breach that somebody of a unit found.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`.
    pub fn recorded(id: Uuid, found: Found, due_at: OffsetDateTime, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id,
            unit: sitting.competence().own_unit()?,
            found,
            at: sitting.now,
            due_at,
            rung: None,
            steps: Steps::default(),
            closed_at: None,
        })
    }

    /// When its limit rings next: until the authority was told, and the persons were or need not be.
    #[must_use]
    pub fn next_ring(&self) -> Option<(OffsetDateTime, Ring)> {
        let told = self.steps.authority.is_some() && self.steps.persons.is_some();
        let limit = Limit {
            from: self.at,
            due: self.due_at,
            rung: self.rung,
        };
        (!told && self.closed_at.is_none()).then(|| limit.next_ring()).flatten()
    }

    /// What was done so that it goes no further, once.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `BREACH_CLOSED`, `DONE_ALREADY`.
    pub fn contained(mut self, note: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.goes_on(sitting)?;
        done(&mut self.steps.contained, note, sitting)?;
        Ok(self)
    }

    /// Who was told, each once. The persons are excepted only where what was done keeps harm from them (art. 57 para. 2).
    ///
    /// # Errors
    /// As [`Breach::contained`], `NOT_CONTAINED`.
    pub fn notified(mut self, notice: Notice, note: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.goes_on(sitting)?;
        match notice {
            Notice::Authority => done(&mut self.steps.authority, note, sitting)?,
            Notice::Persons => {
                // Those who were excepted may be told all the same, if the authority wants it.
                let told = self.steps.persons.take().filter(|_| !self.steps.excepted);
                self.steps.persons = told;
                done(&mut self.steps.persons, note, sitting)?;
                self.steps.excepted = false;
            }
            Notice::PersonsExcepted if self.steps.contained.is_none() => return Err(Refusal::NotContained),
            Notice::PersonsExcepted => {
                done(&mut self.steps.persons, note, sitting)?;
                self.steps.excepted = true;
            }
        }
        Ok(self)
    }

    /// Closed, when nothing is left to do.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `BREACH_CLOSED`, `STEPS_MISSING`.
    pub fn closed(self, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        self.goes_on(sitting)?;
        let steps = [&self.steps.contained, &self.steps.authority, &self.steps.persons];
        if steps.into_iter().any(Option::is_none) {
            return Err(Refusal::StepsMissing);
        }
        Ok(Self {
            closed_at: Some(sitting.now),
            ..self
        })
    }

    /// It is not closed, and the caller's or below.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `BREACH_CLOSED`.
    fn goes_on(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.competence().oversees(&self.unit)?;
        if self.closed_at.is_some() {
            return Err(Refusal::BreachClosed);
        }
        Ok(())
    }
}

fn done(step: &mut Option<Step>, note: &str, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    if step.is_some() {
        return Err(Refusal::DoneAlready);
    }
    *step = Some(Step {
        note: note.to_owned(),
        at: sitting.now,
    });
    Ok(())
}
