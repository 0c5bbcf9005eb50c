//! The vocabularies of the common contracts.

use shiyu_proto::common::v1 as common;

use crate::calendar::Ring;
use crate::party::{DocumentKind, PartyKind};
use crate::referral::{Confirmation, Destination, IdentityField, ReferralState, Settled};
use crate::subject::{Outcome, Wish};
use crate::vocabulary;

vocabulary! { Ring is common::Ring: Half Eighty Internal Overdue }
vocabulary! { PartyKind is common::PartyKind: Person Organisation }
vocabulary! { DocumentKind is common::DocumentKind: IdentityCard CreditCode Passport Other }
vocabulary! { Destination is common::ReferralDestination: Mediation Enforcement Grid }
vocabulary! { ReferralState is common::ReferralState: Offered Accepted Refused Done Returned Withdrawn }
vocabulary! { Confirmation is common::ReferralConfirmation: Confirmed Refused Withdrawn }
vocabulary! { Settled is common::ReferralSettled: Whole InPart Not }
vocabulary! { IdentityField is common::IdentityField: Name Document Phone Address }
vocabulary! { Wish is common::SubjectWish: Copy Correction Deletion Explanation }
vocabulary! { Outcome is common::SubjectOutcome: NothingHeld CopyGiven Corrected Deleted Restricted Explained Refused }
