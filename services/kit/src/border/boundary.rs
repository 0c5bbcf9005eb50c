//! A boundary as the desks of the city and of its counties know it, and what is decided about it.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::refusal::Refusal;
use crate::unit::Code;

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum State {
    /// The counties negotiate.
    Raised,
    /// The city is asked.
    Referred,
    /// It is known whose it is.
    Settled,
}

impl State {
    /// Its word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Referred => "referred",
            Self::Settled => "settled",
        }
    }
}

/// Whether it is a county's, in its own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountyWord {
    /// 认领: it is ours.
    Claimed,
    /// It is not ours.
    Declined,
}

/// What a county that was asked said of it, over its own door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountyAnswer {
    /// The county.
    pub county: Code,
    /// Its word.
    pub word: CountyWord,
    /// Reference of the document in which it says so.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// How it was settled whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The county that has it.
    pub owner: Code,
    /// Whether the city designated it; else the counties agreed.
    pub designated: bool,
    /// Reference of the agreement or the designation.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Settlement {
    /// The first receiver asked and the other county said yes: they agree.
    #[must_use]
    pub fn agreed(answer: &CountyAnswer) -> Self {
        Self {
            owner: answer.county.clone(),
            designated: false,
            reference: answer.reference.clone(),
            at: answer.at,
        }
    }
}

/// What a county said, if it did.
#[must_use]
pub fn word_of(answers: &[CountyAnswer], county: &Code) -> Option<CountyWord> {
    let answer = answers.iter().find(|answer| answer.county == *county);
    answer.map(|answer| answer.word)
}

/// A matter that may be another county's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Boundary<A> {
    /// Its id, the same in every county.
    pub id: Uuid,
    /// The matter, by its name in the county that received it first.
    pub matter: String,
    /// The counties it may belong to; the first receiver is the first.
    pub counties: Vec<Code>,
    /// What it is about.
    pub about: A,
    /// When it was raised.
    pub raised_at: OffsetDateTime,
    /// When the city was asked.
    pub referred_at: Option<OffsetDateTime>,
    /// What the counties that were asked said.
    pub answers: Vec<CountyAnswer>,
    /// How it was settled.
    pub settled: Option<Settlement>,
}

impl<A> Boundary<A> {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> State {
        match (&self.settled, self.referred_at) {
            (Some(_), _) => State::Settled,
            (None, Some(_)) => State::Referred,
            (None, None) => State::Raised,
        }
    }

    /// As its first receiver tells it to the city now. What the city said stands; of what the counties agree upon, the first receiver's
    /// word is the last. Nothing that was heard later is undone by what was told earlier.
    #[must_use]
    pub fn heard(self, told: Self) -> Self {
        let settled = match self.settled {
            Some(settled) if settled.designated => Some(settled),
            agreed => told.settled.or(agreed),
        };
        Self {
            referred_at: self.referred_at.or(told.referred_at),
            answers: self.answers,
            settled,
            ..told
        }
    }

    /// As the city tells it to a county now. What this county said itself may not have come to the city yet.
    #[must_use]
    pub fn learnt(self, told: Self) -> Self {
        let is_unheard = |own: &CountyAnswer| word_of(&told.answers, &own.county).is_none();
        let unheard = self.answers.into_iter().filter(is_unheard);
        Self {
            referred_at: told.referred_at.or(self.referred_at),
            answers: told.answers.iter().cloned().chain(unheard).collect(),
            settled: told.settled.or(self.settled),
            ..told
        }
    }

    /// A county says whether it is its own: one that is asked, once, as long as it is open.
    ///
    /// # Errors
    /// `NOT_ASKED`, `BOUNDARY_SETTLED`, `ANSWERED_ALREADY`.
    pub fn answered(mut self, answer: CountyAnswer) -> Result<Self, Refusal> {
        if !self.counties.iter().skip(1).any(|asked| *asked == answer.county) {
            return Err(Refusal::NotAsked(answer.county));
        }
        if self.settled.is_some() {
            return Err(Refusal::BoundarySettled);
        }
        if word_of(&self.answers, &answer.county).is_some() {
            return Err(Refusal::AnsweredAlready(answer.county));
        }
        self.answers.push(answer);
        Ok(self)
    }

    /// The same, as the city notes it: what a county claims is its, by agreement.
    ///
    /// # Errors
    /// As [`Boundary::answered`].
    pub fn noted(self, answer: CountyAnswer) -> Result<Self, Refusal> {
        let agreed = (answer.word == CountyWord::Claimed).then(|| Settlement::agreed(&answer));
        let noted = self.answered(answer)?;
        Ok(Self {
            settled: agreed.or(noted.settled),
            ..noted
        })
    }

    /// The city says whose it is (指定管辖); it binds.
    ///
    /// # Errors
    /// `BOUNDARY_NOT_REFERRED`, `BOUNDARY_SETTLED`, `NOT_A_COUNTY_NAMED`.
    pub fn designated(self, owner: &Code, reference: &str, at: OffsetDateTime) -> Result<Self, Refusal> {
        match self.state() {
            State::Raised => return Err(Refusal::BoundaryNotReferred),
            State::Settled => return Err(Refusal::BoundarySettled),
            State::Referred => {}
        }
        if !self.counties.contains(owner) {
            return Err(Refusal::NotACountyNamed(owner.clone()));
        }
        let settled = Settlement {
            owner: owner.clone(),
            designated: true,
            reference: reference.to_owned(),
            at,
        };
        Ok(Self {
            settled: Some(settled),
            ..self
        })
    }
}
