//! What kind of no it is.

use shiyu_kit::fault::RefusalClass;

use super::Refusal;

#[expect(clippy::too_many_lines, reason = "one line for each reason")]
pub(super) fn of(refusal: &Refusal) -> RefusalClass {
    use Refusal as R;
    match refusal {
        R::CaseUnknown
        | R::EvidenceUnknown(_)
        | R::MeasureUnknown(_)
        | R::CorrectionUnknown(_)
        | R::StatementUnknown(_)
        | R::RemedyUnknown(_)
        | R::RecusalUnknown(_)
        | R::BoundaryUnknown(_)
        | R::ReceiptUnknown(_) => RefusalClass::NotFound,
        R::ReceiptTaken(_) | R::AlreadyReceived | R::SourceReferenceTaken | R::ReferralTaken | R::ActFiledAlready => {
            RefusalClass::AlreadyExists
        }
        R::NeedsAPerson
        | R::Recused
        | R::UnitNotHolding(_)
        | R::NotTheHead(_)
        | R::NotTheReviewer
        | R::NotTheHost
        | R::NotTheCommonSuperior(_)
        | R::InvestigatorDecides(_)
        | R::TwoInOne(_)
        | R::OwnRecusal
        | R::NotAParty(_)
        | R::NotOneOfTheOfficers
        | R::NotGranted
        | R::IdentityRestricted => RefusalClass::Forbidden,
        R::NotInStage(_)
        | R::ClosedAlready(_)
        | R::OfficerStandsAside(_)
        | R::UnitUnknown(_)
        | R::UnitOutsideJurisdiction(_)
        | R::HeldAlready(_)
        | R::RecusalOpen
        | R::NotInTheDispute(_)
        | R::OwnerDeclined(_)
        | R::BoundaryReferred
        | R::BoundaryOpen
        | R::OfferedOutsideAlready
        | R::NotOfferedOutside
        | R::ReceiptUnsigned
        | R::ReceiptForged
        | R::DecidedAlready
        | R::TwoOfficersNeeded
        | R::CertificateInvalid(_)
        | R::OfficerOfAnother(_)
        | R::AuxiliaryOnly(_)
        | R::NotAssigned(_)
        | R::SuspectMissing
        | R::SuspectNamed
        | R::SuspectUnidentified
        | R::GuardianMissing
        | R::TooManyAgents
        | R::InFuture
        | R::BeforeItBegan
        | R::DayPassed(_)
        | R::CompetentUnnamed
        | R::ComplainantUntold
        | R::ComplainantInText
        | R::PowerNotHeld(_)
        | R::ActMisdated
        | R::LimitationExpired(_)
        | R::ExtendedAlready
        | R::ExtensionTooLong(_)
        | R::TimeRunOut
        | R::MinutesMissing
        | R::SourceMissing
        | R::EvidenceFull(_)
        | R::EvidenceExcluded(_)
        | R::EvidenceMissing
        | R::ChecklistIncomplete(_)
        | R::NoMonitoring(_)
        | R::DocumentsFull(_)
        | R::NecessityOfLife
        | R::SupplyCut
        | R::ForbiddenTime
        | R::MeasureUnapproved
        | R::SomethingHeld
        | R::NothingProposed
        | R::KindTwice(_)
        | R::KindNotHeld(_)
        | R::KindNotDecided(_)
        | R::AmountNotFitting(_)
        | R::BandUnknown(_)
        | R::DeviationUnexplained
        | R::NotAnswerable
        | R::LighteningMissing
        | R::LighteningNotFitting(_)
        | R::GroundNotFitting(_)
        | R::NotCorrected
        | R::HeavierForDefence
        | R::MoreThanTold
        | R::BasisNotFitting
        | R::NoticeMissing
        | R::OnItsWay
        | R::HearingRightUntold
        | R::NoRightToHearing
        | R::HearingLapsed
        | R::HearingNotAsked
        | R::HearingPending
        | R::HearingTooSoon(_)
        | R::DefenceOpen(_)
        | R::StatementUnreviewed
        | R::StatementUnfollowed
        | R::SameAgain
        | R::NotSeenOnTheSpot
        | R::NobodyDiscussed
        | R::ConfirmationMissing
        | R::OnlineChannelMissing
        | R::RemediesUntold
        | R::HandedOverAtOnce
        | R::TooHeavyForTheSpot
        | R::NotOnTheSpot(_)
        | R::NotServed
        | R::NothingDue
        | R::HigherFineElsewhere(_)
        | R::BaseUnrecorded(_)
        | R::SubjectIsAPerson
        | R::SubjectIsAnOrganisation
        | R::CapacityNotFitting
        | R::InvestigatedFirst
        | R::MoreThanDue(_)
        | R::MoreThanRefundable(_)
        | R::RefundPending(_)
        | R::NoCash
        | R::NotHandedIn
        | R::PartsNotFitting
        | R::PartsNotAddingUp(_)
        | R::RemedyOpen
        | R::ReconsiderationFirst
        | R::LawsuitAlready
        | R::ChangeUnsaid
        | R::DemandRunning(_)
        | R::ApplicationLapsed
        | R::ApplicationOpen
        | R::CourtNotAccepted
        | R::CorrectionUnchecked
        | R::SpotUnrecorded
        | R::PublicationOwed
        | R::NothingToPublish
        | R::PublicationStands
        | R::NotTheMaskedText
        | R::YoungNotPublished
        | R::CrimeOpen
        | R::NoCrime
        | R::NotTransferred
        | R::NothingToAsk
        | R::DoneAlready => RefusalClass::Precondition,
    }
}
