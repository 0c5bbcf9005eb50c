//! An item of the admission list (网格准入): proposed by a department, decided by the county, in force on its days.

use serde::Serialize;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{AdmissionState, Frequency, Refusal, Sitting};
use crate::domain::terms::ClassCode;

/// What a department asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// The department.
    pub department: Code,
    /// Its title.
    pub title: String,
    /// What is asked of grid staff.
    pub task: String,
    /// The subclass it belongs to.
    pub class: Option<ClassCode>,
    /// How often.
    pub frequency: Frequency,
    /// What the department pays for each, in fen.
    pub unit_cost_fen: i64,
    /// How long each takes, in minutes.
    pub minutes_each: i32,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// What was decided on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The unit that decided.
    pub by: Code,
    /// When.
    pub at: OffsetDateTime,
    /// Number of the document that approves it, or why it is refused.
    pub verdict: Result<String, String>,
}

/// That it was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub at: OffsetDateTime,
    /// Why.
    pub reason: String,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is asked.
    pub proposal: Proposal,
    /// The unit of whoever proposed it: the department, or one above it.
    pub proposed_by: Code,
    /// When.
    pub proposed_at: OffsetDateTime,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Whether it was taken back.
    pub withdrawal: Option<Withdrawal>,
}

/// Why a department may not ask for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAdmitted {
    /// There is no such item.
    Unknown,
    /// It is another department's.
    OfAnotherDepartment,
    /// It is proposed, refused or withdrawn.
    NotApproved,
    /// Not on that day.
    NotInForce,
    /// It is for another subclass.
    OfAnotherClass,
    /// It was asked for in that grid as often as it may be.
    UsedUp,
}

impl NotAdmitted {
    /// Its code.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Unknown => "ITEM_UNKNOWN",
            Self::OfAnotherDepartment => "ITEM_OF_ANOTHER_DEPARTMENT",
            Self::NotApproved => "ITEM_NOT_APPROVED",
            Self::NotInForce => "ITEM_NOT_IN_FORCE",
            Self::OfAnotherClass => "ITEM_OF_ANOTHER_CLASS",
            Self::UsedUp => "ITEM_USED_UP",
        }
    }
}

impl Proposal {
    /// Puts it before the county.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_OUTSIDE_JURISDICTION`, `UNIT_NOT_YOURS`.
    pub fn propose(self, sitting: &Sitting<'_>) -> Result<Item, Refusal> {
        sitting.writes_for(&self.department)?;
        Ok(Item {
            proposal: self,
            proposed_by: sitting.own_unit()?,
            proposed_at: sitting.now,
            decision: None,
            withdrawal: None,
        })
    }
}

impl Item {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> AdmissionState {
        match (&self.withdrawal, &self.decision) {
            (Some(_), _) => AdmissionState::Withdrawn,
            (None, None) => AdmissionState::Proposed,
            (None, Some(Decision { verdict: Ok(_), .. })) => AdmissionState::Approved,
            (None, Some(Decision { verdict: Err(_), .. })) => AdmissionState::Refused,
        }
    }

    /// Approves it by a document, or refuses it for a reason.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `APPROVER_IS_PROPOSER`, `ITEM_DECIDED`, `DATE_IN_PAST` of an approval.
    pub fn decide(self, verdict: Result<String, String>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        let by = sitting.county_wide()?;
        if [&self.proposed_by, &self.proposal.department].contains(&&by) {
            return Err(Refusal::ApproverIsProposer);
        }
        if self.state() != AdmissionState::Proposed {
            return Err(Refusal::ItemDecided);
        }
        if verdict.is_ok() && self.proposal.to < sitting.today() {
            return Err(Refusal::DateInPast(self.proposal.to));
        }
        let at = sitting.now;
        Ok(Self {
            decision: Some(Decision { by, at, verdict }),
            ..self
        })
    }

    /// Takes it back: the department does, or the county.
    ///
    /// # Errors
    /// `NEEDS_A_PERSON`, `UNIT_UNKNOWN`, `UNIT_NOT_YOURS`, `ITEM_ENDED`.
    pub fn withdraw(self, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.proposal.department)?;
        match self.state() {
            AdmissionState::Proposed | AdmissionState::Approved => Ok(Self {
                withdrawal: Some(Withdrawal {
                    at: sitting.now,
                    reason: reason.to_owned(),
                }),
                ..self
            }),
            AdmissionState::Refused | AdmissionState::Withdrawn => Err(Refusal::ItemEnded),
        }
    }
}
