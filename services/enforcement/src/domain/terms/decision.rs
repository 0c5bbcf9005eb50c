//! What is decided.

use serde::{Deserialize, Serialize};

use super::money::Fen;
use super::vocabulary;

vocabulary! {
    /// Kinds of penalty (行政处罚法 art. 9). Detention is the police's alone (art. 18) and has no word here.
    PenaltyKind {
        /// 警告.
        Warning "warning",
        /// 通报批评.
        CriticismNotice "criticism_notice",
        /// 罚款.
        Fine "fine",
        /// 没收违法所得.
        ConfiscateIncome "confiscate_income",
        /// 没收非法财物.
        ConfiscateGoods "confiscate_goods",
        /// 暂扣许可证件.
        SuspendLicence "suspend_licence",
        /// 降低资质等级.
        Downgrade "downgrade",
        /// 吊销许可证件.
        RevokeLicence "revoke_licence",
        /// 限制开展生产经营活动.
        RestrictActivity "restrict_activity",
        /// 责令停产停业.
        SuspendBusiness "suspend_business",
        /// 责令关闭.
        CloseDown "close_down",
        /// 限制从业.
        BarFromTrade "bar_from_trade",
        /// 法律、行政法规规定的其他行政处罚.
        Other "other",
    }
}

impl PenaltyKind {
    /// Whether it is counted in money.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(self, Self::Fine | Self::ConfiscateIncome)
    }

    /// Whether it is performed by being said: a warning needs nothing else.
    #[must_use]
    pub fn is_said(self) -> bool {
        matches!(self, Self::Warning | Self::CriticismNotice)
    }

    /// Whether it gives the right to a hearing whatever the amount (行政处罚法 art. 63).
    #[must_use]
    pub fn is_heard(self) -> bool {
        match self {
            Self::Downgrade | Self::RevokeLicence | Self::SuspendBusiness | Self::CloseDown | Self::BarFromTrade => true,
            Self::Warning
            | Self::CriticismNotice
            | Self::Fine
            | Self::ConfiscateIncome
            | Self::ConfiscateGoods
            | Self::SuspendLicence
            | Self::RestrictActivity
            | Self::Other => false,
        }
    }
}

/// One penalty, with its amount where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PenaltyItem {
    /// Which.
    pub kind: PenaltyKind,
    /// How much: of a fine and of income; of goods their value.
    pub amount: Fen,
}

vocabulary! {
    /// Why nobody is punished.
    Exemption {
        /// 轻微并及时改正，没有造成危害后果: must not be punished (art. 33 para. 1).
        Minor "minor",
        /// 初次违法且危害后果轻微并及时改正: may be spared (art. 33 para. 1).
        First "first",
        /// 有证据足以证明没有主观过错: not punished (art. 33 para. 2).
        NoFault "no_fault",
        /// 违法事实不能成立 (art. 57).
        Unfounded "unfounded",
        /// 不满十四周岁 (art. 30).
        MinorAge "minor_age",
        /// 精神病人、智力残疾人 (art. 31).
        Incapacity "incapacity",
        /// 追责时效已过 (art. 36).
        Limitation "limitation",
    }
}

impl Exemption {
    /// Whether the law forbids the penalty, and does not only allow to spare it.
    #[must_use]
    pub fn forbids(self) -> bool {
        match self {
            Self::Minor | Self::NoFault | Self::Unfounded | Self::MinorAge | Self::Incapacity | Self::Limitation => true,
            Self::First => false,
        }
    }
}

/// That nobody is punished, why, and what was said to the party instead (教育).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoPenalty {
    /// Why.
    pub ground: Exemption,
    /// How the party was educated (art. 33 para. 3).
    pub education: String,
}

vocabulary! {
    /// What must make a penalty lighter or reduced (行政处罚法 art. 32, and 30 for the young).
    Lightening {
        /// 主动消除或者减轻违法行为危害后果.
        RemediedHarm "remedied_harm",
        /// 受他人胁迫或者诱骗.
        Coerced "coerced",
        /// 主动供述行政机关尚未掌握的违法行为.
        Confessed "confessed",
        /// 配合查处有立功表现.
        Assisted "assisted",
        /// 法律、法规、规章规定其他应当从轻或者减轻的.
        OtherByLaw "other_by_law",
        /// 已满十四周岁不满十八周岁.
        Young "young",
    }
}

/// What the investigation ends in, as it is proposed and as it is decided. What is a crime goes to criminal justice on its own way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// 给予行政处罚.
    Penalty {
        /// What.
        items: Vec<PenaltyItem>,
        /// The band of the benchmark under which it falls.
        band: Option<String>,
        /// Why outside the band or the range of the benchmark.
        deviation: Option<String>,
        /// What makes it lighter.
        lightening: Vec<Lightening>,
    },
    /// 不予行政处罚.
    NoPenalty(NoPenalty),
}

impl Proposal {
    /// What is taken in money, together.
    #[must_use]
    pub fn amount(&self, kind: PenaltyKind) -> Fen {
        self.items().iter().filter(|item| item.kind == kind).map(|item| item.amount).sum()
    }

    /// What it says to the party in words.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        match self {
            Self::Penalty { deviation, .. } => deviation.as_deref(),
            Self::NoPenalty(none) => Some(&none.education),
        }
    }

    /// The penalties; none of what is no penalty.
    #[must_use]
    pub fn items(&self) -> &[PenaltyItem] {
        match self {
            Self::Penalty { items, .. } => items,
            Self::NoPenalty(_) => &[],
        }
    }
}

vocabulary! {
    /// Why the legal review is mandatory (行政处罚法 art. 58).
    ReviewGround {
        /// 涉及重大公共利益.
        PublicInterest "public_interest",
        /// 直接关系当事人或者第三人重大权益，经过听证程序.
        Heard "heard",
        /// 案件情况疑难复杂、涉及多个法律关系.
        Complex "complex",
        /// 法律、法规规定应当审核的其他情形.
        ByLaw "by_law",
    }
}
