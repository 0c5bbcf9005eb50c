//! What goes on beside the stages.

use serde::{Deserialize, Serialize};
use shiyu_kit::file::MediaType;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use crate::domain::terms::{Point, Rating};

/// A photo or file, kept by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// SHA-256 of what is kept, lowercase hex.
    pub hash: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Where it was taken, as its reporter said; whatever the file itself told of it was taken out.
    pub taken_at: Option<Point>,
    /// Subject of who brought it; `party` for a citizen.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Every time a part of it was covered: it is another file since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coverings: Vec<Covering>,
}

impl Evidence {
    /// Whether parts of it can be covered.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.media_type.parse::<MediaType>().is_ok_and(|kind| kind != MediaType::Pdf)
    }

    /// Whether it is this file, or became of it when a part was covered.
    #[must_use]
    pub fn is_or_was(&self, hash: &str) -> bool {
        self.hash == hash || self.coverings.iter().any(|covering| covering.before == hash)
    }
}

/// That a part of a photo was covered for good (G-12). Which part is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covering {
    /// SHA-256 of what gave way to it, lowercase hex.
    pub before: String,
    /// Why.
    pub reason: String,
    /// Subject of who covered it.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That somebody spoke with the citizen who reported it (响应).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Subject of who did.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What the reporter thinks of the result. Who rated is not shown to the rated (G-19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The rating.
    pub rating: Rating,
    /// Whether staff who asked the reporter put it down; the reporter's own word takes its place.
    #[serde(default)]
    pub asked: bool,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A reward for a report that was found true (举报奖励). It is claimed with the reporter's code; nobody needs to know who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reward {
    /// How much, in fen (0.01 yuan).
    pub amount_fen: u32,
    /// Document on which it rests.
    pub basis: String,
    /// Subject of who granted it.
    pub granted_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub granted_at: OffsetDateTime,
    /// Who paid it out, when.
    pub paid: Option<Payment>,
}

/// That a reward was paid out on presentation of the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Subject of who paid; never who granted it.
    pub by: String,
    /// Number of the voucher.
    pub voucher: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// That a member of staff stands aside for a direct interest (回避).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// Subject of who stands aside.
    pub subject: String,
    /// Their unit, where its head said so before they had a hand in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// Why.
    pub reason: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// That they take part again; none as long as they stand aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<RecusalEnd>,
}

/// That whoever stood aside takes part again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalEnd {
    /// Why.
    pub reason: String,
    /// Subject of who said so; never who stood aside.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
