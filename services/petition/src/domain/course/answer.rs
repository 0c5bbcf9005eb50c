//! How it was answered.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::terms::{Adoption, Decision, DeliveryMethod};

/// A handling opinion (信访处理意见书, art. 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The request as the unit understood it.
    pub request: String,
    /// Facts found and reasons.
    pub facts_and_reasons: String,
    /// What is decided.
    pub decision: Decision,
    /// The provisions it rests on; at least one.
    pub legal_basis: Vec<String>,
    /// What the petitioner may do against it (art. 35).
    pub remedy_notice: String,
}

/// That a document reached the petitioner (送达).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// How.
    pub method: DeliveryMethod,
    /// Reference of the proof.
    pub proof: String,
    /// When; the petitioner's next window runs from here.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it was put on record, if that was so late that the window runs from then.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
    pub entered_at: Option<OffsetDateTime>,
}

impl Delivery {
    /// When the petitioner's window opens: what an office puts on record late takes no day from them.
    #[must_use]
    pub fn opens_at(&self) -> OffsetDateTime {
        self.entered_at.unwrap_or(self.at)
    }
}

/// An opinion that waits for the head of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The opinion.
    pub opinion: Opinion,
    /// Subject of the office holder who drafted it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That an opinion was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionIssued {
    /// The opinion.
    pub opinion: Opinion,
    /// Subject of the office holder who drafted it.
    pub drafted_by: String,
    /// Subject of the unit's head who issued it.
    pub issued_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How it was served, once it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

/// The reply to a suggestion (art. 29), or to an accusation (art. 30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What the unit makes of it; of a suggestion only.
    pub adoption: Option<Adoption>,
    /// The reply.
    pub text: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A request to perform a protective duty or to investigate an illegality (art. 31 item 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The organ whose duty it is.
    pub organ: Code,
    /// When it was asked.
    #[serde(with = "time::serde::rfc3339")]
    pub asked_at: OffsetDateTime,
    /// What it told of its progress, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<String>,
    /// The organs that were asked before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Code>,
    /// How many of the reports are of those.
    #[serde(default, skip_serializing_if = "is_none_of_them")]
    pub reported_before: usize,
    /// Why it holds itself not competent, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<String>,
}

impl Duty {
    /// Whether the organ that is asked now has said what it did.
    #[must_use]
    pub fn is_heard(&self) -> bool {
        self.reports.len() > self.reported_before
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_none_of_them(reports: &usize) -> bool {
    *reports == 0
}

/// The execution of what was supported; the unit supervises it (art. 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Execution {
    /// When it became due.
    #[serde(with = "time::serde::rfc3339")]
    pub since: OffsetDateTime,
    /// What was done; none while it is open.
    pub report: Option<String>,
    /// When it was done.
    #[serde(with = "time::serde::rfc3339::option")]
    pub done_at: Option<OffsetDateTime>,
}

impl Execution {
    /// One that is due since then.
    #[must_use]
    pub fn due(since: OffsetDateTime) -> Self {
        Self {
            since,
            report: None,
            done_at: None,
        }
    }
}
