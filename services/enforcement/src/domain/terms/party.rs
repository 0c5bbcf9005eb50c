//! Who stands in a case, and how papers reach them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::vocabulary;

vocabulary! {
    /// As what somebody stands in a case.
    PartyRole {
        /// 当事人: whoever is suspected; one for each case.
        Suspect "suspect",
        /// 投诉举报人: kept from the suspect.
        Complainant "complainant",
        /// 利害关系人.
        ThirdParty "third_party",
        /// 证人: kept from the suspect.
        Witness "witness",
        /// 委托代理人: at most two (行政处罚法 art. 64).
        Agent "agent",
        /// 监护人, 法定代理人.
        Guardian "guardian",
    }
}

impl PartyRole {
    /// Whether the suspect must not learn who that is.
    #[must_use]
    pub fn is_kept_from_the_suspect(self) -> bool {
        match self {
            Self::Complainant | Self::Witness => true,
            Self::Suspect | Self::ThirdParty | Self::Agent | Self::Guardian => false,
        }
    }
}

vocabulary! {
    /// Whether the suspect is a citizen or an organisation: the limits of art. 51 differ.
    SubjectKind {
        /// 公民.
        Citizen "citizen",
        /// 法人或者其他组织.
        Organisation "organisation",
    }
}

vocabulary! {
    /// Whether somebody answers for what they do (行政处罚法 arts. 30, 31).
    Capacity {
        /// 完全责任能力.
        Full "full",
        /// 不满十四周岁: not punished, the guardian disciplines.
        Under14 "under14",
        /// 已满十四周岁不满十八周岁: lighter or reduced.
        Under18 "under18",
        /// 不能辨认或者不能控制自己行为: not punished.
        Incapable "incapable",
        /// 尚未完全丧失辨认能力: may be lighter or reduced.
        Diminished "diminished",
    }
}

impl Capacity {
    /// Whether nobody of this capacity is punished (行政处罚法 arts. 30, 31).
    #[must_use]
    pub fn is_never_punished(self) -> bool {
        match self {
            Self::Under14 | Self::Incapable => true,
            Self::Full | Self::Under18 | Self::Diminished => false,
        }
    }
}

vocabulary! {
    /// The ways of service (民事诉讼法 arts. 88 to 95).
    DeliveryMethod {
        /// 直接送达.
        Direct "direct",
        /// 留置送达: left, before witnesses or on film.
        LeftAtPlace "left_at_place",
        /// 电子送达: only where the addressee confirmed it in writing.
        Electronic "electronic",
        /// 委托送达.
        Entrusted "entrusted",
        /// 邮寄送达.
        Mail "mail",
        /// 转交送达: over the army, a prison or the like.
        Forwarded "forwarded",
        /// 公告送达: deemed served after 30 days.
        PublicNotice "public_notice",
    }
}

/// Who stands in a case: ids only; what names them lies sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Id in the vault.
    pub id: Uuid,
    /// As what.
    pub role: PartyRole,
}

/// Whether a name is that of nobody: 不详, 某人, 张某.
#[must_use]
pub fn is_nobody(name: &str) -> bool {
    const NOBODY: [&str; 12] = [
        "不详",
        "不明",
        "未知",
        "无名",
        "匿名",
        "待查",
        "待核实",
        "不知名",
        "无名氏",
        "无",
        "路人",
        "当事人",
    ];
    let name = name.trim();
    NOBODY.contains(&name) || name.contains('某') || name.contains("不详") || !name.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::is_nobody;

    #[test]
    fn nobody_is_no_suspect() {
        for name in ["不详", "某人", " 张某某 ", "身份不详", "--"] {
            assert!(is_nobody(name), "{name}");
        }
        assert!(!is_nobody("沈园春") && !is_nobody("越州烧烤店"));
    }
}
