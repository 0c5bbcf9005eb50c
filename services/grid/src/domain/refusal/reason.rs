//! The stable code of each refusal, and how a caller hears of it.

use shiyu_kit::fault::{self, RefusalClass};

use super::Refusal;

impl fault::Refusal for Refusal {
    fn reason(&self) -> &'static str {
        match self {
            Self::EventUnknown => "EVENT_UNKNOWN",
            Self::StatusUnknown => "STATUS_UNKNOWN",
            Self::ReferralUnknown => "REFERRAL_UNKNOWN",
            Self::AlreadyReported => "ALREADY_REPORTED",
            Self::SourceReferenceTaken => "SOURCE_REFERENCE_TAKEN",
            Self::NotInStage(..) => "NOT_IN_STAGE",
            Self::ClosedAlready(..) => "CLOSED_ALREADY",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::NotGridStaff => "NOT_GRID_STAFF",
            Self::RoleNotFitting(_) => "ROLE_NOT_FITTING",
            Self::BeyondGridPowers(_) => "BEYOND_GRID_POWERS",
            Self::ReporterHandles => "REPORTER_HANDLES",
            Self::PatrolHandles => "PATROL_HANDLES",
            Self::HandlerVerifies => "HANDLER_VERIFIES",
            Self::HandlerCloses => "HANDLER_CLOSES",
            Self::NotTheChief => "NOT_THE_CHIEF",
            Self::NotRecused => "NOT_RECUSED",
            Self::Penalty(why) => why.reason(),
            Self::Reward(why) => why.reason(),
            Self::StepWithoutLimit => "STEP_WITHOUT_LIMIT",
            Self::ReporterVerifies => "REPORTER_VERIFIES",
            Self::Recused => "RECUSED",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotHolding(_) => "UNIT_NOT_HOLDING",
            Self::NotTheDispatcher(_) => "NOT_THE_DISPATCHER",
            Self::NotTheCommonSuperior(_) => "NOT_THE_COMMON_SUPERIOR",
            Self::NotTheLevelAbove(_) => "NOT_THE_LEVEL_ABOVE",
            Self::PlaceUnknown => "PLACE_UNKNOWN",
            Self::ComponentUnknown(_) => "COMPONENT_UNKNOWN",
            Self::ClassUnknown(_) => "CLASS_UNKNOWN",
            Self::NotAdmitted(_) => "NOT_ADMITTED",
            Self::SourceNotYours(_) => "SOURCE_NOT_YOURS",
            Self::SeenInFuture => "SEEN_IN_FUTURE",
            Self::VerificationMissing => "VERIFICATION_MISSING",
            Self::UnitReturnedIt(_) => "UNIT_RETURNED_IT",
            Self::CentreUnknown(_) => "CENTRE_UNKNOWN",
            Self::NoRoute => "NO_ROUTE",
            Self::ReasonMissing => "REASON_MISSING",
            Self::ReturnLapsed(_) => "RETURN_LAPSED",
            Self::ReturnedTwice => "RETURNED_TWICE",
            Self::DesignationBinding => "DESIGNATION_BINDING",
            Self::NoLevelAbove => "NO_LEVEL_ABOVE",
            Self::ExtendedAlready => "EXTENDED_ALREADY",
            Self::ExtensionTooLong(_) => "EXTENSION_TOO_LONG",
            Self::HandleOverdue => "HANDLE_OVERDUE",
            Self::ReviewDayPassed => "REVIEW_DAY_PASSED",
            Self::EvidenceUnknown(_) => "EVIDENCE_UNKNOWN",
            Self::NotAPicture => "NOT_A_PICTURE",
            Self::EvidenceFull(_) => "EVIDENCE_FULL",
            Self::SlotEmpty(_) => "SLOT_EMPTY",
            Self::SuspensionOpen => "SUSPENSION_OPEN",
            Self::EvaluationLapsed(_) => "EVALUATION_LAPSED",
            Self::EvaluatedAlready => "EVALUATED_ALREADY",
            Self::ReopenLapsed(_) => "REOPEN_LAPSED",
            Self::NotTheSamePlaceAndClass => "NOT_THE_SAME_PLACE_AND_CLASS",
            Self::LinkedEventUnknown(_) => "LINKED_EVENT_UNKNOWN",
            Self::LinkedEventEnded(_) => "LINKED_EVENT_ENDED",
            Self::LinkedEventOpen(_) => "LINKED_EVENT_OPEN",
            Self::ConsentMissing => "CONSENT_MISSING",
            Self::OfferedAlready => "OFFERED_ALREADY",
            Self::ReferralOfAnother => "REFERRAL_OF_ANOTHER",
            Self::ReferralEnded => "REFERRAL_ENDED",
            Self::NotGranted => "NOT_GRANTED",
            Self::IdentityRestricted => "IDENTITY_RESTRICTED",
            Self::NotAParty(_) => "NOT_A_PARTY",
            Self::BoundaryRaisedAlready => "BOUNDARY_RAISED_ALREADY",
            Self::NoBoundary => "NO_BOUNDARY",
            Self::NotACountyNamed(_) => "NOT_A_COUNTY_NAMED",
            Self::OwnerDeclined(_) => "OWNER_DECLINED",
            Self::OwnerUnheard(_) => "OWNER_UNHEARD",
            Self::BoundaryReferred => "BOUNDARY_REFERRED",
            Self::BoundaryOpen => "BOUNDARY_OPEN",
            Self::OfferedOutsideAlready => "OFFERED_OUTSIDE_ALREADY",
            Self::NotOfferedOutside => "NOT_OFFERED_OUTSIDE",
            Self::ReceiptUnsigned => "RECEIPT_UNSIGNED",
            Self::ReceiptForged => "RECEIPT_FORGED",
            Self::CityByBoundary(_) => "CITY_BY_BOUNDARY",
            Self::DispatcherDesignates => "DISPATCHER_DESIGNATES",
            Self::UnitOfAnotherTown(_) => "UNIT_OF_ANOTHER_TOWN",
            Self::ReopenedAlready(_) => "REOPENED_ALREADY",
            Self::NotInTheTeam(_) => "NOT_IN_THE_TEAM",
            Self::LevelNotOfUnit(..) => "LEVEL_NOT_OF_UNIT",
            Self::RatesOwnWork => "RATES_OWN_WORK",
            Self::NoReporter => "NO_REPORTER",
            Self::DoneAlready => "DONE_ALREADY",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::Penalty(why) => why.class(),
            Self::Reward(why) => why.class(),
            Self::EventUnknown | Self::StatusUnknown | Self::ReferralUnknown => RefusalClass::NotFound,
            Self::AlreadyReported | Self::SourceReferenceTaken => RefusalClass::AlreadyExists,
            Self::NeedsAPerson
            | Self::NotGridStaff
            | Self::RoleNotFitting(_)
            | Self::BeyondGridPowers(_)
            | Self::ReporterHandles
            | Self::PatrolHandles
            | Self::HandlerVerifies
            | Self::HandlerCloses
            | Self::NotTheChief
            | Self::ReporterVerifies
            | Self::DispatcherDesignates
            | Self::RatesOwnWork
            | Self::Recused
            | Self::UnitNotHolding(_)
            | Self::NotTheDispatcher(_)
            | Self::NotTheCommonSuperior(_)
            | Self::NotTheLevelAbove(_)
            | Self::SourceNotYours(_)
            | Self::ReferralOfAnother
            | Self::NotGranted
            | Self::IdentityRestricted
            | Self::NotAParty(_) => RefusalClass::Forbidden,
            Self::NotInStage(..)
            | Self::ClosedAlready(..)
            | Self::UnitUnknown(_)
            | Self::UnitOutsideJurisdiction(_)
            | Self::PlaceUnknown
            | Self::ComponentUnknown(_)
            | Self::ClassUnknown(_)
            | Self::NotAdmitted(_)
            | Self::SeenInFuture
            | Self::VerificationMissing
            | Self::UnitReturnedIt(_)
            | Self::CentreUnknown(_)
            | Self::NoRoute
            | Self::ReasonMissing
            | Self::ReturnLapsed(_)
            | Self::ReturnedTwice
            | Self::DesignationBinding
            | Self::NoLevelAbove
            | Self::ExtendedAlready
            | Self::ExtensionTooLong(_)
            | Self::HandleOverdue
            | Self::ReviewDayPassed
            | Self::EvidenceUnknown(_)
            | Self::NotAPicture
            | Self::EvidenceFull(_)
            | Self::SlotEmpty(_)
            | Self::SuspensionOpen
            | Self::EvaluationLapsed(_)
            | Self::EvaluatedAlready
            | Self::ReopenLapsed(_)
            | Self::NotTheSamePlaceAndClass
            | Self::LinkedEventUnknown(_)
            | Self::LinkedEventEnded(_)
            | Self::LinkedEventOpen(_)
            | Self::ConsentMissing
            | Self::OfferedAlready
            | Self::ReferralEnded
            | Self::BoundaryRaisedAlready
            | Self::NoBoundary
            | Self::NotACountyNamed(_)
            | Self::OwnerDeclined(_)
            | Self::OwnerUnheard(_)
            | Self::BoundaryReferred
            | Self::BoundaryOpen
            | Self::OfferedOutsideAlready
            | Self::NotOfferedOutside
            | Self::ReceiptUnsigned
            | Self::ReceiptForged
            | Self::LevelNotOfUnit(..)
            | Self::CityByBoundary(_)
            | Self::UnitOfAnotherTown(_)
            | Self::ReopenedAlready(_)
            | Self::NotInTheTeam(_)
            | Self::NotRecused
            | Self::StepWithoutLimit
            | Self::NoReporter
            | Self::DoneAlready => RefusalClass::Precondition,
        }
    }

    fn allowed(&self) -> Vec<&'static str> {
        if let Self::NotInStage(_, allowed) | Self::ClosedAlready(_, allowed) | Self::CityByBoundary(allowed) = self {
            return allowed.clone();
        }
        Vec::new()
    }
}
