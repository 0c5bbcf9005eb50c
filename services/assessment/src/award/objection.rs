//! What is said against an award while it is publicised (公示), and what is answered: nothing is granted before every objection is. Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Calendar, Rule};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::{Code, NotCompetent};
use time::OffsetDateTime;

use super::domain::{AwardYear, Stage};
use super::refusal::Refusal;
use crate::hands;

/// How long a year is publicised.
#[derive(Debug)]
pub struct Publicity<'a> {
    /// The calendar.
    pub calendar: &'a Calendar,
    /// The rule, as the deployment has it.
    pub rule: Rule,
}

impl Publicity<'_> {
    /// Whether what was publicised at a moment has been so for long enough.
    #[must_use]
    pub fn is_over(&self, at: OffsetDateTime, now: OffsetDateTime) -> bool {
        self.calendar.due(&self.rule, at).legal <= now
    }
}

/// What somebody objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Protest {
    /// What is wrong with the award.
    pub grounds: String,
    /// The file it lies in.
    pub document: String,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Whether the objection is right.
    pub upheld: bool,
    /// The record of what the unit said to it.
    pub hearing: Option<String>,
    /// The document of the answer.
    pub document: String,
}

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// The unit that objects; none where the office files what somebody else brought.
    pub unit: Option<Code>,
    /// What is wrong with the award.
    pub grounds: String,
    /// The file it lies in.
    pub document: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What was answered.
    pub reply: Option<Reply>,
    /// When.
    #[serde(with = "time::serde::rfc3339::option")]
    pub answered_at: Option<OffsetDateTime>,
}

impl Objection {
    /// Whether it is the same one again: a unit objects once, and the office files a file once.
    fn repeats(&self, unit: Option<&Code>, document: &str) -> bool {
        self.unit.as_ref() == unit && (unit.is_some() || self.document == document)
    }
}

impl AwardYear {
    /// Whether somebody waits for an answer.
    #[must_use]
    pub fn is_objected(&self) -> bool {
        self.objections.iter().any(|objection| objection.reply.is_none())
    }

    /// After an objection: of any unit for itself, and of everybody else through the office, as long as the year is publicised.
    ///
    /// # Errors
    /// `AWARD_MOVE_NOT_ALLOWED`, `PUBLICITY_OVER`, `OBJECTION_EXISTS`, and of who may not.
    pub fn objected(mut self, new: &Protest, publicity: &Publicity<'_>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let unit = objector(sitting)?;
        if self.stage != Stage::Publicised {
            return Err(Refusal::MoveNotAllowed(self.stage));
        }
        if self.publicised_at.is_none_or(|at| publicity.is_over(at, sitting.now)) {
            return Err(Refusal::PublicityOver);
        }
        if self.objections.iter().any(|known| known.repeats(unit.as_ref(), &new.document)) {
            return Err(Refusal::ObjectionExists);
        }
        self.objections.push(Objection {
            unit,
            grounds: new.grounds.clone(),
            document: new.document.clone(),
            at: sitting.now,
            reply: None,
            answered_at: None,
        });
        Ok(self)
    }

    /// After an answer by somebody of neither unit. Before an objection is upheld the unit is heard, and then the year does not qualify.
    ///
    /// # Errors
    /// `UNIT_DECIDES_NOT_ITSELF`, `OBJECTION_UNKNOWN`, `OBJECTION_ANSWERED`, `OBJECTOR_ANSWERS_NOT_ITSELF`, `HEARING_NOT_HELD`, and of who
    /// may not.
    pub fn answered(mut self, (index, reply): (usize, &Reply), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if hands::is_within(&self.unit, sitting)? {
            return Err(Refusal::UnitDecidesNotItself);
        }
        let objection = self.objections.get_mut(index).ok_or(Refusal::ObjectionUnknown)?;
        if objection.reply.is_some() {
            return Err(Refusal::ObjectionAnswered);
        }
        if let Some(unit) = &objection.unit
            && hands::is_within(unit, sitting)?
        {
            return Err(Refusal::ObjectorAnswersNotItself);
        }
        if reply.upheld && reply.hearing.is_none() {
            return Err(Refusal::HearingNotHeld);
        }
        objection.reply = Some(reply.clone());
        objection.answered_at = Some(sitting.now);
        if reply.upheld && self.stage == Stage::Publicised {
            self.stage = Stage::NotQualified;
            self.document.clone_from(&reply.document);
        }
        Ok(self)
    }

    /// What may be ordered now.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        let waits = self.is_objected();
        let mut allowed = self.stage.allowed().to_vec();
        allowed.retain(|verb| !(waits && *verb == "GrantAward"));
        if waits {
            allowed.push("AnswerObjection");
        }
        allowed
    }
}

/// For which unit somebody objects; for none, where the office files what it was brought.
fn objector(sitting: &Sitting<'_>) -> Result<Option<Code>, NotCompetent> {
    if hands::is_rated(sitting.by) {
        return sitting.competence().own_unit().map(Some);
    }
    sitting.county_wide()?;
    Ok(None)
}
