//! What somebody asks about the data held of them: taken in once, answered by each service, replied to once (PIPL arts. 44 to 50; S13).
//! Pure: no database, no wire.

mod refusal;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Ring, Rule};
use shiyu_kit::case::Actor;
use shiyu_kit::party::Sealed;
use shiyu_kit::register::Sitting;
use shiyu_kit::subject::{Outcome, Wish};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

pub use refusal::Refusal;

use crate::alarm::Limit;
use crate::domain::is_petition_office;

/// From taking a request in to the answers of all services (PIPL art. 50 asks for a timely one).
pub const SUBJECT_ANSWER: Rule = Rule::working_days("subject_answer", "internal rule", 15, Bound::Agency).ours();

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Take {
    /// Its id.
    pub id: Uuid,
    /// What is asked.
    pub wish: Wish,
    /// In what, in the words of whoever asks; empty if nothing was said.
    pub wording: String,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Take a request in.
    Take {
        /// What is asked.
        take: Take,
        /// Who asks, sealed at the door.
        sealed: Sealed,
    },
    /// Put down what a service answered.
    Hear {
        /// Which request.
        id: Uuid,
        /// The service.
        service: String,
        /// What it answered.
        given: Given,
    },
    /// Reply to whoever asked.
    Reply {
        /// Which request.
        id: Uuid,
        /// The reply.
        text: String,
    },
}

/// What a service answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What it made of it.
    pub outcome: Outcome,
    /// The provision it rests on; empty if it needs none.
    pub basis: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A service that is asked, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The service.
    pub service: String,
    /// Its answer.
    pub given: Option<Given>,
}

/// The reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// In full.
    pub text: String,
    /// When.
    pub at: OffsetDateTime,
}

/// A request, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectRequest {
    /// What is asked.
    pub take: Take,
    /// The petition office that took it in.
    pub unit: Code,
    /// When.
    pub at: OffsetDateTime,
    /// When the answers are due.
    pub due_at: OffsetDateTime,
    /// The last ring of the limit.
    pub rung: Option<Ring>,
    /// Who is asked.
    pub asked: Vec<Asked>,
    /// The reply.
    pub reply: Option<Reply>,
}

impl Take {
    /// A petition office takes it in, and these services are asked.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `NOT_THE_PETITION_OFFICE`.
    pub fn taken(self, services: &[String], due_at: OffsetDateTime, sitting: &Sitting<'_>) -> Result<SubjectRequest, Refusal> {
        let unit = sitting.competence().own_unit()?;
        if !is_petition_office(&unit) {
            return Err(Refusal::NotThePetitionOffice);
        }
        let ask = |service: &String| Asked {
            service: service.clone(),
            given: None,
        };
        Ok(SubjectRequest {
            take: self,
            unit,
            at: sitting.now,
            due_at,
            rung: None,
            asked: services.iter().map(ask).collect(),
            reply: None,
        })
    }
}

impl SubjectRequest {
    /// A service that is asked answers once.
    ///
    /// # Errors
    /// `NOT_ASKED`, `ANSWERED_ALREADY`.
    pub fn answered(mut self, service: &str, given: Given) -> Result<Self, Refusal> {
        let asked = self.asked.iter_mut().find(|asked| asked.service == service);
        let asked = asked.ok_or(Refusal::NotAsked)?;
        if asked.given.is_some() {
            return Err(Refusal::AnsweredAlready);
        }
        asked.given = Some(given);
        Ok(self)
    }

    /// The office replies once, when every service has answered.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `REPLIED_ALREADY`, `ANSWERS_MISSING`.
    pub fn replied(self, text: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.competence().oversees(&self.unit)?;
        if self.reply.is_some() {
            return Err(Refusal::RepliedAlready);
        }
        if self.missing().next().is_some() {
            return Err(Refusal::AnswersMissing);
        }
        let reply = Reply {
            text: text.to_owned(),
            at: sitting.now,
        };
        Ok(Self {
            reply: Some(reply),
            ..self
        })
    }

    /// When its limit rings next: until every service has answered.
    #[must_use]
    pub fn next_ring(&self) -> Option<(OffsetDateTime, Ring)> {
        let limit = Limit {
            from: self.at,
            due: self.due_at,
            rung: self.rung,
        };
        self.missing().next().and_then(|_| limit.next_ring())
    }

    /// The services that have not answered.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let missing = self.asked.iter().filter(|asked| asked.given.is_none());
        missing.map(|asked| asked.service.as_str())
    }

    /// A service that is asked reads who asks, until it has answered.
    ///
    /// # Errors
    /// `NOT_GRANTED`.
    pub fn granted_to(&self, by: &Actor) -> Result<(), Refusal> {
        let waits = |asked: &Asked| matches!(by, Actor::Service { name } if *name == asked.service) && asked.given.is_none();
        if self.reply.is_none() && self.asked.iter().any(waits) {
            Ok(())
        } else {
            Err(Refusal::NotGranted)
        }
    }
}
