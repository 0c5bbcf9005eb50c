//! The vocabularies whose words have the same names on both sides.

use shiyu_kit::calendar::Ring;
use shiyu_kit::party::{DocumentKind, PartyKind};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;

use super::Word;
use crate::domain::course::ReferralState;
use crate::domain::stage::Procedure;
use crate::domain::{
    Adoption, Channel, Closing, Decision, DeliveryMethod, Destination, Fault, Filing, IdentityField, NotAccepted, PartyRole, Rating,
    ReliefPath, Remedy, Ruling, StageName,
};

/// Both ways from one list of words; a new word on either side breaks the build.
macro_rules! vocabulary {
    ($ours:ident is $package:ident::$theirs:ident: $($word:ident)+) => {
        impl Word for $ours {
            type Told = $package::$theirs;

            fn told(self) -> Self::Told {
                match self {
                    $(Self::$word => $package::$theirs::$word,)+
                }
            }

            fn read(told: Self::Told) -> Option<Self> {
                match told {
                    $package::$theirs::Unspecified => None,
                    $($package::$theirs::$word => Some(Self::$word),)+
                }
            }
        }
    };
}

vocabulary! { Channel is pb::Channel: Online Letter Phone Fax Visit Video Referral }
vocabulary! { Filing is pb::Filing: Written Oral ByAgent }
vocabulary! { PartyRole is pb::PartyRole: Petitioner Representative Agent Attorney Respondent }
vocabulary! { PartyKind is pb::PartyKind: Person Organisation }
vocabulary! { DocumentKind is pb::DocumentKind: IdentityCard CreditCode Passport Other }
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
vocabulary! { Destination is pb::ReferralDestination: Mediation Enforcement Grid }
vocabulary! { ReferralState is pb::ReferralState: Offered Accepted Refused Done Returned Withdrawn }
vocabulary! { IdentityField is pb::IdentityField: Name Document Phone Address }
vocabulary! { Procedure is pb::OutsideProcedure: Reconsideration Litigation }
vocabulary! { Ring is common::Ring: Half Eighty Internal Overdue }
vocabulary! { StageName is pb::Stage:
    Registered Forwarded Assigned Objected JurisdictionDisputed Accepted Studying DutyRequested Handling OpinionIssued
    OpinionServed ReviewRequested Reviewing ReviewDecided ReviewServed RecheckRequested Rechecking RecheckDecided
    Closed Terminated Settled Replied Diverted Redirected Merged Withdrawn NotAccepted Archived
}
