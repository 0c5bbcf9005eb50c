//! The vocabularies whose words have the same names on both sides.

use shiyu_kit::calendar::TimeUnit;
use shiyu_kit::vocabulary;
use shiyu_proto::grid::v1 as pb;

use crate::domain::StageName;
use crate::domain::course::EscalationGround;
use crate::domain::terms::{
    AreaClass, EmergencyLine, GridRole, Ground, Kind, Level, Measure, PartyRole, Platform, Rating, Rejection, ResolutionTier, Slot, Source,
    SpaceType, Step,
};

vocabulary! { Kind is pb::EventKind: Component Event }
vocabulary! { Source is pb::EventSource: Patrol Citizen Volunteer Hotline Department Neighbour Petition }
vocabulary! { StageName is pb::EventStage:
    Reported Verifying Accepted InGrid Filed Dispatched Handling Suspended Handled Verified Disputed
    Closed Rejected Duplicate EmergencyTransferred HandedOver
}
vocabulary! { Slot is pb::Slot: PatrolledBy ReportedBy Responsible HandledBy VerifiedBy }
vocabulary! { Rejection is pb::RejectionGround: NotFound NotPublic OtherProcedure TooVague }
vocabulary! { EmergencyLine is pb::EmergencyLine: Police Fire Medical Traffic }
vocabulary! { Rating is pb::EventRating: VerySatisfied Satisfied BasicallySatisfied Average Dissatisfied }
vocabulary! { ResolutionTier is pb::ResolutionTier: Grid Department Enforcement }
vocabulary! { Measure is pb::Measure:
    Persuaded Cleared Repaired Informed InvitedToMediation PlaceRecorded ServiceArranged CorrectionOrdered Fined Seized
    PremisesEntered DocumentIssued
}
vocabulary! { Step is pb::HandlingStep: Stop Penalise Remove }
vocabulary! { Ground is pb::SuspensionGround: Weather Works Lawsuit Referred }
vocabulary! { EscalationGround is pb::EscalationGround: NoAuthority NearLimit ReturnedTwice }
vocabulary! { PartyRole is pb::PartyRole: Reporter Side }
vocabulary! { Level is pb::Level: Grid Village Town County City }
vocabulary! { Platform is pb::Platform: PublicSecurityGovernance MarketSupervision Enforcement ConvenienceService }
vocabulary! { GridRole is pb::GridRole: Lead Patrol Police Supervisor Volunteer }
vocabulary! { SpaceType is pb::SpaceType: Rural UrbanCommunity IndustrialPark }
vocabulary! { AreaClass is pb::AreaClass: A B C }

/// What a limit of the catalogue is counted in. Months are of other laws.
pub(in crate::wire) fn limit_unit(unit: TimeUnit) -> pb::LimitUnit {
    match unit {
        TimeUnit::Hour => pb::LimitUnit::Hour,
        TimeUnit::WorkHour => pb::LimitUnit::WorkHour,
        TimeUnit::WorkingDay => pb::LimitUnit::WorkingDay,
        TimeUnit::NaturalDay => pb::LimitUnit::Day,
        TimeUnit::Month => pb::LimitUnit::Unspecified,
    }
}
