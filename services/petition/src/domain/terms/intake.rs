//! How a petition came, and who stands in it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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

/// How it was put on record (art. 19; accessible intake).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filing {
    /// In the petitioner's own writing.
    #[default]
    Written,
    /// Told, and recorded truthfully by the unit (口头).
    Oral,
    /// Filed by somebody for a petitioner who cannot (代书, 代办).
    ByAgent,
}

/// As what somebody stands in a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 信访人.
    Petitioner,
    /// Elected by several with a common matter; at most five (art. 20).
    Representative,
    /// Acts for a petitioner who cannot (代理人).
    Agent,
    /// A lawyer who acts for a petitioner (律师代理).
    Attorney,
    /// The unit's or enterprise's side the matter is about (被反映人); never shown outside.
    Respondent,
}

/// Somebody in a petition: an id of the party vault, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The id under which the vault keeps the identity.
    pub id: Uuid,
    /// As what.
    pub role: PartyRole,
}

impl PartyRole {
    /// Whether they brought the matter, for themselves or elected by those who did.
    #[must_use]
    pub fn asks(self) -> bool {
        match self {
            Self::Petitioner | Self::Representative => true,
            Self::Agent | Self::Attorney | Self::Respondent => false,
        }
    }

    /// Whether they may act in the matter: withdraw it, ask for review, evaluate.
    #[must_use]
    pub fn acts(self) -> bool {
        match self {
            Self::Petitioner | Self::Representative | Self::Agent | Self::Attorney => true,
            Self::Respondent => false,
        }
    }
}
