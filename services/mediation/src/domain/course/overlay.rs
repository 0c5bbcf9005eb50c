//! What goes on beside the mediation and after it.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{DeliveryMethod, Fault, Rating, Risk, Route};

/// What the dispute may turn into, and what was done about it (人民调解法 art. 25). It says nothing of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id: the request's.
    pub id: Uuid,
    /// Of which attempt.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub attempt: u32,
    /// What it may turn into.
    pub risk: Risk,
    /// What was done. It stays in this service.
    pub measures: String,
    /// Subject of who saw it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// To which police station or department it was reported.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reported_to: String,
    /// Its receipt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receipt: String,
    /// When it was reported.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<OffsetDateTime>,
}

impl Escalation {
    /// Whether the police, or a department, are still to be told.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.risk.is_reported() && self.reported_at.is_none()
    }
}

/// What a mediator is said to have done wrong; the register's people decide (M-08).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultReport {
    /// Who.
    pub mediator: Uuid,
    /// What.
    pub fault: Fault,
    /// In words.
    pub note: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That the parties were told which ways stay open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutesNotice {
    /// Which.
    pub routes: Vec<Route>,
    /// How.
    pub method: DeliveryMethod,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That whoever entrusted it was told the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportBack {
    /// Reference of the letter.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A visit after the end (回访).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Whether the dispute rests.
    pub settled: bool,
    /// In words. They stay in this service.
    pub note: String,
    /// Subject of who visited.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What a party thinks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Who.
    pub party: Uuid,
    /// What.
    pub rating: Rating,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 调解申请书.
    Application,
    /// 同意调解书.
    ConsentForm,
    /// 调解记录.
    Record,
    /// 调解协议书.
    Agreement,
    /// 终止调解告知书.
    TerminationNotice,
    /// 司法确认申请书.
    ConfirmationApplication,
}

/// In which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// HTML.
    Html,
    /// PDF.
    Pdf,
}

/// A document that was rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// What kind.
    pub kind: DocumentKind,
    /// In which format.
    pub format: Format,
    /// SHA-256 of what was rendered, lowercase hex.
    pub hash: String,
    /// The version of the dispute it shows.
    pub of_version: i64,
}
