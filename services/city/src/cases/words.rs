//! The contract's enums as words: `STAGE_NOTICE_SERVED` is `notice-served` on the command line and `notice-served 已告知` in a table.

use shiyu_proto::enforcement::v1::{Charge, ClueSource, DeliveryMethod, DocumentKind, LineKind, Outcome, Stage};

use crate::words::{parsers, words};

words! {
    /// `notice-served`.
    stage Stage "STAGE_",
    /// `petition`.
    source ClueSource "CLUE_SOURCE_",
    /// `penalised`.
    outcome Outcome "OUTCOME_",
    /// `fine`.
    charge Charge "CHARGE_",
    /// `paid`.
    line LineKind "LINE_KIND_",
    /// `direct`.
    delivery DeliveryMethod "DELIVERY_METHOD_",
    /// `decision`.
    document DocumentKind "DOCUMENT_KIND_",
}

parsers! {
    /// The stage of a word.
    parse_stage stage Stage,
    /// The source of a word.
    parse_source source ClueSource,
    /// The outcome of a word.
    parse_outcome outcome Outcome,
    /// The document of a word.
    parse_document document DocumentKind,
}

/// `notice-served 已告知`.
#[must_use]
pub fn stage_label(of: Stage) -> String {
    let term = match of {
        Stage::Unspecified => "",
        Stage::Clue => "线索",
        Stage::FilingReview => "立案审查",
        Stage::Disputed => "管辖争议",
        Stage::Investigating => "调查取证",
        Stage::Suspended => "中止调查",
        Stage::Concluded => "调查终结",
        Stage::NoticePending => "拟处罚",
        Stage::NoticeServed => "已告知",
        Stage::HearingScheduled => "听证已通知",
        Stage::HearingHeld => "听证已举行",
        Stage::LegalReview => "法制审核",
        Stage::Discussion => "集体讨论",
        Stage::DecisionPending => "待决定",
        Stage::WithJustice => "已移送司法",
        Stage::Decided => "已决定",
        Stage::Served => "已送达",
        Stage::Overdue => "逾期未履行",
        Stage::Demanded => "已催告",
        Stage::CourtApplied => "已申请法院执行",
        Stage::CourtAllowed => "法院准予执行",
        Stage::CourtRefused => "法院不予执行",
        Stage::Performed => "已履行",
        Stage::Dismissed => "线索不成立",
        Stage::TransferredOut => "已移送",
        Stage::NotFiled => "不予立案",
        Stage::CaseWithdrawn => "已撤案",
        Stage::CriminallyEnded => "司法已处理",
        Stage::Closed => "已结案",
    };
    format!("{} {term}", stage(of)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_stage("notice-served"), Ok(Stage::NoticeServed));
        assert_eq!(parse_source("petition"), Ok(ClueSource::Petition));
        assert_eq!(parse_document("spot-decision"), Ok(DocumentKind::SpotDecision));
        assert!(parse_stage("unspecified").is_err());
        assert_eq!(stage_label(Stage::Demanded), "demanded 已催告");
        assert_eq!(outcome(Outcome::Unspecified), "");
    }
}
