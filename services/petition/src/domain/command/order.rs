//! Whose order it is, and what it brings.

use shiyu_kit::party::Sealed;
use uuid::Uuid;

use super::Command;
use crate::domain::verb::Verb;

impl Command {
    /// The other matter it points at: the one it is merged into, or was, the earlier one for whose sake it is not accepted, or that it
    /// follows.
    #[must_use]
    pub fn other(&self) -> Option<Uuid> {
        if let Self::Merge { into: other, .. } | Self::Part { from: other } = self {
            return Some(*other);
        }
        if let Self::Unmerge { from, .. } = self {
            return *from;
        }
        if let Self::Register(register) = self {
            return register.follows;
        }
        if let Self::Decline { earlier, .. } = self {
            return Some(*earlier);
        }
        None
    }

    /// What it says of a paper, or to everybody, under its field: a text that names nobody of the matter.
    #[must_use]
    pub fn reference(&self) -> Option<(&'static str, &str)> {
        if let Self::ServeOpinion(serve) | Self::ServeRuling(serve) = self {
            return Some(("proof", serve.proof.as_str()));
        }
        if let Self::Withdraw(withdraw) = self {
            return Some(("proof", withdraw.proof.as_deref()?));
        }
        if let Self::Settle { agreement } = self {
            return Some(("agreement", agreement.as_str()));
        }
        if let Self::AgreeBoundary { reference, .. } | Self::RecordReceipt { reference, .. } = self {
            return Some(("reference", reference.as_str()));
        }
        if let Self::PublishRuling(publish) = self {
            return Some(("text", publish.text.as_str()));
        }
        if let Self::ProposeAccountability(propose) = self {
            return Some(("reference", propose.reference.as_str()));
        }
        if let Self::OfferReferral(offer) = self {
            return Some(("consent_reference", offer.consent.as_deref()?));
        }
        None
    }

    /// The identities it brings, sealed.
    #[must_use]
    pub fn sealed(&self) -> &[Sealed] {
        if let Self::Register(register) = self {
            return &register.sealed;
        }
        if let Self::AddParty { sealed, .. } = self {
            return std::slice::from_ref(sealed);
        }
        &[]
    }

    /// Its name; none for what is no order of anybody's.
    #[must_use]
    pub fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Forward { .. } => Verb::Forward,
            Self::Assign { .. } => Verb::Assign,
            Self::Accept { .. } => Verb::Accept,
            Self::Redirect { .. } => Verb::Redirect,
            Self::Divert(_) => Verb::Divert,
            Self::Merge { .. } => Verb::Merge,
            Self::Unmerge { .. } => Verb::Unmerge,
            Self::Decline { .. } => Verb::Decline,
            Self::GiveNotice { .. } => Verb::GiveNotice,
            Self::Supplement { .. } => Verb::Supplement,
            Self::Message { .. } => Verb::Message,
            Self::AddParty { .. } => Verb::AddParty,
            Self::Object(_) => Verb::Object,
            Self::DecideObjection { .. } => Verb::DecideObjection,
            Self::ReferDispute => Verb::ReferDispute,
            Self::Designate { .. } => Verb::Designate,
            Self::RaiseBoundary(_) => Verb::RaiseBoundary,
            Self::AgreeBoundary { .. } => Verb::AgreeBoundary,
            Self::OfferOutside(_) => Verb::OfferOutside,
            Self::RecordReceipt { .. } => Verb::RecordReceipt,
            Self::Transfer { .. } => Verb::Transfer,
            Self::Classify(_) => Verb::Classify,
            Self::Simplify => Verb::Simplify,
            Self::Resume { .. } => Verb::Resume,
            Self::Extend(_) => Verb::Extend,
            Self::OpenHearing => Verb::OpenHearing,
            Self::CloseHearing { .. } => Verb::CloseHearing,
            Self::RequestAssistance { .. } => Verb::RequestAssistance,
            Self::ReportAssistance { .. } => Verb::ReportAssistance,
            Self::Reply { .. } => Verb::Reply,
            Self::ReportDuty { .. } => Verb::ReportDuty,
            Self::DeclineDuty { .. } => Verb::DeclineDuty,
            Self::RerouteDuty { .. } => Verb::RerouteDuty,
            Self::DraftOpinion(_) => Verb::DraftOpinion,
            Self::IssueOpinion => Verb::IssueOpinion,
            Self::ServeOpinion(_) => Verb::ServeOpinion,
            Self::Settle { .. } => Verb::Settle,
            Self::OfferReferral(_) => Verb::OfferReferral,
            Self::WithdrawReferral { .. } => Verb::WithdrawReferral,
            Self::ReadIdentity(_) => Verb::ReadIdentity,
            Self::RequestRemedy(_) => Verb::RequestRemedy,
            Self::TakeUpRemedy => Verb::TakeUpRemedy,
            Self::DismissRemedy { .. } => Verb::DismissRemedy,
            Self::DecideRemedy(_) => Verb::DecideRemedy,
            Self::ServeRuling(_) => Verb::ServeRuling,
            Self::PublishRuling(_) => Verb::PublishRuling,
            Self::WithdrawPublication { .. } => Verb::WithdrawPublication,
            Self::ReportExecution { .. } => Verb::ReportExecution,
            Self::Close => Verb::Close,
            Self::Withdraw(_) => Verb::Withdraw,
            Self::RecordOutcome { .. } => Verb::RecordOutcome,
            Self::Archive => Verb::Archive,
            Self::ReportUrgent { .. } => Verb::ReportUrgent,
            Self::Recuse { .. } => Verb::Recuse,
            Self::Sponsor(_) => Verb::Sponsor,
            Self::CompleteMilestone { .. } => Verb::CompleteMilestone,
            Self::Supervise(_) => Verb::Supervise,
            Self::AnswerSupervision { .. } => Verb::AnswerSupervision,
            Self::ProposeAccountability(_) => Verb::ProposeAccountability,
            Self::AnswerAccountability { .. } => Verb::AnswerAccountability,
            Self::AddCareTask { .. } => Verb::AddCareTask,
            Self::CompleteCareTask { .. } => Verb::CompleteCareTask,
            Self::Evaluate(_) => Verb::Evaluate,
            Self::Reveal { .. } => Verb::Reveal,
            Self::Register(_)
            | Self::Part { .. }
            | Self::HearCounty { .. }
            | Self::HearCity { .. }
            | Self::AnswerReferral(_)
            | Self::Tick { .. }
            | Self::Reckon => return None,
        })
    }
}
