//! What goes on beside the stages: remedies, publication, who stands aside, documents, a change of hands.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::terms::{Officer, PenaltyItem, RemedyKind, RemedyRuling};

/// What became of a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyWord {
    /// What.
    pub ruling: RemedyRuling,
    /// What stands in the place of the penalty, where it was changed.
    pub items: Vec<PenaltyItem>,
    /// Whether the agency has to act anew (重新作出).
    pub anew: bool,
    /// Reference of the paper.
    pub reference: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 行政复议、行政诉讼.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// Which.
    pub id: Uuid,
    /// Which kind.
    pub kind: RemedyKind,
    /// The organ or court.
    pub organ: String,
    /// Reference of the paper by which it told us.
    pub reference: String,
    /// Whether the execution was suspended, which it is not by itself (行政处罚法 art. 73).
    pub suspends: bool,
    /// When it was lodged.
    #[serde(with = "time::serde::rfc3339")]
    pub lodged_at: OffsetDateTime,
    /// What became of it.
    pub word: Option<RemedyWord>,
}

/// That a publication was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why, in public.
    pub reason: String,
    /// The paper by which a mistake was found in it; none: a remedy changed or took away what stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistake: Option<String>,
    /// Subject of who did it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// 公示 (行政处罚法 art. 48).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Where.
    pub reference: String,
    /// SHA-256 of the masked text.
    pub masked: String,
    /// Subject of who published it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// That it was taken back.
    pub withdrawal: Option<Withdrawal>,
}

/// What the head said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalWord {
    /// Whether they stand aside.
    pub granted: bool,
    /// Why.
    pub reason: String,
    /// Subject of the head.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That somebody is asked to stand aside (行政处罚法 art. 43); the investigation goes on meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// Which.
    pub id: Uuid,
    /// Subject of who is to stand aside.
    pub subject: String,
    /// The party that asks; none: a member of staff.
    pub party: Option<Uuid>,
    /// Why.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What the head said.
    pub word: Option<RecusalWord>,
}

/// A change of hands with the power list (S15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehoming {
    /// From which unit.
    pub from: Code,
    /// To which.
    pub to: Code,
    /// The document by which the list changed.
    pub document: String,
    /// Hashes of the evidence that was handed over.
    pub evidence: Vec<String>,
    /// How many documents were.
    pub documents: usize,
    /// How the party was told.
    pub told: String,
    /// Who investigated until then; nobody in what an earlier build wrote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<Officer>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// By what words are known again that the case does not keep, as the name of whoever complained to another service (S2): keyed, and of
/// this case alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many signs they have.
    pub signs: usize,
    /// Their keyed index.
    pub index: String,
}

/// A document that was rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentIssued {
    /// Which template, as in `decision`.
    pub kind: String,
    /// Its number in office style, if it has one.
    pub number: String,
    /// SHA-256 of what was rendered.
    pub hash: String,
    /// Version of the template.
    pub template: i64,
    /// Subject of who issued it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
