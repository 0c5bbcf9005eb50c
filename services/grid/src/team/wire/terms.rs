//! The vocabularies, in both directions.

use shiyu_proto::grid::v1 as pb;

use crate::domain::terms::{GridRole, Measure};
use crate::team::domain::{AdmissionState, AssignmentEnding, Capability, Frequency};

/// A role.
pub(super) const fn role(role: GridRole) -> pb::GridRole {
    match role {
        GridRole::Lead => pb::GridRole::Lead,
        GridRole::Patrol => pb::GridRole::Patrol,
        GridRole::Police => pb::GridRole::Police,
        GridRole::Supervisor => pb::GridRole::Supervisor,
        GridRole::Volunteer => pb::GridRole::Volunteer,
    }
}

pub(super) const fn read_role(role: pb::GridRole) -> Option<GridRole> {
    match role {
        pb::GridRole::Unspecified => None,
        pb::GridRole::Lead => Some(GridRole::Lead),
        pb::GridRole::Patrol => Some(GridRole::Patrol),
        pb::GridRole::Police => Some(GridRole::Police),
        pb::GridRole::Supervisor => Some(GridRole::Supervisor),
        pb::GridRole::Volunteer => Some(GridRole::Volunteer),
    }
}

/// Why an assignment ended.
pub(super) const fn ending(ending: AssignmentEnding) -> pb::AssignmentEnding {
    match ending {
        AssignmentEnding::Transferred => pb::AssignmentEnding::Transferred,
        AssignmentEnding::Resigned => pb::AssignmentEnding::Resigned,
        AssignmentEnding::TermEnded => pb::AssignmentEnding::TermEnded,
        AssignmentEnding::Mistake => pb::AssignmentEnding::Mistake,
        AssignmentEnding::Other => pb::AssignmentEnding::Other,
    }
}

pub(super) const fn read_ending(ending: pb::AssignmentEnding) -> Option<AssignmentEnding> {
    match ending {
        pb::AssignmentEnding::Unspecified => None,
        pb::AssignmentEnding::Transferred => Some(AssignmentEnding::Transferred),
        pb::AssignmentEnding::Resigned => Some(AssignmentEnding::Resigned),
        pb::AssignmentEnding::TermEnded => Some(AssignmentEnding::TermEnded),
        pb::AssignmentEnding::Mistake => Some(AssignmentEnding::Mistake),
        pb::AssignmentEnding::Other => Some(AssignmentEnding::Other),
    }
}

/// How often.
pub(super) const fn frequency(frequency: Frequency) -> pb::AdmissionFrequency {
    match frequency {
        Frequency::Once => pb::AdmissionFrequency::Once,
        Frequency::Daily => pb::AdmissionFrequency::Daily,
        Frequency::Weekly => pb::AdmissionFrequency::Weekly,
        Frequency::Monthly => pb::AdmissionFrequency::Monthly,
        Frequency::Quarterly => pb::AdmissionFrequency::Quarterly,
        Frequency::Yearly => pb::AdmissionFrequency::Yearly,
        Frequency::OnDemand => pb::AdmissionFrequency::OnDemand,
    }
}

pub(super) const fn read_frequency(frequency: pb::AdmissionFrequency) -> Option<Frequency> {
    match frequency {
        pb::AdmissionFrequency::Unspecified => None,
        pb::AdmissionFrequency::Once => Some(Frequency::Once),
        pb::AdmissionFrequency::Daily => Some(Frequency::Daily),
        pb::AdmissionFrequency::Weekly => Some(Frequency::Weekly),
        pb::AdmissionFrequency::Monthly => Some(Frequency::Monthly),
        pb::AdmissionFrequency::Quarterly => Some(Frequency::Quarterly),
        pb::AdmissionFrequency::Yearly => Some(Frequency::Yearly),
        pb::AdmissionFrequency::OnDemand => Some(Frequency::OnDemand),
    }
}

/// Where an item stands.
pub(super) const fn state(state: AdmissionState) -> pb::AdmissionState {
    match state {
        AdmissionState::Proposed => pb::AdmissionState::Proposed,
        AdmissionState::Approved => pb::AdmissionState::Approved,
        AdmissionState::Refused => pb::AdmissionState::Refused,
        AdmissionState::Withdrawn => pb::AdmissionState::Withdrawn,
    }
}

pub(super) const fn read_state(state: pb::AdmissionState) -> Option<AdmissionState> {
    match state {
        pb::AdmissionState::Unspecified => None,
        pb::AdmissionState::Proposed => Some(AdmissionState::Proposed),
        pb::AdmissionState::Approved => Some(AdmissionState::Approved),
        pb::AdmissionState::Refused => Some(AdmissionState::Refused),
        pb::AdmissionState::Withdrawn => Some(AdmissionState::Withdrawn),
    }
}

/// What may be done.
pub(super) const fn capability(capability: Capability) -> pb::Capability {
    match capability {
        Capability::Report => pb::Capability::Report,
        Capability::Patrol => pb::Capability::Patrol,
        Capability::Coordinate => pb::Capability::Coordinate,
        Capability::Verify => pb::Capability::Verify,
        Capability::Supervise => pb::Capability::Supervise,
        Capability::Take(measure) => taking(measure),
    }
}

const fn taking(measure: Measure) -> pb::Capability {
    match measure {
        Measure::Persuaded => pb::Capability::Persuade,
        Measure::Cleared => pb::Capability::Clear,
        Measure::Repaired => pb::Capability::Repair,
        Measure::Informed => pb::Capability::Inform,
        Measure::InvitedToMediation => pb::Capability::InviteToMediation,
        Measure::PlaceRecorded => pb::Capability::RecordPlace,
        Measure::ServiceArranged => pb::Capability::ArrangeService,
        Measure::CorrectionOrdered => pb::Capability::OrderCorrection,
        Measure::Fined => pb::Capability::Fine,
        Measure::Seized => pb::Capability::Seize,
        Measure::PremisesEntered => pb::Capability::EnterPremises,
        Measure::DocumentIssued => pb::Capability::IssueDocument,
    }
}
