//! A boundary as the city knows it, and what is decided about it.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::refusal::Refusal;
use crate::domain::course::CountyAnswer;
use crate::domain::terms::CountyWord;

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
    /// All three.
    pub const ALL: [Self; 3] = [Self::Raised, Self::Referred, Self::Settled];

    /// Its word in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Referred => "referred",
            Self::Settled => "settled",
        }
    }
}

/// How it was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// The county that has it.
    pub owner: Code,
    /// Whether the city designated it.
    pub designated: bool,
    /// Reference of the designation; empty where the counties agreed.
    pub reference: String,
    /// When.
    pub at: OffsetDateTime,
}

/// A case that may be another county's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its id, the same in every county.
    pub id: Uuid,
    /// The case file, by its name in the county that received it first.
    pub file: String,
    /// The counties it may belong to; the first receiver is the first.
    pub counties: Vec<Code>,
    /// The division where the act was found.
    pub place: Code,
    /// When it was raised.
    pub raised_at: OffsetDateTime,
    /// When the city was asked.
    pub referred_at: Option<OffsetDateTime>,
    /// What the counties that were asked said.
    pub answers: Vec<CountyAnswer>,
    /// How it was settled.
    pub settled: Option<Settlement>,
}

/// That a case is another county's now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// Id of the boundary.
    pub id: Uuid,
    /// The case file, by its name in the county that handed it over.
    pub file: String,
    /// The county that has it now.
    pub owner: Code,
    /// When the act was found.
    pub found_at: OffsetDateTime,
    /// When it was handed over.
    pub at: OffsetDateTime,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// A county tells the city where a boundary stands.
    Hear {
        /// As it stands.
        told: Case,
        /// When the act was found.
        found_at: OffsetDateTime,
    },
    /// The city tells a county where a boundary stands.
    Learn(Case),
    /// This county says whether it is its own.
    Answer {
        /// Which.
        id: Uuid,
        /// Its word.
        word: CountyWord,
        /// Reference of the document in which it says so.
        reference: String,
    },
    /// A county told the city whether it is its own.
    Note {
        /// Which.
        id: Uuid,
        /// What it said.
        answer: CountyAnswer,
    },
    /// Say whose it is.
    Designate {
        /// Which.
        id: Uuid,
        /// The county that has it.
        owner: Code,
        /// Reference of the designation.
        reference: String,
    },
}

impl Case {
    /// Where it stands.
    pub const fn state(&self) -> State {
        match (&self.settled, self.referred_at) {
            (Some(_), _) => State::Settled,
            (None, Some(_)) => State::Referred,
            (None, None) => State::Raised,
        }
    }

    /// As its first receiver tells it to the city now. What the city said stands; of what the counties agree upon, the first receiver's
    /// word is the last. Nothing that was heard later is undone by what was told earlier.
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
    pub fn learnt(self, told: Self) -> Self {
        let unheard = self.answers.into_iter().filter(|own| told.word_of(&own.county).is_none());
        Self {
            referred_at: told.referred_at.or(self.referred_at),
            answers: told.answers.iter().cloned().chain(unheard).collect(),
            settled: told.settled.or(self.settled),
            ..told
        }
    }

    /// That the other county has it now, as the first receiver tells when it is settled; none while it is open, or is its own.
    pub fn handed_over(&self, found_at: OffsetDateTime) -> Option<HandOver> {
        let settled = self.settled.as_ref()?;
        let another = self.counties.iter().skip(1).any(|county| *county == settled.owner);
        another.then(|| HandOver {
            id: self.id,
            file: self.file.clone(),
            owner: settled.owner.clone(),
            found_at,
            at: settled.at,
        })
    }

    fn word_of(&self, county: &Code) -> Option<CountyWord> {
        let answer = self.answers.iter().find(|answer| answer.county == *county);
        answer.map(|answer| answer.word)
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
        if self.word_of(&answer.county).is_some() {
            return Err(Refusal::AnsweredAlready(answer.county));
        }
        self.answers.push(answer);
        Ok(self)
    }

    /// The same, as the city notes it: what a county claims is its, by agreement.
    ///
    /// # Errors
    /// As [`Case::answered`].
    pub fn noted(self, answer: CountyAnswer) -> Result<Self, Refusal> {
        let agreed = (answer.word == CountyWord::Claimed).then(|| Settlement {
            owner: answer.county.clone(),
            designated: false,
            reference: answer.reference.clone(),
            at: answer.at,
        });
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
