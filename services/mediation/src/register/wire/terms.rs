//! The vocabularies of the registers.

use shiyu_kit::vocabulary;
use shiyu_proto::mediation::v1 as pb;

use crate::register::domain::{
    ChargeOutcome, ClinicKind, CommitteeKind, ConsultationChannel, CounselOutcome, CounterKind, Ending, FindingState, Outcome, Post,
    RoundState,
};

vocabulary! { CommitteeKind is pb::CommitteeKind: Village Enterprise Town Industry }
vocabulary! { Post is pb::CommitteePost: Chair Deputy Member }
vocabulary! { Ending is pb::MediatorEnding: TermEnded Resigned Transferred Dismissed CommitteeDissolved Mistake }
vocabulary! { ChargeOutcome is pb::ChargeOutcome: Unfounded Warning Dismissal }
vocabulary! {
    CounterKind is pb::CounterKind:
    Reception PeopleMediation AdministrativeMediation Court Arbitration LegalAid Petition Psychology Other
}
vocabulary! { ConsultationChannel is pb::ConsultationChannel: Visit Phone Online }
vocabulary! { CounselOutcome is pb::CounselOutcome: Answered Mediation LegalAid CourtOrArbitration Agency }
vocabulary! { ClinicKind is pb::ClinicKind: Lawyer Mediator Commissioner }
vocabulary! { RoundState is pb::ScreeningState: Open Reported Missed }
vocabulary! { Outcome is pb::ScreeningOutcome: Nothing Found NotApplicable }
vocabulary! { FindingState is pb::ScreeningFindingState: Open Settled InMediation Agreed Ended }
