//! The court's part: judicial confirmation (M-15 to M-18), and judicial mediation, which is tracked and never decided here.

use serde::{Deserialize, Serialize};
use shiyu_kit::referral::Confirmation;

/// What an application for confirmation is about (民诉法解释 art. 355).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Obligations of civil law: what is confirmed.
    Obligations,
    /// 身份关系: marriage, parentage, adoption; not accepted.
    StatusRelation,
    /// Not for the people's courts; not accepted.
    OutsideJurisdiction,
    /// Special procedures, bankruptcy; not accepted.
    OtherProcedure,
    /// 确权: title to things or intellectual property; not accepted.
    Title,
}

/// Why that court (民诉法 art. 205).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtBasis {
    /// The court that invited the mediation.
    Inviting,
    /// The basic court of a party's domicile.
    Domicile,
    /// The basic court where the subject matter is.
    SubjectMatter,
    /// The basic court of the organisation's seat.
    OrganisationSeat,
    /// The intermediate court, where the dispute belongs there.
    Intermediate,
}

/// Which court, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Court {
    /// Its name.
    pub name: String,
    /// Why that one.
    pub basis: CourtBasis,
}

/// What an intermediate court is called; the special courts are of its rank (民诉法 art. 19).
const INTERMEDIATE: [&str; 5] = ["中级人民法院", "海事法院", "知识产权法院", "金融法院", "铁路运输中级法院"];
/// What every court is called.
const COURT: &str = "法院";
/// What a court above those is called.
const HIGH: &str = "高级人民法院";

impl Court {
    /// Whether it is of the rank that its basis asks for.
    #[must_use]
    pub fn is_of_its_rank(&self) -> bool {
        let intermediate = INTERMEDIATE.iter().any(|word| self.name.contains(word));
        match self.basis {
            CourtBasis::Inviting => true,
            CourtBasis::Intermediate => intermediate,
            CourtBasis::Domicile | CourtBasis::SubjectMatter | CourtBasis::OrganisationSeat => !intermediate && !self.name.contains(HIGH),
        }
    }

    /// Whether a letter is of this court, or of a division of it, as its 立案庭.
    #[must_use]
    pub fn sent(&self, from: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        let (from, own) = (plain(from), plain(&self.name));
        from.split_inclusive(COURT).next() == Some(own.as_str())
    }
}

/// Why a court did not confirm (民诉法解释 arts. 355, 358).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotConfirmed {
    /// 不予受理.
    NotAccepted,
    /// Against a mandatory rule.
    MandatoryLaw,
    /// Against the public interest.
    PublicInterest,
    /// Against the rights of others.
    ThirdParty,
    /// Against public order and good morals.
    Morals,
    /// Not of free will.
    NotVoluntary,
    /// Its content is unclear.
    Unclear,
}

/// What the court said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationResult {
    /// 裁定有效: it can be enforced.
    Confirmed,
    /// 裁定驳回, 不予受理.
    Refused(NotConfirmed),
    /// The parties took the application back.
    Withdrawn,
}

impl ConfirmationResult {
    /// As the service that offered the dispute hears it: without the ground.
    #[must_use]
    pub fn told(self) -> Confirmation {
        match self {
            Self::Confirmed => Confirmation::Confirmed,
            Self::Refused(_) => Confirmation::Refused,
            Self::Withdrawn => Confirmation::Withdrawn,
        }
    }
}

/// A step of the court's own mediation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtStep {
    /// 立案.
    Docketed,
    /// 开庭或调解.
    Held,
    /// 中止.
    Suspended,
    /// 恢复.
    Resumed,
}

/// How the court's procedure ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtVerdict {
    /// 民事调解书.
    Settled,
    /// 判决, 裁定.
    Judged,
    /// 撤诉.
    Withdrawn,
    /// Sent back to mediation outside the court.
    SentBack,
}
