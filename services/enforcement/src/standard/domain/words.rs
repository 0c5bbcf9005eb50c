//! The words of the standards. A word in a table never changes.

use crate::domain::terms::vocabulary;

vocabulary! {
    /// Which standard.
    StandardKind {
        /// 裁量基准.
        Benchmark "benchmark",
        /// 证据清单.
        Checklist "checklist",
        /// 文书样式.
        Wording "wording",
    }
}

vocabulary! {
    /// Documents of a case.
    DocumentKind {
        /// 立案审批表.
        FilingApproval "filing_approval",
        /// 调查（询问）笔录.
        InquiryRecord "inquiry_record",
        /// 先行登记保存证据通知书.
        PreservationNotice "preservation_notice",
        /// 行政处罚事先告知书.
        PriorNotice "prior_notice",
        /// 行政处罚听证通知书.
        HearingNotice "hearing_notice",
        /// 法制审核意见书.
        LegalReview "legal_review",
        /// 行政处罚决定书.
        Decision "decision",
        /// 当场行政处罚决定书.
        SpotDecision "spot_decision",
        /// 送达回证.
        ServiceReceipt "service_receipt",
        /// 履行行政处罚决定催告书.
        DemandLetter "demand_letter",
        /// 行政处罚强制执行申请书.
        CourtApplication "court_application",
        /// 结案审批表.
        ClosingApproval "closing_approval",
        /// 案件移送函、行政执法协助函.
        OutsideLetter "outside_letter",
    }
}

impl DocumentKind {
    /// Its title in office style.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::FilingApproval => "立案审批表",
            Self::InquiryRecord => "调查（询问）笔录",
            Self::PreservationNotice => "先行登记保存证据通知书",
            Self::PriorNotice => "行政处罚事先告知书",
            Self::HearingNotice => "行政处罚听证通知书",
            Self::LegalReview => "法制审核意见书",
            Self::Decision => "行政处罚决定书",
            Self::SpotDecision => "当场行政处罚决定书",
            Self::ServiceReceipt => "送达回证",
            Self::DemandLetter => "履行行政处罚决定催告书",
            Self::CourtApplication => "行政处罚强制执行申请书",
            Self::ClosingApproval => "结案审批表",
            Self::OutsideLetter => "案件移送函",
        }
    }

    /// Whether the suspect stands in it. A legal review is of the case, and what goes to another city says in its packet who stands in it.
    #[must_use]
    pub const fn names_the_suspect(self) -> bool {
        match self {
            Self::LegalReview | Self::OutsideLetter => false,
            Self::FilingApproval
            | Self::InquiryRecord
            | Self::PreservationNotice
            | Self::PriorNotice
            | Self::HearingNotice
            | Self::Decision
            | Self::SpotDecision
            | Self::ServiceReceipt
            | Self::DemandLetter
            | Self::CourtApplication
            | Self::ClosingApproval => true,
        }
    }
}
