//! The words of the standards on the wire and back.

use shiyu_proto::enforcement::v1 as pb;

use crate::domain::terms::EvidenceKind;
use crate::standard::domain::{DocumentKind, StandardKind};

pub(crate) fn read_document_kind(kind: pb::DocumentKind) -> Option<DocumentKind> {
    match kind {
        pb::DocumentKind::Unspecified => None,
        pb::DocumentKind::FilingApproval => Some(DocumentKind::FilingApproval),
        pb::DocumentKind::InquiryRecord => Some(DocumentKind::InquiryRecord),
        pb::DocumentKind::PreservationNotice => Some(DocumentKind::PreservationNotice),
        pb::DocumentKind::PriorNotice => Some(DocumentKind::PriorNotice),
        pb::DocumentKind::HearingNotice => Some(DocumentKind::HearingNotice),
        pb::DocumentKind::LegalReview => Some(DocumentKind::LegalReview),
        pb::DocumentKind::Decision => Some(DocumentKind::Decision),
        pb::DocumentKind::SpotDecision => Some(DocumentKind::SpotDecision),
        pb::DocumentKind::ServiceReceipt => Some(DocumentKind::ServiceReceipt),
        pb::DocumentKind::DemandLetter => Some(DocumentKind::DemandLetter),
        pb::DocumentKind::CourtApplication => Some(DocumentKind::CourtApplication),
        pb::DocumentKind::ClosingApproval => Some(DocumentKind::ClosingApproval),
        pb::DocumentKind::OutsideLetter => Some(DocumentKind::OutsideLetter),
    }
}

pub(crate) fn told_document_kind(kind: DocumentKind) -> pb::DocumentKind {
    match kind {
        DocumentKind::FilingApproval => pb::DocumentKind::FilingApproval,
        DocumentKind::InquiryRecord => pb::DocumentKind::InquiryRecord,
        DocumentKind::PreservationNotice => pb::DocumentKind::PreservationNotice,
        DocumentKind::PriorNotice => pb::DocumentKind::PriorNotice,
        DocumentKind::HearingNotice => pb::DocumentKind::HearingNotice,
        DocumentKind::LegalReview => pb::DocumentKind::LegalReview,
        DocumentKind::Decision => pb::DocumentKind::Decision,
        DocumentKind::SpotDecision => pb::DocumentKind::SpotDecision,
        DocumentKind::ServiceReceipt => pb::DocumentKind::ServiceReceipt,
        DocumentKind::DemandLetter => pb::DocumentKind::DemandLetter,
        DocumentKind::CourtApplication => pb::DocumentKind::CourtApplication,
        DocumentKind::ClosingApproval => pb::DocumentKind::ClosingApproval,
        DocumentKind::OutsideLetter => pb::DocumentKind::OutsideLetter,
    }
}

pub(super) fn read_evidence_kind(kind: pb::EvidenceKind) -> Option<EvidenceKind> {
    match kind {
        pb::EvidenceKind::Unspecified => None,
        pb::EvidenceKind::Documentary => Some(EvidenceKind::Documentary),
        pb::EvidenceKind::Physical => Some(EvidenceKind::Physical),
        pb::EvidenceKind::Audiovisual => Some(EvidenceKind::Audiovisual),
        pb::EvidenceKind::ElectronicData => Some(EvidenceKind::ElectronicData),
        pb::EvidenceKind::WitnessTestimony => Some(EvidenceKind::WitnessTestimony),
        pb::EvidenceKind::PartyStatement => Some(EvidenceKind::PartyStatement),
        pb::EvidenceKind::ExpertOpinion => Some(EvidenceKind::ExpertOpinion),
        pb::EvidenceKind::InspectionRecord => Some(EvidenceKind::InspectionRecord),
    }
}

pub(super) fn told_evidence_kind(kind: EvidenceKind) -> pb::EvidenceKind {
    match kind {
        EvidenceKind::Documentary => pb::EvidenceKind::Documentary,
        EvidenceKind::Physical => pb::EvidenceKind::Physical,
        EvidenceKind::Audiovisual => pb::EvidenceKind::Audiovisual,
        EvidenceKind::ElectronicData => pb::EvidenceKind::ElectronicData,
        EvidenceKind::WitnessTestimony => pb::EvidenceKind::WitnessTestimony,
        EvidenceKind::PartyStatement => pb::EvidenceKind::PartyStatement,
        EvidenceKind::ExpertOpinion => pb::EvidenceKind::ExpertOpinion,
        EvidenceKind::InspectionRecord => pb::EvidenceKind::InspectionRecord,
    }
}

pub(super) fn told_kind(kind: StandardKind) -> pb::StandardKind {
    match kind {
        StandardKind::Benchmark => pb::StandardKind::Benchmark,
        StandardKind::Checklist => pb::StandardKind::EvidenceChecklist,
        StandardKind::Wording => pb::StandardKind::DocumentWording,
    }
}
