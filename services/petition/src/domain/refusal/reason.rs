//! The reason a caller reads, and what kind of no it is.

use shiyu_kit::fault::{self, RefusalClass};

use super::Refusal;

impl fault::Refusal for Refusal {
    #[expect(clippy::too_many_lines, reason = "one line for each reason")]
    fn reason(&self) -> &'static str {
        match self {
            Self::PetitionUnknown => "PETITION_UNKNOWN",
            Self::StatusUnknown => "STATUS_UNKNOWN",
            Self::AlreadyRegistered => "ALREADY_REGISTERED",
            Self::SourceReferenceTaken => "SOURCE_REFERENCE_TAKEN",
            Self::NotInStage(_) => "NOT_IN_STAGE",
            Self::ClosedAlready(_) => "CLOSED_ALREADY",
            Self::TerminatedAlready => "TERMINATED_ALREADY",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::Recused => "RECUSED",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotAsked(_) => "UNIT_NOT_ASKED",
            Self::UnitNotHolding(_) => "UNIT_NOT_HOLDING",
            Self::UnitStillExists(_) => "UNIT_STILL_EXISTS",
            Self::NoSuperior(_) => "NO_SUPERIOR",
            Self::ForwardedToAccused(_) => "FORWARDED_TO_ACCUSED",
            Self::HeldByAccused(_) => "HELD_BY_ACCUSED",
            Self::AccusedUnnamed => "ACCUSED_UNNAMED",
            Self::AccusedInCharge => "ACCUSED_IN_CHARGE",
            Self::SealedMatter => "SEALED_MATTER",
            Self::ThreadFull => "THREAD_FULL",
            Self::TooManyRepresentatives => "TOO_MANY_REPRESENTATIVES",
            Self::TooManyParties => "TOO_MANY_PARTIES",
            Self::NotAParty(_) => "NOT_A_PARTY",
            Self::ReceivedInFuture => "RECEIVED_IN_FUTURE",
            Self::PostedAfterReceipt => "POSTED_AFTER_RECEIPT",
            Self::NoticeGivenAlready => "NOTICE_GIVEN_ALREADY",
            Self::HandledHere => "HANDLED_HERE",
            Self::OrganUnnamed => "ORGAN_UNNAMED",
            Self::ObjectionLapsed(_) => "OBJECTION_LAPSED",
            Self::DesignationBinding => "DESIGNATION_BINDING",
            Self::DisputeToRefer => "DISPUTE_TO_REFER",
            Self::NoDispute => "NO_DISPUTE",
            Self::NotTheCommonSuperior(_) => "NOT_THE_COMMON_SUPERIOR",
            Self::NotTheConference => "NOT_THE_CONFERENCE",
            Self::BoundaryRaisedAlready => "BOUNDARY_RAISED_ALREADY",
            Self::NoBoundary => "NO_BOUNDARY",
            Self::NotACountyNamed(_) => "NOT_A_COUNTY_NAMED",
            Self::OwnerDeclined(_) => "OWNER_DECLINED",
            Self::OwnerUnheard(_) => "OWNER_UNHEARD",
            Self::BoundaryReferred => "BOUNDARY_REFERRED",
            Self::OfferedOutsideAlready => "OFFERED_OUTSIDE_ALREADY",
            Self::NotOfferedOutside => "NOT_OFFERED_OUTSIDE",
            Self::ReceiptUnsigned => "RECEIPT_UNSIGNED",
            Self::ReceiptForged => "RECEIPT_FORGED",
            Self::NotSimple => "NOT_SIMPLE",
            Self::OnFastTrack => "ON_FAST_TRACK",
            Self::NotOnFastTrack => "NOT_ON_FAST_TRACK",
            Self::ExtendedAlready => "EXTENDED_ALREADY",
            Self::ExtensionTooLong { .. } => "EXTENSION_TOO_LONG",
            Self::HandleOverdue => "HANDLE_OVERDUE",
            Self::HearingOpen => "HEARING_OPEN",
            Self::NoHearing => "NO_HEARING",
            Self::AssistsAlready(_) => "ASSISTS_ALREADY",
            Self::AssistsNot(_) => "ASSISTS_NOT",
            Self::DutyUnanswered(_) => "DUTY_UNANSWERED",
            Self::PathWithoutOpinion => "PATH_WITHOUT_OPINION",
            Self::AnsweredByOpinion => "ANSWERED_BY_OPINION",
            Self::AdoptionMissing => "ADOPTION_MISSING",
            Self::NothingDrafted => "NOTHING_DRAFTED",
            Self::NotTheUnitHead => "NOT_THE_UNIT_HEAD",
            Self::OpinionWithoutLegalBasis => "OPINION_WITHOUT_LEGAL_BASIS",
            Self::ServedBeforeIssued => "SERVED_BEFORE_ISSUED",
            Self::ServedInFuture => "SERVED_IN_FUTURE",
            Self::RevocationUnserved => "REVOCATION_UNSERVED",
            Self::NothingToExecute => "NOTHING_TO_EXECUTE",
            Self::ExecutionPending => "EXECUTION_PENDING",
            Self::OutcomeUnknown => "OUTCOME_UNKNOWN",
            Self::NoPartInIt(_) => "NO_PART_IN_IT",
            Self::UnitNotHeard(_) => "UNIT_NOT_HEARD",
            Self::NotInCharge(_) => "NOT_IN_CHARGE",
            Self::WindowStillOpen(_) => "WINDOW_STILL_OPEN",
            Self::RemedyLapsed(_) => "REMEDY_LAPSED",
            Self::NotTheReviewOrgan(_) => "NOT_THE_REVIEW_ORGAN",
            Self::ReviewerHandledTheCase => "REVIEWER_HANDLED_THE_CASE",
            Self::NothingPublished => "NOTHING_PUBLISHED",
            Self::RecheckIsFinal => "RECHECK_IS_FINAL",
            Self::ConsentMissing => "CONSENT_MISSING",
            Self::NotThePetitionOffice => "NOT_THE_PETITION_OFFICE",
            Self::ProofMissing => "PROOF_MISSING",
            Self::OfferedAlready => "OFFERED_ALREADY",
            Self::ReferralUnknown => "REFERRAL_UNKNOWN",
            Self::ReferralOfAnother => "REFERRAL_OF_ANOTHER",
            Self::ReferralEnded => "REFERRAL_ENDED",
            Self::NotGranted => "NOT_GRANTED",
            Self::IdentityRestricted => "IDENTITY_RESTRICTED",
            Self::LinkedMatterUnknown(_) => "LINKED_MATTER_UNKNOWN",
            Self::LinkedMatterEnded(_) => "LINKED_MATTER_ENDED",
            Self::LinkedMatterNotInHand(_) => "LINKED_MATTER_NOT_IN_HAND",
            Self::LinkedMatterSealed(_) => "LINKED_MATTER_SEALED",
            Self::HeldAlready(_) => "HELD_ALREADY",
            Self::ActKnownInFuture => "ACT_KNOWN_IN_FUTURE",
            Self::LinkedMatterOpen(_) => "LINKED_MATTER_OPEN",
            Self::MergeUnexplained => "MERGE_UNEXPLAINED",
            Self::OthersMerged => "OTHERS_MERGED",
            Self::EvaluatedAlready => "EVALUATED_ALREADY",
            Self::RatesItself => "RATES_ITSELF",
            Self::ReportedAlready => "REPORTED_ALREADY",
            Self::NotReportedAbove(_) => "NOT_REPORTED_ABOVE",
            Self::DateInPast(_) => "DATE_IN_PAST",
            Self::TaskUnknown => "TASK_UNKNOWN",
            Self::DoneAlready => "DONE_ALREADY",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::PetitionUnknown | Self::StatusUnknown | Self::ReferralUnknown | Self::TaskUnknown => RefusalClass::NotFound,
            Self::AlreadyRegistered | Self::SourceReferenceTaken => RefusalClass::AlreadyExists,
            Self::NeedsAPerson
            | Self::Recused
            | Self::UnitNotAsked(_)
            | Self::UnitNotHolding(_)
            | Self::ForwardedToAccused(_)
            | Self::NotAParty(_)
            | Self::NotTheCommonSuperior(_)
            | Self::NotTheConference
            | Self::AssistsNot(_)
            | Self::NotTheUnitHead
            | Self::NotTheReviewOrgan(_)
            | Self::ReviewerHandledTheCase
            | Self::NotThePetitionOffice
            | Self::RatesItself
            | Self::ReferralOfAnother
            | Self::NotGranted
            | Self::IdentityRestricted => RefusalClass::Forbidden,
            Self::NotInStage(_)
            | Self::ClosedAlready(_)
            | Self::TerminatedAlready
            | Self::UnitUnknown(_)
            | Self::UnitOutsideJurisdiction(_)
            | Self::UnitStillExists(_)
            | Self::NoSuperior(_)
            | Self::HeldByAccused(_)
            | Self::AccusedUnnamed
            | Self::AccusedInCharge
            | Self::SealedMatter
            | Self::ThreadFull
            | Self::TooManyRepresentatives
            | Self::TooManyParties
            | Self::DateInPast(_)
            | Self::ReceivedInFuture
            | Self::PostedAfterReceipt
            | Self::NoticeGivenAlready
            | Self::HandledHere
            | Self::OrganUnnamed
            | Self::ObjectionLapsed(_)
            | Self::DesignationBinding
            | Self::DisputeToRefer
            | Self::NoDispute
            | Self::BoundaryRaisedAlready
            | Self::NoBoundary
            | Self::NotACountyNamed(_)
            | Self::OwnerDeclined(_)
            | Self::OwnerUnheard(_)
            | Self::BoundaryReferred
            | Self::OfferedOutsideAlready
            | Self::NotOfferedOutside
            | Self::ReceiptUnsigned
            | Self::ReceiptForged
            | Self::NotSimple
            | Self::OnFastTrack
            | Self::NotOnFastTrack
            | Self::ExtendedAlready
            | Self::ExtensionTooLong { .. }
            | Self::HandleOverdue
            | Self::HearingOpen
            | Self::NoHearing
            | Self::AssistsAlready(_)
            | Self::DutyUnanswered(_)
            | Self::PathWithoutOpinion
            | Self::AnsweredByOpinion
            | Self::AdoptionMissing
            | Self::NothingDrafted
            | Self::OpinionWithoutLegalBasis
            | Self::ServedBeforeIssued
            | Self::ServedInFuture
            | Self::RevocationUnserved
            | Self::NothingToExecute
            | Self::ExecutionPending
            | Self::OutcomeUnknown
            | Self::NoPartInIt(_)
            | Self::UnitNotHeard(_)
            | Self::NotInCharge(_)
            | Self::WindowStillOpen(_)
            | Self::RemedyLapsed(_)
            | Self::NothingPublished
            | Self::RecheckIsFinal
            | Self::ConsentMissing
            | Self::ProofMissing
            | Self::OfferedAlready
            | Self::ReferralEnded
            | Self::LinkedMatterUnknown(_)
            | Self::LinkedMatterEnded(_)
            | Self::LinkedMatterNotInHand(_)
            | Self::LinkedMatterSealed(_)
            | Self::HeldAlready(_)
            | Self::ActKnownInFuture
            | Self::LinkedMatterOpen(_)
            | Self::MergeUnexplained
            | Self::OthersMerged
            | Self::EvaluatedAlready
            | Self::ReportedAlready
            | Self::NotReportedAbove(_)
            | Self::DoneAlready => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::NotInStage(stage) | Self::ClosedAlready(stage) = self {
            return stage.allowed();
        }
        Vec::new()
    }
}
