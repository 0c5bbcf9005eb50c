//! The stable code of each refusal, and how a caller hears of it.

use shiyu_kit::fault::{self, RefusalClass};

use super::Refusal;

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::DisputeUnknown => "DISPUTE_UNKNOWN",
            Self::AlreadyOpened => "ALREADY_OPENED",
            Self::SourceReferenceTaken => "SOURCE_REFERENCE_TAKEN",
            Self::NotInStage(_) => "NOT_IN_STAGE",
            Self::ClosedAlready(_) => "CLOSED_ALREADY",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotHolding(_) => "UNIT_NOT_HOLDING",
            Self::NoCommittee(_) => "NO_COMMITTEE",
            Self::NotAMediator => "NOT_A_MEDIATOR",
            Self::NotTheCommonSuperior(_) => "NOT_THE_COMMON_SUPERIOR",
            Self::DesignationBinding => "DESIGNATION_BINDING",
            Self::JurisdictionOpen => "JURISDICTION_OPEN",
            Self::NoJurisdictionAsked => "NO_JURISDICTION_ASKED",
            Self::SourceNotFitting(_) => "SOURCE_NOT_FITTING",
            Self::LetterMissing => "LETTER_MISSING",
            Self::MatterUnknown => "MATTER_UNKNOWN",
            Self::MatterMissing => "MATTER_MISSING",
            Self::MatterNotFitting => "MATTER_NOT_FITTING",
            Self::FindingNotFitting => "FINDING_NOT_FITTING",
            Self::FindingUnknown => "FINDING_UNKNOWN",
            Self::FindingTaken => "FINDING_TAKEN",
            Self::SidesMissing => "SIDES_MISSING",
            Self::TooManyRepresentatives => "TOO_MANY_REPRESENTATIVES",
            Self::SamePerson => "SAME_PERSON",
            Self::TooManyParties(_) => "TOO_MANY_PARTIES",
            Self::NotAParty(_) => "NOT_A_PARTY",
            Self::NotAnAgent(_) => "NOT_AN_AGENT",
            Self::ConsentMissing => "CONSENT_MISSING",
            Self::ConsentInFuture => "CONSENT_IN_FUTURE",
            Self::ConsentBeforeAsked => "CONSENT_BEFORE_ASKED",
            Self::ConsentGivenAlready => "CONSENT_GIVEN_ALREADY",
            Self::StillInTime => "STILL_IN_TIME",
            Self::GroundNotFitting => "GROUND_NOT_FITTING",
            Self::MediatorUnknown(_) => "MEDIATOR_UNKNOWN",
            Self::MediatorNotFit(_) => "MEDIATOR_NOT_FIT",
            Self::MediatorNotEngaged(_) => "MEDIATOR_NOT_ENGAGED",
            Self::MediatorEngagedAlready(_) => "MEDIATOR_ENGAGED_ALREADY",
            Self::MediatorRecused(_) => "MEDIATOR_RECUSED",
            Self::MediatorMissing => "MEDIATOR_MISSING",
            Self::DisclosureMissing(_) => "DISCLOSURE_MISSING",
            Self::InterestNotWaived(_) => "INTEREST_NOT_WAIVED",
            Self::DisclosedAlready => "DISCLOSED_ALREADY",
            Self::RoomUnknown(_) => "ROOM_UNKNOWN",
            Self::SessionInPast => "SESSION_IN_PAST",
            Self::SessionAfterLimit => "SESSION_AFTER_LIMIT",
            Self::BookedAlready => "BOOKED_ALREADY",
            Self::SessionUnknown(_) => "SESSION_UNKNOWN",
            Self::SessionOver => "SESSION_OVER",
            Self::SessionNotYet => "SESSION_NOT_YET",
            Self::TooMany(_) => "TOO_MANY",
            Self::OfferUnknown(_) => "OFFER_UNKNOWN",
            Self::OfferAnswered => "OFFER_ANSWERED",
            Self::ExtensionNotAllowed => "EXTENSION_NOT_ALLOWED",
            Self::MediationOverdue => "MEDIATION_OVERDUE",
            Self::WritingNeeded => "WRITING_NEEDED",
            Self::ObligationMissing => "OBLIGATION_MISSING",
            Self::OwedToOneself => "OWED_TO_ONESELF",
            Self::DueDayPassed => "DUE_DAY_PASSED",
            Self::DueDayTooFar => "DUE_DAY_TOO_FAR",
            Self::SignatureMissing => "SIGNATURE_MISSING",
            Self::NotAtOnce => "NOT_AT_ONCE",
            Self::SignedAlready => "SIGNED_ALREADY",
            Self::DraftPending => "DRAFT_PENDING",
            Self::MethodNotFitting => "METHOD_NOT_FITTING",
            Self::SealNotNeeded => "SEAL_NOT_NEEDED",
            Self::ObligationUnknown(_) => "OBLIGATION_UNKNOWN",
            Self::PerformedAlready => "PERFORMED_ALREADY",
            Self::OverPaid(_) => "OVER_PAID",
            Self::AmountNotFitting => "AMOUNT_NOT_FITTING",
            Self::NotDueYet => "NOT_DUE_YET",
            Self::ConditionNotFitting => "CONDITION_NOT_FITTING",
            Self::ConditionInFuture => "CONDITION_IN_FUTURE",
            Self::PerformanceInFuture => "PERFORMANCE_IN_FUTURE",
            Self::PerformanceBeforeEffect => "PERFORMANCE_BEFORE_EFFECT",
            Self::Confirmation(why) => why.reason(),
            Self::EscalationUnknown(_) => "ESCALATION_UNKNOWN",
            Self::EscalationReported => "ESCALATION_REPORTED",
            Self::EscalationUnreported => "ESCALATION_UNREPORTED",
            Self::CourtMissing => "COURT_MISSING",
            Self::SameProcedure => "SAME_PROCEDURE",
            Self::StepInFuture => "STEP_IN_FUTURE",
            Self::StepNotFitting => "STEP_NOT_FITTING",
            Self::RoutesNoticeMissing => "ROUTES_NOTICE_MISSING",
            Self::FollowUpMissing => "FOLLOW_UP_MISSING",
            Self::ReportMissing => "REPORT_MISSING",
            Self::NotEntrusted => "NOT_ENTRUSTED",
            Self::EvaluatedAlready => "EVALUATED_ALREADY",
            Self::DoneAlready => "DONE_ALREADY",
            Self::NothingGranted => "NOTHING_GRANTED",
            Self::IdentityRestricted => "IDENTITY_RESTRICTED",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::DisputeUnknown => RefusalClass::NotFound,
            Self::AlreadyOpened | Self::SourceReferenceTaken | Self::BookedAlready => RefusalClass::AlreadyExists,
            Self::NeedsAPerson
            | Self::UnitNotHolding(_)
            | Self::NotAMediator
            | Self::NotTheCommonSuperior(_)
            | Self::NotAParty(_)
            | Self::NotAnAgent(_)
            | Self::IdentityRestricted => RefusalClass::Forbidden,
            Self::NotInStage(_)
            | Self::ClosedAlready(_)
            | Self::UnitUnknown(_)
            | Self::UnitOutsideJurisdiction(_)
            | Self::NoCommittee(_)
            | Self::DesignationBinding
            | Self::JurisdictionOpen
            | Self::NoJurisdictionAsked
            | Self::SourceNotFitting(_)
            | Self::LetterMissing
            | Self::MatterUnknown
            | Self::MatterMissing
            | Self::MatterNotFitting
            | Self::FindingNotFitting
            | Self::FindingUnknown
            | Self::FindingTaken
            | Self::SidesMissing
            | Self::TooManyRepresentatives
            | Self::SamePerson
            | Self::TooManyParties(_)
            | Self::ConsentMissing
            | Self::ConsentInFuture
            | Self::ConsentBeforeAsked
            | Self::ConsentGivenAlready
            | Self::StillInTime
            | Self::GroundNotFitting
            | Self::MediatorUnknown(_)
            | Self::MediatorNotFit(_)
            | Self::MediatorNotEngaged(_)
            | Self::MediatorEngagedAlready(_)
            | Self::MediatorRecused(_)
            | Self::MediatorMissing
            | Self::DisclosureMissing(_)
            | Self::InterestNotWaived(_)
            | Self::DisclosedAlready
            | Self::RoomUnknown(_)
            | Self::SessionInPast
            | Self::SessionAfterLimit
            | Self::SessionUnknown(_)
            | Self::SessionOver
            | Self::SessionNotYet
            | Self::TooMany(_)
            | Self::OfferUnknown(_)
            | Self::OfferAnswered
            | Self::ExtensionNotAllowed
            | Self::MediationOverdue
            | Self::WritingNeeded
            | Self::ObligationMissing
            | Self::OwedToOneself
            | Self::DueDayPassed
            | Self::DueDayTooFar
            | Self::SignatureMissing
            | Self::NotAtOnce
            | Self::SignedAlready
            | Self::DraftPending
            | Self::MethodNotFitting
            | Self::SealNotNeeded
            | Self::ObligationUnknown(_)
            | Self::PerformedAlready
            | Self::OverPaid(_)
            | Self::AmountNotFitting
            | Self::NotDueYet
            | Self::ConditionNotFitting
            | Self::ConditionInFuture
            | Self::PerformanceInFuture
            | Self::PerformanceBeforeEffect
            | Self::Confirmation(_)
            | Self::EscalationUnknown(_)
            | Self::EscalationReported
            | Self::EscalationUnreported
            | Self::CourtMissing
            | Self::SameProcedure
            | Self::StepInFuture
            | Self::StepNotFitting
            | Self::RoutesNoticeMissing
            | Self::FollowUpMissing
            | Self::ReportMissing
            | Self::NotEntrusted
            | Self::EvaluatedAlready
            | Self::DoneAlready
            | Self::NothingGranted => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::NotInStage(stage) | Self::ClosedAlready(stage) = self {
            return stage.allowed();
        }
        Vec::new()
    }
}
