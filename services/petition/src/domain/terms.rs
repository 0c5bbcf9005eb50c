//! The small vocabularies: how a petition came, what it is, how a document is served, what is decided.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How a petition came (信访渠道, 信访工作条例 art. 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 网上.
    Online,
    /// 来信.
    Letter,
    /// 来电.
    Phone,
    /// 传真.
    Fax,
    /// 来访.
    Visit,
    /// 视频.
    Video,
    /// From another organ, or another service.
    Referral,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 7] = [
        Self::Online,
        Self::Letter,
        Self::Phone,
        Self::Fax,
        Self::Visit,
        Self::Video,
        Self::Referral,
    ];

    /// Its word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Letter => "letter",
            Self::Phone => "phone",
            Self::Fax => "fax",
            Self::Visit => "visit",
            Self::Video => "video",
            Self::Referral => "referral",
        }
    }
}

/// What a petition is about, as a slug: `housing.demolition`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Category(String);

/// A text that is no category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a category is 1 to 64 of a to z, 0 to 9, hyphen and full stop, and begins with a letter")]
pub struct NotACategory;

impl Category {
    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Category {
    type Err = NotACategory;

    fn from_str(text: &str) -> Result<Self, NotACategory> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for Category {
    type Error = NotACategory;

    fn try_from(text: String) -> Result<Self, NotACategory> {
        let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        let slug = text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        if begins && slug && text.len() <= 64 {
            Ok(Self(text))
        } else {
            Err(NotACategory)
        }
    }
}

impl From<Category> for String {
    fn from(category: Category) -> Self {
        category.0
    }
}

impl fmt::Display for Category {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What kind of matter it is (arts. 28 to 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "path")]
pub enum Classification {
    /// 建议意见 (art. 29).
    Suggestion,
    /// 检举控告 (art. 30).
    Accusation,
    /// 申诉求决 (art. 31), on one of its paths.
    AppealForRelief(ReliefPath),
}

/// The six statutory paths of an appeal for relief (依法分类处理, art. 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliefPath {
    /// Item 1: litigation, prosecution, police procedure.
    Litigation,
    /// Item 2: arbitration.
    Arbitration,
    /// Item 3: appeal of a party member or organisation.
    PartyAppeal,
    /// Item 4: reconsideration, ruling, confirmation, licence, penalty.
    AdministrativeProcedure,
    /// Item 5: investigate an illegality or perform a protective duty.
    ProtectiveDuty,
    /// Item 6: everything else: investigate and issue a handling opinion.
    HandlingOpinion,
}

/// How a document reached the petitioner (送达).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMethod {
    /// Handed over.
    Direct,
    /// 留置.
    LeftAtPlace,
    /// By mail.
    Mail,
    /// 委托.
    Entrusted,
    /// Electronically.
    Electronic,
    /// 公告.
    PublicNotice,
}

/// What an opinion says of the request (art. 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The facts are clear and the law supports it.
    Supported,
    /// Reasonable but without a legal basis: explained.
    Explained,
    /// No facts for it, or against the law.
    NotSupported,
}

/// How a petition came to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// By the clock, when the petitioner's own window lapsed: the law's doing, no decision upon a person.
    Lapsed,
    /// By an officer, after the window had lapsed.
    ByOfficer,
}
