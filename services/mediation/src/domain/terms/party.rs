//! Who stands in a dispute, and how they are reached.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// As what somebody stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 申请人.
    Applicant,
    /// 被申请人.
    Respondent,
    /// 第三人.
    ThirdParty,
    /// One of those who speak for many applicants (M-21).
    ApplicantRepresentative,
    /// One of those who speak for many respondents (M-21).
    RespondentRepresentative,
    /// 代理人: speaks for a party, and is none.
    Agent,
    /// Invited with the parties' consent (art. 20), and no party.
    Invited,
}

impl PartyRole {
    /// Whether it is a party, whose consent is needed.
    #[must_use]
    pub fn is_principal(self) -> bool {
        match self {
            Self::Applicant | Self::Respondent | Self::ThirdParty | Self::ApplicantRepresentative | Self::RespondentRepresentative => true,
            Self::Agent | Self::Invited => false,
        }
    }

    /// Whether it is on the side that asks.
    #[must_use]
    pub fn asks(self) -> bool {
        matches!(self, Self::Applicant | Self::ApplicantRepresentative)
    }

    /// Whether it is on the other side.
    #[must_use]
    pub fn answers(self) -> bool {
        matches!(self, Self::Respondent | Self::RespondentRepresentative)
    }

    /// Whether one is on the side that asks and the other on the side that answers.
    #[must_use]
    pub fn opposes(self, other: Self) -> bool {
        (self.asks() && other.answers()) || (self.answers() && other.asks())
    }
}

/// Somebody in a dispute; who it is lies sealed in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Id in the vault.
    pub id: Uuid,
    /// As what.
    pub role: PartyRole,
    /// For whom an agent speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_for: Option<Uuid>,
    /// Whether the identity came under another service's grant, and is shown no longer than that holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub granted: bool,
}

/// How a party's word reached the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 当面.
    InPerson,
    /// 书面.
    Written,
    /// 电话.
    Phone,
    /// 网络.
    Online,
    /// 视频.
    Video,
}

/// How something was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMethod {
    /// 直接.
    Direct,
    /// 邮寄.
    Mail,
    /// 电子.
    Electronic,
    /// Told orally, on record.
    Oral,
}

/// A way that stays open (人民调解法 art. 26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// 仲裁.
    Arbitration,
    /// 行政途径.
    Administrative,
    /// 诉讼.
    Litigation,
    /// 申请强制执行, of what a court confirmed.
    Enforcement,
}

/// What a party thinks of how it was mediated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// 非常满意.
    VerySatisfied,
    /// 满意.
    Satisfied,
    /// 基本满意.
    BasicallySatisfied,
    /// 一般.
    Average,
    /// 不满意.
    Dissatisfied,
}
