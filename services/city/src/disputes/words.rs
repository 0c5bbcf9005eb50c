//! The contract's enums as words: `DISPUTE_STAGE_MEDIATING` is `mediating` on the command line and `mediating 调解中` in a table.

use shiyu_proto::mediation::v1::{
    AgreementForm, CommitteeKind, CommitteePost, DisputeCategory, DisputePartyRole, DisputeProcedure, DisputeSource, DisputeStage,
    MediatorKind, MediatorLeaving, RenderedDocumentKind, RenderedFormat, SessionForm, SessionState,
};

use crate::words::{parsers, words};

words! {
    /// `mediating`.
    stage DisputeStage "DISPUTE_STAGE_",
    /// `neighbour`.
    category DisputeCategory "DISPUTE_CATEGORY_",
    /// `court-delegated`.
    source DisputeSource "DISPUTE_SOURCE_",
    /// `people`.
    procedure DisputeProcedure "DISPUTE_PROCEDURE_",
    /// `applicant`.
    role DisputePartyRole "DISPUTE_PARTY_ROLE_",
    /// `written`.
    form AgreementForm "AGREEMENT_FORM_",
    /// `in-person`.
    session_form SessionForm "SESSION_FORM_",
    /// `planned`.
    session_state SessionState "SESSION_STATE_",
    /// `replaced`.
    leaving MediatorLeaving "MEDIATOR_LEAVING_",
    /// `termination-notice`.
    document RenderedDocumentKind "RENDERED_DOCUMENT_KIND_",
    /// `pdf`.
    format RenderedFormat "RENDERED_FORMAT_",
    /// `village`.
    committee_kind CommitteeKind "COMMITTEE_KIND_",
    /// `chair`.
    post CommitteePost "COMMITTEE_POST_",
    /// `community-commissioner`.
    mediator_kind MediatorKind "MEDIATOR_KIND_",
}

parsers! {
    /// The stage of a word.
    parse_stage stage DisputeStage,
    /// The category of a word.
    parse_category category DisputeCategory,
    /// The source of a word.
    parse_source source DisputeSource,
    /// The procedure of a word.
    parse_procedure procedure DisputeProcedure,
    /// The document of a word.
    parse_document document RenderedDocumentKind,
    /// The format of a word.
    parse_format format RenderedFormat,
    /// The kind of committee of a word.
    parse_committee_kind committee_kind CommitteeKind,
    /// The post of a word.
    parse_post post CommitteePost,
    /// The kind of mediator of a word.
    parse_mediator_kind mediator_kind MediatorKind,
}

/// `mediating 调解中`.
#[must_use]
pub fn stage_label(of: DisputeStage) -> String {
    let term = match of {
        DisputeStage::Unspecified => "",
        DisputeStage::Applied => "已申请",
        DisputeStage::Entrusted => "已委托",
        DisputeStage::ProactiveDraft => "主动介入",
        DisputeStage::Screening => "审查中",
        DisputeStage::ConsentPending => "征询意愿",
        DisputeStage::MediatorSelection => "选定调解员",
        DisputeStage::Mediating => "调解中",
        DisputeStage::AgreementDrafted => "已拟协议",
        DisputeStage::AgreementEffective => "协议生效",
        DisputeStage::Performing => "履行中",
        DisputeStage::ConfirmationApplied => "已申请司法确认",
        DisputeStage::ConfirmationRefused => "未予确认",
        DisputeStage::Confirmed => "已确认",
        DisputeStage::EnforcementApplied => "已申请执行",
        DisputeStage::WithCourt => "司法调解中",
        DisputeStage::Performed => "履行完毕",
        DisputeStage::Breached => "未履行",
        DisputeStage::Terminated => "已终止",
        DisputeStage::Declined => "不予受理",
        DisputeStage::Transferred => "已移送",
        DisputeStage::CourtConcluded => "法院已结",
        DisputeStage::Archived => "已归档",
    };
    format!("{} {term}", stage(of)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_stage("consent-pending"), Ok(DisputeStage::ConsentPending));
        assert_eq!(parse_source("court-entrusted"), Ok(DisputeSource::CourtEntrusted));
        assert_eq!(
            parse_document("confirmation-application"),
            Ok(RenderedDocumentKind::ConfirmationApplication)
        );
        assert_eq!(parse_format("pdf"), Ok(RenderedFormat::Pdf));
        assert!(parse_stage("unspecified").is_err());
        assert_eq!(stage_label(DisputeStage::Mediating), "mediating 调解中");
    }
}
