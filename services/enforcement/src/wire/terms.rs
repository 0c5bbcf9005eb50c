//! The vocabularies, whose words have the same names on both sides.

use shiyu_kit::vocabulary;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::StageName;
use crate::domain::account::{Charge, LineKind};
use crate::domain::command::OnTheSpot;
use crate::domain::terms::{
    Capacity, ClueSource, CourtRuling, CriminalAnswer, DeliveryMethod, EvidenceKind, EvidenceStatus, Exemption, Lightening, MeasureKind,
    MultipleOf, NotFiledGround, OutsidePurpose, PartyRole, PenaltyKind, RemedyKind, RemedyRuling, ReviewGround, SubjectKind,
    SuspensionGround, TransferTarget,
};

vocabulary! { StageName is pb::Stage: Clue FilingReview Disputed Investigating Suspended Concluded NoticePending NoticeServed HearingScheduled HearingHeld LegalReview Discussion DecisionPending WithJustice Decided Served Overdue Demanded CourtApplied CourtAllowed CourtRefused Performed Dismissed TransferredOut NotFiled CaseWithdrawn CriminallyEnded Closed }
vocabulary! { ClueSource is pb::ClueSource: Inspection Complaint Petition Grid Transfer Superior Justice }
vocabulary! { NotFiledGround is pb::NotFiledGround: NoViolation Limitation Minor NoPower FiledElsewhere NotAnswerable }
vocabulary! { TransferTarget is pb::TransferTarget: Organ Police Supervision }
vocabulary! { OutsidePurpose is pb::OutsidePurpose: Transfer Assistance }
vocabulary! { PartyRole is pb::PartyRole: Suspect Complainant ThirdParty Witness Agent Guardian }
vocabulary! { SubjectKind is pb::SubjectKind: Citizen Organisation }
vocabulary! { Capacity is pb::Capacity: Full Under14 Under18 Incapable Diminished }
vocabulary! { DeliveryMethod is pb::DeliveryMethod: Direct LeftAtPlace Electronic Entrusted Mail Forwarded PublicNotice }
vocabulary! { EvidenceKind is pb::EvidenceKind: Documentary Physical Audiovisual ElectronicData WitnessTestimony PartyStatement ExpertOpinion InspectionRecord }
vocabulary! { EvidenceStatus is pb::EvidenceStatus: Lead Verified Excluded }
vocabulary! { MeasureKind is pb::MeasureKind: Sealing Seizure }
vocabulary! { SuspensionGround is pb::SuspensionGround: Appraisal PublicNotice Criminal OtherDecision }
vocabulary! { PenaltyKind is pb::PenaltyKind: Warning CriticismNotice Fine ConfiscateIncome ConfiscateGoods SuspendLicence Downgrade RevokeLicence RestrictActivity SuspendBusiness CloseDown BarFromTrade Other }
vocabulary! { MultipleOf is pb::MultipleOf: IllegalIncome GoodsValue ContractPrice SquareMetre }
vocabulary! { Exemption is pb::Exemption: Minor First NoFault Unfounded MinorAge Incapacity Limitation }
vocabulary! { Lightening is pb::Lightening: RemediedHarm Coerced Confessed Assisted OtherByLaw Young }
vocabulary! { ReviewGround is pb::ReviewGround: PublicInterest Heard Complex ByLaw }
vocabulary! { OnTheSpot is pb::CashGround: Small HardLater RemoteOnRequest }
vocabulary! { RemedyKind is pb::RemedyKind: Reconsideration Litigation }
vocabulary! { RemedyRuling is pb::RemedyRuling: Upheld Changed Revoked Void Withdrawn Dismissed }
vocabulary! { CourtRuling is pb::CourtRuling: Allowed Refused }
vocabulary! { CriminalAnswer is pb::CriminalAnswer: Filed NotFiled }
vocabulary! { Charge is pb::Charge: Fine Confiscation Surcharge }
vocabulary! { LineKind is pb::LineKind: Assessed Remitted Paid Refunded }
