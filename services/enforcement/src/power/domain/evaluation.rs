//! The periodic evaluation of an edition (行政处罚法 art. 24; 浙江省综合行政执法条例).

use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

use super::{Content, PowerCode, PowerList, Refusal, Verdict};
use crate::sitting::Sitting;

/// What an evaluation says of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which.
    pub code: PowerCode,
    /// What is to become of it.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
}

/// An evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// Its id.
    pub id: Uuid,
    /// The edition.
    pub list: Uuid,
    /// The day.
    pub on: Date,
    /// The document.
    pub document: String,
    /// What it says of single items.
    pub findings: Vec<Finding>,
}

impl Evaluation {
    /// Puts it on record.
    ///
    /// # Errors
    /// `POWER_LIST_NOT_IN_FORCE` on that day, `EVALUATED_IN_FUTURE`, `POWER_UNKNOWN`, and as [`Sitting::county_wide`].
    pub fn put(self, list: &PowerList, content: &Content, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        if self.on > sitting.today() {
            return Err(Refusal::EvaluatedInFuture);
        }
        if !list.has_begun(self.on) {
            return Err(Refusal::PowerListNotInForce);
        }
        match self.findings.iter().find(|finding| content.item(&finding.code).is_none()) {
            Some(finding) => Err(Refusal::PowerUnknown(finding.code.clone())),
            None => Ok(self),
        }
    }

    /// How many findings say this.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> i32 {
        let many = self.findings.iter().filter(|finding| finding.verdict == verdict).count();
        i32::try_from(many).unwrap_or(i32::MAX)
    }
}
