//! What goes on beside a case: remedies, the criminal side, the court.

use super::vocabulary;

vocabulary! {
    /// What is open against a decision.
    RemedyKind {
        /// 行政复议.
        Reconsideration "reconsideration",
        /// 行政诉讼.
        Litigation "litigation",
    }
}

vocabulary! {
    /// What became of a remedy.
    RemedyRuling {
        /// 维持; 驳回诉讼请求.
        Upheld "upheld",
        /// 变更.
        Changed "changed",
        /// 撤销.
        Revoked "revoked",
        /// 确认违法、无效.
        Void "void",
        /// 撤回申请, 终止.
        Withdrawn "withdrawn",
        /// 不予受理, 驳回申请.
        Dismissed "dismissed",
    }
}

impl RemedyRuling {
    /// Whether the decision no longer stands as it was.
    #[must_use]
    pub fn is_against_us(self) -> bool {
        match self {
            Self::Changed | Self::Revoked | Self::Void => true,
            Self::Upheld | Self::Withdrawn | Self::Dismissed => false,
        }
    }
}

vocabulary! {
    /// What the court says to an application for enforcement (行政强制法 arts. 56 to 58).
    CourtRuling {
        /// 准予强制执行.
        Allowed "allowed",
        /// 不予执行, 不予受理.
        Refused "refused",
    }
}

vocabulary! {
    /// What the police, or the prosecutor after them, say to a transfer (移送规定 arts. 8 to 10).
    CriminalAnswer {
        /// 立案.
        Filed "filed",
        /// 不予立案, or returned without a penalty by a court.
        NotFiled "not_filed",
    }
}
