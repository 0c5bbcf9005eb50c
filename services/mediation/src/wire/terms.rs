//! The vocabularies whose words have the same names on both sides.

use shiyu_kit::vocabulary;
use shiyu_proto::mediation::v1 as pb;

use crate::domain::StageName;
use crate::domain::course::{DocumentKind, Format, SessionState};
use crate::domain::terms::{
    Category, Channel, CourtBasis, CourtStep, CourtVerdict, Decline, DeliveryMethod, Fault, Form, InvitedAs, Leaving, MediatorKind, Method,
    NotConfirmed, ObligationKind, PartyRole, Procedure, Rating, Risk, Route, SessionForm, Source, Subject, Termination,
};

vocabulary! { StageName is pb::DisputeStage:
    Applied Entrusted ProactiveDraft Screening ConsentPending MediatorSelection Mediating AgreementDrafted AgreementEffective
    Performing ConfirmationApplied ConfirmationRefused Confirmed EnforcementApplied WithCourt
    Performed Breached Terminated Declined Transferred CourtConcluded Archived
}
vocabulary! { Source is pb::DisputeSource: Parties Grid Petition CourtDelegated CourtEntrusted Police Agency Screening Proactive }
vocabulary! { Procedure is pb::DisputeProcedure: People Administrative Judicial }
vocabulary! { Category is pb::DisputeCategory:
    MarriageFamily Neighbour HouseLand Contract DamageCompensation Labour VillageAffairs LandExpropriation Environment
    PropertyManagement Medical TrafficAccident Consumer Other
}
vocabulary! { PartyRole is pb::DisputePartyRole:
    Applicant Respondent ThirdParty ApplicantRepresentative RespondentRepresentative Agent Invited
}
vocabulary! { Channel is pb::WordChannel: InPerson Written Phone Online Video }
vocabulary! { MediatorKind is pb::MediatorKind: People Administrative Industry Lawyer CommunityCommissioner }
vocabulary! { Leaving is pb::MediatorLeaving: Recused Replaced }
vocabulary! { Fault is pb::MediatorFault: Bias Insult Benefit Leak }
vocabulary! { InvitedAs is pb::InvitedAs: Relative Neighbour Colleague Expert SocialOrganisation }
vocabulary! { SessionForm is pb::SessionForm: InPerson Video Phone Separate }
vocabulary! { SessionState is pb::SessionState: Planned Held Cancelled }
vocabulary! { Form is pb::AgreementForm: Written Oral }
vocabulary! { Method is pb::SigningMethod: Signature Seal Fingerprint Electronic Spoken }
vocabulary! { ObligationKind is pb::ObligationKind: Payment Act }
vocabulary! { Subject is pb::ConfirmationSubject: Obligations StatusRelation OutsideJurisdiction OtherProcedure Title }
vocabulary! { CourtBasis is pb::CourtBasis: Inviting Domicile SubjectMatter OrganisationSeat Intermediate }
vocabulary! { NotConfirmed is pb::NotConfirmedGround:
    NotAccepted MandatoryLaw PublicInterest ThirdParty Morals NotVoluntary Unclear
}
vocabulary! { CourtStep is pb::CourtStep: Docketed Held Suspended Resumed }
vocabulary! { CourtVerdict is pb::CourtVerdict: Settled Judged Withdrawn SentBack }
vocabulary! { Risk is pb::EscalationRisk: Escalation PublicOrder Criminal }
vocabulary! { Route is pb::RemainingRoute: Arbitration Administrative Litigation Enforcement }
vocabulary! { DeliveryMethod is pb::NoticeMethod: Direct Mail Electronic Oral }
vocabulary! { Rating is pb::MediationRating: VerySatisfied Satisfied BasicallySatisfied Average Dissatisfied }
vocabulary! { Decline is pb::DeclineGround: OutOfScope NoConsentToEntrust ForbiddenMatter DecidedElsewhere NotCompetent }
vocabulary! { Termination is pb::TerminationGround:
    Refused NoResponse Failed PartyEnded Expired Misconduct Collusion OfferGone NotConfirmed
}
vocabulary! { DocumentKind is pb::RenderedDocumentKind: Application ConsentForm Record Agreement TerminationNotice ConfirmationApplication }
vocabulary! { Format is pb::RenderedFormat: Html Pdf }

/// A number that is never large.
pub(super) fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
