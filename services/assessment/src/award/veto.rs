//! The one-vote veto (一票否决): for an event of a unit that is named beforehand, with evidence, a hearing of the unit and a document.
//! How many petitions there were is no such event (domain.md G-17). Pure.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::local_date;
use shiyu_kit::register::Sitting;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::domain::{self, AwardYear};
use super::refusal::Refusal;
use crate::hands;
use crate::shelf::entry;

/// The events it may rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 瞒报重特大安全事故.
    ConcealedMajorAccident,
    /// 重特大安全生产责任事故.
    MajorSafetyAccident,
    /// 重大公共安全事件处置失职.
    MajorPublicSafetyFailure,
    /// 统计、考核弄虚作假.
    FalsifiedFigures,
    /// 打击报复信访人.
    Retaliation,
}

/// Where one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody proposes it.
    Proposed,
    /// The unit was heard.
    Heard,
    /// So it is.
    Vetoed,
    /// It is not.
    Dismissed,
}

impl Stage {
    /// Whether it is not decided yet.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Proposed | Self::Heard)
    }

    /// What may be ordered there.
    #[must_use]
    pub const fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Proposed => &["HearUnit"],
            Self::Heard => &["DecideVeto"],
            Self::Vetoed | Self::Dismissed => &[],
        }
    }
}

/// A veto.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veto {
    /// Its id.
    pub id: Uuid,
    /// The unit.
    pub unit: Code,
    /// Its year.
    pub year: i32,
    /// What happened.
    pub event: Event,
    /// What shows it.
    pub evidence: String,
    /// Where it stands.
    pub stage: Stage,
    /// When the unit was heard, and the record of it.
    pub hearing: Option<(Date, String)>,
    /// The document of the decision.
    pub decision: Option<String>,
    /// Units of the panel.
    pub panel: Vec<Code>,
    /// Since when it is there.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A veto is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The veto's id.
    pub id: Uuid,
    /// The unit.
    pub unit: Code,
    /// The year.
    pub year: i32,
    /// What happened.
    pub event: Event,
    /// What shows it.
    pub evidence: String,
}

/// A panel's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Whether it is vetoed.
    pub vetoed: bool,
    /// The document.
    pub document: String,
    /// Units of the panel.
    pub panel: Vec<Code>,
}

impl Veto {
    /// Of a year that is neither granted nor refused.
    ///
    /// # Errors
    /// `AWARD_DECIDED`, and of who may not.
    pub fn proposed(new: &Proposal, years: &[AwardYear], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        hands::of_county(&new.unit, sitting)?;
        let is_decided = |year: &AwardYear| matches!(year.stage, domain::Stage::Granted | domain::Stage::NotQualified);
        if years.iter().any(|year| year.year == new.year && is_decided(year)) {
            return Err(Refusal::AwardDecided);
        }
        Ok(Self {
            id: new.id,
            unit: new.unit.clone(),
            year: new.year,
            event: new.event,
            evidence: new.evidence.clone(),
            stage: Stage::Proposed,
            hearing: None,
            decision: None,
            panel: Vec::new(),
            at: sitting.now,
        })
    }

    /// The unit is heard of what is proposed: on no day before that, and none that is to come.
    ///
    /// # Errors
    /// `VETO_MOVE_NOT_ALLOWED`, `HEARING_NOT_HELD`, and of who may not.
    pub fn heard(self, hearing: (Date, String), sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if self.stage != Stage::Proposed {
            return Err(Refusal::VetoMoveNotAllowed(self.stage));
        }
        if hearing.0 > sitting.today() || hearing.0 < local_date(self.at) {
            return Err(Refusal::HearingNotHeld);
        }
        Ok(Self {
            stage: Stage::Heard,
            hearing: Some(hearing),
            ..self
        })
    }

    /// A panel decides without the unit, and nobody of the unit writes down what it decided.
    ///
    /// # Errors
    /// `HEARING_NOT_HELD`, `VETO_MOVE_NOT_ALLOWED`, `PANEL_NOT_INDEPENDENT`, `UNIT_UNKNOWN` of the panel, and of who may not.
    pub fn decided(self, decision: &Decision, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        match self.stage {
            Stage::Heard => {}
            Stage::Proposed => return Err(Refusal::HearingNotHeld),
            Stage::Vetoed | Stage::Dismissed => return Err(Refusal::VetoMoveNotAllowed(self.stage)),
        }
        if hands::sits(&decision.panel, &self.unit, sitting) || hands::is_within(&self.unit, sitting)? {
            return Err(Refusal::PanelNotIndependent);
        }
        hands::are_there(&decision.panel, sitting)?;
        Ok(Self {
            stage: if decision.vetoed { Stage::Vetoed } else { Stage::Dismissed },
            decision: Some(decision.document.clone()),
            panel: decision.panel.clone(),
            ..self
        })
    }
}

entry! { Veto is "veto": id, unit, at, unit }
