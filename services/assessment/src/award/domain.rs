//! A unit's year: from the candidate to the grant. Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Rule};
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::objection::{Objection, Publicity};
use super::refusal::Refusal;
use super::veto;
use crate::hands;
use crate::shelf::entry;

/// 公示: from the publication to the moment from which it may be granted.
pub const PUBLICITY: Rule = Rule::working_days("publicity", "internal rule", 5, Bound::Citizen).ours();

/// Every rule, for the configuration.
pub const RULES: [Rule; 1] = [PUBLICITY];

/// Where a year stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is looked at.
    Candidate,
    /// A veto was decided.
    Vetoed,
    /// It qualifies.
    Qualified,
    /// It does not.
    NotQualified,
    /// Everybody may object.
    Publicised,
    /// Granted.
    Granted,
}

impl Stage {
    /// What may be ordered there.
    #[must_use]
    pub const fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Candidate => &["DecideAward"],
            Self::Qualified => &["PubliciseAward"],
            Self::Publicised => &["GrantAward", "ObjectToAward"],
            Self::Vetoed | Self::NotQualified | Self::Granted => &[],
        }
    }
}

/// What moves a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// Whether it qualifies.
    Decide(bool),
    /// Everybody may object.
    Publicise,
    /// Granted.
    Grant,
}

/// A unit is a candidate of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Nomination {
    /// The unit.
    pub unit: Code,
    /// The year.
    pub year: i32,
    /// By which document.
    pub document: String,
}

/// A unit's year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardYear {
    /// Its id.
    pub id: Uuid,
    /// The unit.
    pub unit: Code,
    /// The year.
    pub year: i32,
    /// Where it stands.
    pub stage: Stage,
    /// The document of the latest decision.
    pub document: String,
    /// When it was publicised.
    #[serde(with = "time::serde::rfc3339::option")]
    pub publicised_at: Option<OffsetDateTime>,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What was said against it while it was publicised.
    #[serde(default)]
    pub objections: Vec<Objection>,
}

/// What is looked up for a step.
#[derive(Debug)]
pub struct Known<'a> {
    /// The vetoes of the unit's year.
    pub vetoes: &'a [veto::Veto],
    /// How long it is publicised.
    pub publicity: Publicity<'a>,
}

impl AwardYear {
    /// A candidate of a year that is over, and of which the unit is none yet; a veto that was decided before holds.
    ///
    /// # Errors
    /// `YEAR_NOT_OVER`, `AWARD_EXISTS`, and of who may not.
    pub fn nominated(
        (id, new): (Uuid, &Nomination),
        years: &[Self],
        vetoes: &[veto::Veto],
        sitting: &Sitting<'_>,
    ) -> Result<Self, Refusal> {
        hands::of_county(&new.unit, sitting)?;
        if new.year >= sitting.today().year() {
            return Err(Refusal::YearNotOver);
        }
        if years.iter().any(|year| year.year == new.year) {
            return Err(Refusal::AwardExists);
        }
        let candidate = Self {
            id,
            unit: new.unit.clone(),
            year: new.year,
            stage: Stage::Candidate,
            document: new.document.clone(),
            publicised_at: None,
            at: sitting.now,
            objections: Vec::new(),
        };
        let decided = vetoes.iter().find(|veto| veto.stage == veto::Stage::Vetoed);
        Ok(match decided.and_then(|veto| veto.decision.as_deref()) {
            Some(document) => candidate.vetoed(document),
            None => candidate,
        })
    }

    /// After a step by a document.
    ///
    /// # Errors
    /// `UNIT_DECIDES_NOT_ITSELF`, `AWARD_MOVE_NOT_ALLOWED`, `VETO_PENDING`, `YEAR_VETOED`, `PUBLICITY_NOT_OVER`, `OBJECTION_UNANSWERED`,
    /// and of who may not.
    pub fn moved(self, (step, document): (&Step, &str), known: &Known<'_>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if hands::is_within(&self.unit, sitting)? {
            return Err(Refusal::UnitDecidesNotItself);
        }
        let stage = match (self.stage, step) {
            (Stage::Candidate, Step::Decide(true)) => Stage::Qualified,
            (Stage::Candidate, Step::Decide(false)) => Stage::NotQualified,
            (Stage::Qualified, Step::Publicise) => Stage::Publicised,
            (Stage::Publicised, Step::Grant) => Stage::Granted,
            (
                Stage::Candidate | Stage::Vetoed | Stage::Qualified | Stage::NotQualified | Stage::Publicised | Stage::Granted,
                Step::Decide(_) | Step::Publicise | Step::Grant,
            ) => return Err(Refusal::MoveNotAllowed(self.stage)),
        };
        if stage != Stage::NotQualified {
            unvetoed(known.vetoes)?;
        }
        let over = |at: OffsetDateTime| known.publicity.is_over(at, sitting.now);
        if stage == Stage::Granted && !self.publicised_at.is_some_and(over) {
            return Err(Refusal::PublicityNotOver);
        }
        if stage == Stage::Granted && self.is_objected() {
            return Err(Refusal::ObjectionUnanswered);
        }
        Ok(Self {
            stage,
            document: document.to_owned(),
            publicised_at: if stage == Stage::Publicised {
                Some(sitting.now)
            } else {
                self.publicised_at
            },
            ..self
        })
    }

    /// After a veto was decided: nothing that was granted is taken back by it.
    #[must_use]
    pub fn vetoed(self, document: &str) -> Self {
        match self.stage {
            Stage::Candidate | Stage::Qualified | Stage::Publicised => Self {
                stage: Stage::Vetoed,
                document: document.to_owned(),
                ..self
            },
            Stage::Vetoed | Stage::NotQualified | Stage::Granted => self,
        }
    }
}

fn unvetoed(vetoes: &[veto::Veto]) -> Result<(), Refusal> {
    if vetoes.iter().any(|veto| veto.stage == veto::Stage::Vetoed) {
        return Err(Refusal::YearVetoed);
    }
    if vetoes.iter().any(|veto| veto.stage.is_pending()) {
        return Err(Refusal::VetoPending);
    }
    Ok(())
}

entry! { AwardYear is "award_year": id, unit, at, unit }
