//! The vocabularies whose words have the same names on both sides.

use shiyu_kit::vocabulary;
use shiyu_proto::petition::v1 as pb;

use crate::domain::stage::Procedure;
use crate::domain::{
    AccountabilityGround, Adoption, Channel, Closing, Decision, DeliveryMethod, Fault, Filing, NotAccepted, PartyRole, Rating, ReliefPath,
    Remedy, Ruling, StageName,
};

vocabulary! { Channel is pb::Channel: Online Letter Phone Fax Visit Video Referral }
vocabulary! { Filing is pb::Filing: Written Oral ByAgent }
vocabulary! { PartyRole is pb::PartyRole: Petitioner Representative Agent Attorney Respondent }
vocabulary! { ReliefPath is pb::ReliefPath:
    Litigation Arbitration PartyAppeal AdministrativeProcedure ProtectiveDuty HandlingOpinion
}
vocabulary! { DeliveryMethod is pb::DeliveryMethod: Direct LeftAtPlace Mail Entrusted Electronic PublicNotice }
vocabulary! { Decision is pb::Decision: Supported Explained NotSupported }
vocabulary! { Adoption is pb::Adoption: Adopted PartlyAdopted NotAdopted }
vocabulary! { NotAccepted is pb::DeclineGround: UnderHandling Finalised }
vocabulary! { Closing is pb::Closing: Lapsed ByOfficer Dismissed }
vocabulary! { Remedy is pb::RemedyKind: Review Recheck }
vocabulary! { Ruling is pb::Ruling: Upheld Changed Revoked }
vocabulary! { Rating is pb::Rating: Satisfied BasicallySatisfied Dissatisfied }
vocabulary! { Fault is pb::SupervisionFault: Delay Evasion Fraud NonExecution }
vocabulary! { AccountabilityGround is pb::AccountabilityGround: Evasion Perfunctoriness Delay Fraud }
vocabulary! { Procedure is pb::OutsideProcedure: Reconsideration Litigation }
vocabulary! { StageName is pb::Stage:
    Registered Forwarded Assigned Objected JurisdictionDisputed Accepted Studying DutyRequested Handling OpinionIssued
    OpinionServed ReviewRequested Reviewing ReviewDecided ReviewServed RecheckRequested Rechecking RecheckDecided
    Closed Terminated Settled Replied Diverted Redirected Merged Withdrawn NotAccepted HandedOver Archived
}
