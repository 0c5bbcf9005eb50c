//! What a mediator is said to have done wrong, and what becomes of it (人民调解法 art. 15).

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::mediator::{Ended, Ending};
use super::{Charging, Deciding, Mediator, Refusal, Sitting};
use crate::domain::terms::Fault;

/// What is decided on a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeOutcome {
    /// It is not so.
    Unfounded,
    /// 批评教育、责令改正.
    Warning,
    /// 罢免、解聘.
    Dismissal,
}

/// What was decided, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What.
    pub outcome: ChargeOutcome,
    /// Why.
    pub reason: String,
    /// Subject of the one who decided.
    pub by: String,
    /// When.
    pub at: OffsetDateTime,
}

/// What a mediator is said to have done wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub fault: Fault,
    /// In which dispute.
    pub dispute: Option<Uuid>,
    /// When it was put on record.
    pub at: OffsetDateTime,
    /// What was decided.
    pub verdict: Option<Verdict>,
}

impl Mediator {
    /// Puts a charge on record; one that is there already is not put twice.
    #[must_use]
    pub fn charged(mut self, told: &Charging, at: OffsetDateTime) -> Self {
        if self.charges.iter().all(|charge| charge.id != told.id) {
            self.charges.push(Charge {
                id: told.id,
                fault: told.fault,
                dispute: told.dispute,
                at,
                verdict: None,
            });
        }
        self
    }

    /// Decides on a charge. Dismissal ends the term at once: today is no day of it any more.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `DECIDER_IS_CHARGED`, `CHARGE_UNKNOWN`, `CHARGE_DECIDED`.
    pub fn decided(mut self, told: &Deciding, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        let by = sitting.subject()?.to_owned();
        if by == self.subject {
            return Err(Refusal::DeciderIsCharged);
        }
        let charge = self.charges.iter_mut().find(|charge| charge.id == told.charge);
        let charge = charge.ok_or(Refusal::ChargeUnknown)?;
        if charge.verdict.is_some() {
            return Err(Refusal::ChargeDecided);
        }
        charge.verdict = Some(Verdict {
            outcome: told.outcome,
            reason: told.reason.clone(),
            by,
            at: sitting.now,
        });
        if told.outcome == ChargeOutcome::Dismissal && self.ended.is_none() {
            self.ended = Some(Ended {
                last: sitting.today().previous_day().unwrap_or(Date::MIN),
                why: Ending::Dismissed,
            });
        }
        Ok(self)
    }
}
