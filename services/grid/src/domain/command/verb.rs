//! Which verb an order is.

use super::Command;
use crate::domain::verb::Verb;

impl Command {
    /// Its verb; none for what no person orders and for the first one.
    #[must_use]
    pub fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Report(_)
            | Self::AnswerReferral(_)
            | Self::BoundaryAnswered { .. }
            | Self::BoundaryDesignated { .. }
            | Self::Followed { .. }
            | Self::RatingHeard { .. }
            | Self::Tick { .. }
            | Self::Reckon
            | Self::Regrid { .. } => return None,
            Self::OrderVerification { .. } => Verb::OrderVerification,
            Self::ReportVerification { .. } => Verb::ReportVerification,
            Self::Accept => Verb::Accept,
            Self::Reject { .. } => Verb::Reject,
            Self::Merge { .. } => Verb::Merge,
            Self::Unmerge { .. } => Verb::Unmerge,
            Self::TransferEmergency { .. } => Verb::TransferEmergency,
            Self::TakeBackEmergency { .. } => Verb::TakeBackEmergency,
            Self::TakeUpInGrid => Verb::TakeUpInGrid,
            Self::File => Verb::File,
            Self::Dispatch(_) => Verb::Dispatch,
            Self::Transfer { .. } => Verb::Transfer,
            Self::SignIn => Verb::SignIn,
            Self::Return { .. } => Verb::Return,
            Self::DesignateHandler { .. } => Verb::DesignateHandler,
            Self::Escalate { .. } => Verb::Escalate,
            Self::Extend(_) => Verb::Extend,
            Self::Suspend(_) => Verb::Suspend,
            Self::RenewSuspension { .. } => Verb::RenewSuspension,
            Self::Resume => Verb::Resume,
            Self::ReportStep(_) => Verb::ReportStep,
            Self::ReportHandled(_) => Verb::ReportHandled,
            Self::Inspect { .. } => Verb::Inspect,
            Self::Close => Verb::Close,
            Self::Evaluate { .. } => Verb::Evaluate,
            Self::GrantReward { .. } => Verb::GrantReward,
            Self::PayReward { .. } => Verb::PayReward,
            Self::Reclassify { .. } => Verb::Reclassify,
            Self::AttachEvidence(_) => Verb::AttachEvidence,
            Self::CoverEvidence { .. } => Verb::CoverEvidence,
            Self::OfferReferral(_) => Verb::OfferReferral,
            Self::WithdrawReferral { .. } => Verb::WithdrawReferral,
            Self::ReadIdentity(_) => Verb::ReadIdentity,
            Self::Reveal { .. } => Verb::Reveal,
            Self::Recuse { .. } => Verb::Recuse,
            Self::EndRecusal { .. } => Verb::EndRecusal,
            Self::RaiseBoundary(_) => Verb::RaiseBoundary,
            Self::AgreeBoundary { .. } => Verb::AgreeBoundary,
            Self::OfferOutside(_) => Verb::OfferOutside,
            Self::RecordReceipt { .. } => Verb::RecordReceipt,
            Self::RecordContact => Verb::RecordContact,
        })
    }
}
