//! The reason a caller reads, and what kind of no it is.

use shiyu_kit::fault::{self, RefusalClass};

use super::Refusal;

impl fault::Refusal for Refusal {
    #[expect(clippy::too_many_lines, reason = "one line for each reason")]
    fn reason(&self) -> &'static str {
        match self {
            Self::CaseUnknown => "CASE_UNKNOWN",
            Self::EvidenceUnknown(_) => "EVIDENCE_UNKNOWN",
            Self::MeasureUnknown(_) => "MEASURE_UNKNOWN",
            Self::CorrectionUnknown(_) => "CORRECTION_UNKNOWN",
            Self::StatementUnknown(_) => "STATEMENT_UNKNOWN",
            Self::RemedyUnknown(_) => "REMEDY_UNKNOWN",
            Self::RecusalUnknown(_) => "RECUSAL_UNKNOWN",
            Self::ReceiptUnknown(_) => "RECEIPT_UNKNOWN",
            Self::ReceiptTaken(_) => "RECEIPT_TAKEN",
            Self::AlreadyReceived => "ALREADY_RECEIVED",
            Self::SourceReferenceTaken => "SOURCE_REFERENCE_TAKEN",
            Self::ReferralTaken => "REFERRAL_TAKEN",
            Self::ActFiledAlready => "ACT_FILED_ALREADY",
            Self::NotInStage(_) => "NOT_IN_STAGE",
            Self::ClosedAlready(_) => "CLOSED_ALREADY",
            Self::NeedsAPerson => "NEEDS_A_PERSON",
            Self::Recused => "RECUSED",
            Self::OfficerStandsAside(_) => "OFFICER_STANDS_ASIDE",
            Self::UnitUnknown(_) => "UNIT_UNKNOWN",
            Self::UnitOutsideJurisdiction(_) => "UNIT_OUTSIDE_JURISDICTION",
            Self::UnitNotHolding(_) => "UNIT_NOT_HOLDING",
            Self::HeldAlready(_) => "HELD_ALREADY",
            Self::NotTheHead(_) => "NOT_THE_HEAD",
            Self::NotTheReviewer => "NOT_THE_REVIEWER",
            Self::NotTheHost => "NOT_THE_HOST",
            Self::NotTheCommonSuperior(_) => "NOT_THE_COMMON_SUPERIOR",
            Self::InvestigatorDecides(_) => "INVESTIGATOR_DECIDES",
            Self::TwoInOne(_) => "TWO_IN_ONE",
            Self::OwnRecusal => "OWN_RECUSAL",
            Self::RecusalOpen => "RECUSAL_OPEN",
            Self::NotInTheDispute(_) => "NOT_IN_THE_DISPUTE",
            Self::OwnerDeclined(_) => "OWNER_DECLINED",
            Self::BoundaryReferred => "BOUNDARY_REFERRED",
            Self::BoundaryUnknown(_) => "BOUNDARY_UNKNOWN",
            Self::NotAParty(_) => "NOT_A_PARTY",
            Self::TwoOfficersNeeded => "TWO_OFFICERS_NEEDED",
            Self::CertificateInvalid(_) => "CERTIFICATE_INVALID",
            Self::OfficerOfAnother(_) => "OFFICER_OF_ANOTHER",
            Self::AuxiliaryOnly(_) => "AUXILIARY_ONLY",
            Self::NotOneOfTheOfficers => "NOT_ONE_OF_THE_OFFICERS",
            Self::NotAssigned(_) => "NOT_ASSIGNED",
            Self::SuspectMissing => "SUSPECT_MISSING",
            Self::SuspectNamed => "SUSPECT_NAMED",
            Self::SuspectUnidentified => "SUSPECT_UNIDENTIFIED",
            Self::GuardianMissing => "GUARDIAN_MISSING",
            Self::TooManyAgents => "TOO_MANY_AGENTS",
            Self::InFuture => "IN_FUTURE",
            Self::BeforeItBegan => "BEFORE_IT_BEGAN",
            Self::DayPassed(_) => "DAY_PASSED",
            Self::CompetentUnnamed => "COMPETENT_UNNAMED",
            Self::ComplainantUntold => "COMPLAINANT_UNTOLD",
            Self::ComplainantInText => "COMPLAINANT_IN_TEXT",
            Self::PowerNotHeld(_) => "POWER_NOT_HELD",
            Self::ActMisdated => "ACT_MISDATED",
            Self::LimitationExpired(_) => "LIMITATION_EXPIRED",
            Self::ExtendedAlready => "EXTENDED_ALREADY",
            Self::ExtensionTooLong(_) => "EXTENSION_TOO_LONG",
            Self::TimeRunOut => "TIME_RUN_OUT",
            Self::MinutesMissing => "MINUTES_MISSING",
            Self::SourceMissing => "SOURCE_MISSING",
            Self::EvidenceFull(_) => "EVIDENCE_FULL",
            Self::EvidenceExcluded(_) => "EVIDENCE_EXCLUDED",
            Self::EvidenceMissing => "EVIDENCE_MISSING",
            Self::ChecklistIncomplete(_) => "CHECKLIST_INCOMPLETE",
            Self::NoMonitoring(_) => "NO_MONITORING",
            Self::DocumentsFull(_) => "DOCUMENTS_FULL",
            Self::NecessityOfLife => "NECESSITY_OF_LIFE",
            Self::SupplyCut => "SUPPLY_CUT",
            Self::ForbiddenTime => "FORBIDDEN_TIME",
            Self::MeasureUnapproved => "MEASURE_UNAPPROVED",
            Self::SomethingHeld => "SOMETHING_HELD",
            Self::NothingProposed => "NOTHING_PROPOSED",
            Self::KindTwice(_) => "KIND_TWICE",
            Self::KindNotHeld(_) => "KIND_NOT_HELD",
            Self::KindNotDecided(_) => "KIND_NOT_DECIDED",
            Self::AmountNotFitting(_) => "AMOUNT_NOT_FITTING",
            Self::BaseUnrecorded(_) => "BASE_UNRECORDED",
            Self::BandUnknown(_) => "BAND_UNKNOWN",
            Self::DeviationUnexplained => "DEVIATION_UNEXPLAINED",
            Self::NotAnswerable => "NOT_ANSWERABLE",
            Self::LighteningMissing => "LIGHTENING_MISSING",
            Self::LighteningNotFitting(_) => "LIGHTENING_NOT_FITTING",
            Self::GroundNotFitting(_) => "GROUND_NOT_FITTING",
            Self::NotCorrected => "NOT_CORRECTED",
            Self::HeavierForDefence => "HEAVIER_FOR_DEFENCE",
            Self::MoreThanTold => "MORE_THAN_TOLD",
            Self::BasisNotFitting => "BASIS_NOT_FITTING",
            Self::NoticeMissing => "NOTICE_MISSING",
            Self::OnItsWay => "ON_ITS_WAY",
            Self::HearingRightUntold => "HEARING_RIGHT_UNTOLD",
            Self::NoRightToHearing => "NO_RIGHT_TO_HEARING",
            Self::HearingLapsed => "HEARING_LAPSED",
            Self::HearingNotAsked => "HEARING_NOT_ASKED",
            Self::HearingPending => "HEARING_PENDING",
            Self::HearingTooSoon(_) => "HEARING_TOO_SOON",
            Self::DefenceOpen(_) => "DEFENCE_OPEN",
            Self::StatementUnreviewed => "STATEMENT_UNREVIEWED",
            Self::StatementUnfollowed => "STATEMENT_UNFOLLOWED",
            Self::SameAgain => "SAME_AGAIN",
            Self::NotSeenOnTheSpot => "NOT_SEEN_ON_THE_SPOT",
            Self::NobodyDiscussed => "NOBODY_DISCUSSED",
            Self::ConfirmationMissing => "CONFIRMATION_MISSING",
            Self::OnlineChannelMissing => "ONLINE_CHANNEL_MISSING",
            Self::RemediesUntold => "REMEDIES_UNTOLD",
            Self::HandedOverAtOnce => "HANDED_OVER_AT_ONCE",
            Self::TooHeavyForTheSpot => "TOO_HEAVY_FOR_THE_SPOT",
            Self::NotOnTheSpot(_) => "NOT_ON_THE_SPOT",
            Self::NotServed => "NOT_SERVED",
            Self::NothingDue => "NOTHING_DUE",
            Self::HigherFineElsewhere(_) => "HIGHER_FINE_ELSEWHERE",
            Self::SubjectIsAPerson => "SUBJECT_IS_A_PERSON",
            Self::SubjectIsAnOrganisation => "SUBJECT_IS_AN_ORGANISATION",
            Self::CapacityNotFitting => "CAPACITY_NOT_FITTING",
            Self::InvestigatedFirst => "INVESTIGATED_FIRST",
            Self::MoreThanDue(_) => "MORE_THAN_DUE",
            Self::MoreThanRefundable(_) => "MORE_THAN_REFUNDABLE",
            Self::RefundPending(_) => "REFUND_PENDING",
            Self::NoCash => "NO_CASH",
            Self::NotHandedIn => "NOT_HANDED_IN",
            Self::PartsNotFitting => "PARTS_NOT_FITTING",
            Self::PartsNotAddingUp(_) => "PARTS_NOT_ADDING_UP",
            Self::RemedyOpen => "REMEDY_OPEN",
            Self::ReconsiderationFirst => "RECONSIDERATION_FIRST",
            Self::LawsuitAlready => "LAWSUIT_ALREADY",
            Self::ChangeUnsaid => "CHANGE_UNSAID",
            Self::DemandRunning(_) => "DEMAND_RUNNING",
            Self::ApplicationLapsed => "APPLICATION_LAPSED",
            Self::ApplicationOpen => "APPLICATION_OPEN",
            Self::CourtNotAccepted => "COURT_NOT_ACCEPTED",
            Self::CorrectionUnchecked => "CORRECTION_UNCHECKED",
            Self::SpotUnrecorded => "SPOT_UNRECORDED",
            Self::PublicationOwed => "PUBLICATION_OWED",
            Self::NothingToPublish => "NOTHING_TO_PUBLISH",
            Self::PublicationStands => "PUBLICATION_STANDS",
            Self::NotTheMaskedText => "NOT_THE_MASKED_TEXT",
            Self::YoungNotPublished => "YOUNG_NOT_PUBLISHED",
            Self::CrimeOpen => "CRIME_OPEN",
            Self::NoCrime => "NO_CRIME",
            Self::NotTransferred => "NOT_TRANSFERRED",
            Self::NothingToAsk => "NOTHING_TO_ASK",
            Self::NotGranted => "NOT_GRANTED",
            Self::IdentityRestricted => "IDENTITY_RESTRICTED",
            Self::DoneAlready => "DONE_ALREADY",
        }
    }

    #[expect(clippy::too_many_lines, reason = "one line for each reason")]
    fn class(&self) -> RefusalClass {
        match self {
            Self::CaseUnknown
            | Self::EvidenceUnknown(_)
            | Self::MeasureUnknown(_)
            | Self::CorrectionUnknown(_)
            | Self::StatementUnknown(_)
            | Self::RemedyUnknown(_)
            | Self::RecusalUnknown(_)
            | Self::BoundaryUnknown(_)
            | Self::ReceiptUnknown(_) => RefusalClass::NotFound,
            Self::ReceiptTaken(_) | Self::AlreadyReceived | Self::SourceReferenceTaken | Self::ReferralTaken | Self::ActFiledAlready => {
                RefusalClass::AlreadyExists
            }
            Self::NeedsAPerson
            | Self::Recused
            | Self::UnitNotHolding(_)
            | Self::NotTheHead(_)
            | Self::NotTheReviewer
            | Self::NotTheHost
            | Self::NotTheCommonSuperior(_)
            | Self::InvestigatorDecides(_)
            | Self::TwoInOne(_)
            | Self::OwnRecusal
            | Self::NotAParty(_)
            | Self::NotOneOfTheOfficers
            | Self::NotGranted
            | Self::IdentityRestricted => RefusalClass::Forbidden,
            Self::NotInStage(_)
            | Self::ClosedAlready(_)
            | Self::OfficerStandsAside(_)
            | Self::UnitUnknown(_)
            | Self::UnitOutsideJurisdiction(_)
            | Self::HeldAlready(_)
            | Self::RecusalOpen
            | Self::NotInTheDispute(_)
            | Self::OwnerDeclined(_)
            | Self::BoundaryReferred
            | Self::TwoOfficersNeeded
            | Self::CertificateInvalid(_)
            | Self::OfficerOfAnother(_)
            | Self::AuxiliaryOnly(_)
            | Self::NotAssigned(_)
            | Self::SuspectMissing
            | Self::SuspectNamed
            | Self::SuspectUnidentified
            | Self::GuardianMissing
            | Self::TooManyAgents
            | Self::InFuture
            | Self::BeforeItBegan
            | Self::DayPassed(_)
            | Self::CompetentUnnamed
            | Self::ComplainantUntold
            | Self::ComplainantInText
            | Self::PowerNotHeld(_)
            | Self::ActMisdated
            | Self::LimitationExpired(_)
            | Self::ExtendedAlready
            | Self::ExtensionTooLong(_)
            | Self::TimeRunOut
            | Self::MinutesMissing
            | Self::SourceMissing
            | Self::EvidenceFull(_)
            | Self::EvidenceExcluded(_)
            | Self::EvidenceMissing
            | Self::ChecklistIncomplete(_)
            | Self::NoMonitoring(_)
            | Self::DocumentsFull(_)
            | Self::NecessityOfLife
            | Self::SupplyCut
            | Self::ForbiddenTime
            | Self::MeasureUnapproved
            | Self::SomethingHeld
            | Self::NothingProposed
            | Self::KindTwice(_)
            | Self::KindNotHeld(_)
            | Self::KindNotDecided(_)
            | Self::AmountNotFitting(_)
            | Self::BandUnknown(_)
            | Self::DeviationUnexplained
            | Self::NotAnswerable
            | Self::LighteningMissing
            | Self::LighteningNotFitting(_)
            | Self::GroundNotFitting(_)
            | Self::NotCorrected
            | Self::HeavierForDefence
            | Self::MoreThanTold
            | Self::BasisNotFitting
            | Self::NoticeMissing
            | Self::OnItsWay
            | Self::HearingRightUntold
            | Self::NoRightToHearing
            | Self::HearingLapsed
            | Self::HearingNotAsked
            | Self::HearingPending
            | Self::HearingTooSoon(_)
            | Self::DefenceOpen(_)
            | Self::StatementUnreviewed
            | Self::StatementUnfollowed
            | Self::SameAgain
            | Self::NotSeenOnTheSpot
            | Self::NobodyDiscussed
            | Self::ConfirmationMissing
            | Self::OnlineChannelMissing
            | Self::RemediesUntold
            | Self::HandedOverAtOnce
            | Self::TooHeavyForTheSpot
            | Self::NotOnTheSpot(_)
            | Self::NotServed
            | Self::NothingDue
            | Self::HigherFineElsewhere(_)
            | Self::BaseUnrecorded(_)
            | Self::SubjectIsAPerson
            | Self::SubjectIsAnOrganisation
            | Self::CapacityNotFitting
            | Self::InvestigatedFirst
            | Self::MoreThanDue(_)
            | Self::MoreThanRefundable(_)
            | Self::RefundPending(_)
            | Self::NoCash
            | Self::NotHandedIn
            | Self::PartsNotFitting
            | Self::PartsNotAddingUp(_)
            | Self::RemedyOpen
            | Self::ReconsiderationFirst
            | Self::LawsuitAlready
            | Self::ChangeUnsaid
            | Self::DemandRunning(_)
            | Self::ApplicationLapsed
            | Self::ApplicationOpen
            | Self::CourtNotAccepted
            | Self::CorrectionUnchecked
            | Self::SpotUnrecorded
            | Self::PublicationOwed
            | Self::NothingToPublish
            | Self::PublicationStands
            | Self::NotTheMaskedText
            | Self::YoungNotPublished
            | Self::CrimeOpen
            | Self::NoCrime
            | Self::NotTransferred
            | Self::NothingToAsk
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
