//! What matters have in common, put to the unit that can change it (信访工作条例 arts. 40, 41). Pure: no database, no wire.

use serde::Serialize;
use shiyu_kit::audience::Audience;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::{Code, Competence, NotCompetent, Units};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{Adoption, Category, is_petition_office};

/// What is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Make {
    /// Its id.
    pub id: Uuid,
    /// The unit it suggests to.
    pub to: Code,
    /// The root cause the matters share.
    pub root_cause: Category,
    /// The category, if they share one.
    pub category: Option<Category>,
    /// The division, if they share one.
    pub place: Option<Code>,
    /// What is suggested, without personal data.
    pub text: String,
    /// The matters behind it.
    pub petitions: Vec<Uuid>,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Suggest.
    Make(Make),
    /// Say what becomes of a suggestion.
    Answer {
        /// Which.
        id: Uuid,
        /// What the unit makes of it.
        adoption: Adoption,
        /// The answer.
        text: String,
    },
}

/// A suggestion, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is suggested.
    pub made: Make,
    /// The petition office that suggests.
    pub unit: Code,
    /// When.
    pub at: OffsetDateTime,
    /// What the unit makes of it.
    pub answer: Option<Answer>,
}

/// What a unit makes of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In a word.
    pub adoption: Adoption,
    /// In full.
    pub text: String,
    /// When.
    pub at: OffsetDateTime,
}

/// One decision under way.
#[derive(Debug, Clone, Copy)]
pub struct Sitting<'a> {
    /// Who asks.
    pub by: &'a Actor,
    /// The county served.
    pub county: &'a Code,
    /// The units in force.
    pub units: &'a Units,
    /// The time of the act.
    pub now: OffsetDateTime,
}

impl Sitting<'_> {
    fn competence(&self) -> Competence<'_> {
        Competence {
            by: self.by,
            county: self.county,
            units: self.units,
            today: local_date(self.now),
        }
    }

    /// No petition behind a suggestion accuses whom it goes to, nor what that answers to (art. 30).
    fn hands(&self, about: &Audience, to: &Code) -> Result<(), Refusal> {
        let mut line = self.units.chain(to, local_date(self.now)).into_iter();
        if line.any(|unit| about.barred_units.contains(&unit)) {
            return Err(Refusal::ForwardedToAccused);
        }
        Ok(())
    }
}

impl Make {
    /// The petition office suggests; `about` are the audiences of the matters behind it.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `NOT_THE_PETITION_OFFICE`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `FORWARDED_TO_ACCUSED`.
    pub fn suggest<'a>(self, mut about: impl Iterator<Item = &'a Audience>, sitting: &Sitting<'_>) -> Result<Suggestion, Refusal> {
        let competence = sitting.competence();
        let unit = competence.own_unit()?;
        if !is_petition_office(&unit) {
            return Err(Refusal::NotThePetitionOffice);
        }
        competence.in_county(&self.to)?;
        if let Some(place) = &self.place {
            competence.in_county(place)?;
        }
        about.try_for_each(|audience| sitting.hands(audience, &self.to))?;
        Ok(Suggestion {
            made: self,
            unit,
            at: sitting.now,
            answer: None,
        })
    }
}

impl Suggestion {
    /// The unit it was put to, or one above it, answers once.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `ANSWERED_ALREADY`.
    pub fn answered(self, adoption: Adoption, text: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.competence().oversees(&self.made.to)?;
        if self.answer.is_some() {
            return Err(Refusal::AnsweredAlready);
        }
        let answer = Answer {
            adoption,
            text: text.to_owned(),
            at: sitting.now,
        };
        Ok(Self {
            answer: Some(answer),
            ..self
        })
    }
}

/// Why not, one variant a reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this caller, or to no unit of ours.
    #[error(transparent)]
    NotCompetent(#[from] NotCompetent),
    /// Suggestions are a petition office's (art. 41).
    #[error("a petition office suggests")]
    NotThePetitionOffice,
    /// There is no such petition for the caller.
    #[error("there is no such petition")]
    PetitionUnknown,
    /// A petition never goes to whom it accuses (art. 30).
    #[error("a petition never goes to those it accuses")]
    ForwardedToAccused,
    /// There is no such suggestion for the caller.
    #[error("there is no such suggestion")]
    SuggestionUnknown,
    /// The unit has answered.
    #[error("the unit has answered")]
    AnsweredAlready,
}

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotCompetent(why) => why.reason(),
            Self::NotThePetitionOffice => "NOT_THE_PETITION_OFFICE",
            Self::PetitionUnknown => "PETITION_UNKNOWN",
            Self::ForwardedToAccused => "FORWARDED_TO_ACCUSED",
            Self::SuggestionUnknown => "SUGGESTION_UNKNOWN",
            Self::AnsweredAlready => "ANSWERED_ALREADY",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotCompetent(why) => why.class(),
            Self::NotThePetitionOffice | Self::ForwardedToAccused => RefusalClass::Forbidden,
            Self::PetitionUnknown | Self::SuggestionUnknown => RefusalClass::NotFound,
            Self::AnsweredAlready => RefusalClass::Precondition,
        }
    }
}
