//! The investigation (调查取证).

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::terms::{Base, EvidenceKind, EvidenceStatus, SuspensionGround};

/// A hand-over of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// Subject of who gave it.
    pub from: String,
    /// Subject, or office, that has it now.
    pub to: String,
    /// Where it lies.
    pub place: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a record of electronic monitoring was reviewed (行政处罚法 art. 41).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitoringReview {
    /// The document of the legal and technical review of the device (法制和技术审核).
    pub device_review: String,
    /// Where the place of the device was published.
    pub location_published: String,
    /// Subject of who reviewed this record: true, clear, whole and accurate.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a piece is no evidence (行政处罚法 art. 46 para. 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// Why.
    pub reason: String,
    /// Subject of who excluded it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A piece of evidence, or a lead that is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which.
    pub id: Uuid,
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is worth.
    pub status: EvidenceStatus,
    /// What it is, in neutral words.
    pub title: String,
    /// How it was lawfully obtained.
    pub lawful_source: String,
    /// SHA-256 of the file, lowercase hex; of a thing that of its photo.
    pub hash: String,
    /// Media type of the file.
    pub media_type: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Reference of the film of how it was taken (全过程记录, 行政处罚法 art. 47).
    pub recording: Option<String>,
    /// Whether electronic monitoring made it: then it needs a review of its own (art. 41).
    pub monitoring: bool,
    /// That review.
    pub review: Option<MonitoringReview>,
    /// The officers who gathered or verified it; nobody for a lead.
    pub officers: Vec<String>,
    /// Subject of who put it on record.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Why it is none.
    pub exclusion: Option<Exclusion>,
    /// Through whose hands it went.
    pub custody: Vec<Custody>,
}

impl Evidence {
    /// Whether a decision may rest on it: verified by two officers, not excluded, and reviewed where a device made it.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.status == EvidenceStatus::Verified && (!self.monitoring || self.review.is_some())
    }
}

/// Whether what was ordered was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionResult {
    /// Whether it is put right.
    pub corrected: bool,
    /// What the officers saw.
    pub note: String,
    /// Who looked.
    pub officers: Vec<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 责令改正: always, whatever the penalty (行政处罚法 art. 28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which.
    pub id: Uuid,
    /// What has to be put right.
    pub demand: String,
    /// The last day.
    pub until: Date,
    /// Who ordered it.
    pub officers: Vec<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What became of it.
    pub result: Option<CorrectionResult>,
}

/// A time in which it stood still (中止调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// On which ground.
    pub ground: SuspensionGround,
    /// Why.
    pub reason: String,
    /// Subject of the head who approved it.
    pub approver: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it went on.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
}

/// 调查终结报告.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    /// The facts that were found.
    pub facts: String,
    /// What penalties are reckoned by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<Base>,
    /// The officers who report.
    pub officers: Vec<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
