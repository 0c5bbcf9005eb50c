//! The words of these registers on the wire and back.

use shiyu_proto::grid::v1 as pb;

use crate::domain::terms::GridRole;
use crate::patrol::domain::{Danger, Frequency, HazardState, Outcome, RoundState, ScreeningState};
use crate::patrol::store::tally::By;

/// Whoever patrols; volunteers do not.
pub(super) fn read_role(role: pb::GridRole) -> Option<GridRole> {
    match role {
        pb::GridRole::Unspecified | pb::GridRole::Volunteer => None,
        pb::GridRole::Lead => Some(GridRole::Lead),
        pb::GridRole::Patrol => Some(GridRole::Patrol),
        pb::GridRole::Police => Some(GridRole::Police),
        pb::GridRole::Supervisor => Some(GridRole::Supervisor),
    }
}

pub(super) fn role(role: GridRole) -> pb::GridRole {
    match role {
        GridRole::Lead => pb::GridRole::Lead,
        GridRole::Patrol => pb::GridRole::Patrol,
        GridRole::Police => pb::GridRole::Police,
        GridRole::Supervisor => pb::GridRole::Supervisor,
        GridRole::Volunteer => pb::GridRole::Volunteer,
    }
}

pub(super) fn frequency(frequency: &Frequency) -> pb::PatrolFrequency {
    match frequency {
        Frequency::Daily => pb::PatrolFrequency::Daily,
        Frequency::WorkingDays => pb::PatrolFrequency::WorkingDays,
        Frequency::Weekly => pb::PatrolFrequency::Weekly,
        Frequency::Monthly => pb::PatrolFrequency::Monthly,
        Frequency::OnDates(_) => pb::PatrolFrequency::OnDates,
    }
}

pub(super) fn read_round_state(state: pb::PatrolRoundState) -> Option<RoundState> {
    match state {
        pb::PatrolRoundState::Unspecified => None,
        pb::PatrolRoundState::Planned => Some(RoundState::Planned),
        pb::PatrolRoundState::InProgress => Some(RoundState::InProgress),
        pb::PatrolRoundState::Finished => Some(RoundState::Finished),
        pb::PatrolRoundState::Missed => Some(RoundState::Missed),
    }
}

pub(super) fn round_state(state: RoundState) -> pb::PatrolRoundState {
    match state {
        RoundState::Planned => pb::PatrolRoundState::Planned,
        RoundState::InProgress => pb::PatrolRoundState::InProgress,
        RoundState::Finished => pb::PatrolRoundState::Finished,
        RoundState::Missed => pb::PatrolRoundState::Missed,
    }
}

pub(super) fn read_danger(danger: pb::Danger) -> Option<Danger> {
    match danger {
        pb::Danger::Unspecified => None,
        pb::Danger::Low => Some(Danger::Low),
        pb::Danger::General => Some(Danger::General),
        pb::Danger::Considerable => Some(Danger::Considerable),
        pb::Danger::Major => Some(Danger::Major),
    }
}

pub(super) fn danger(danger: Danger) -> pb::Danger {
    match danger {
        Danger::Low => pb::Danger::Low,
        Danger::General => pb::Danger::General,
        Danger::Considerable => pb::Danger::Considerable,
        Danger::Major => pb::Danger::Major,
    }
}

pub(super) fn read_hazard_state(state: pb::HazardState) -> Option<HazardState> {
    match state {
        pb::HazardState::Unspecified => None,
        pb::HazardState::Open => Some(HazardState::Open),
        pb::HazardState::Removed => Some(HazardState::Removed),
        pb::HazardState::Accepted => Some(HazardState::Accepted),
    }
}

pub(super) fn hazard_state(state: HazardState) -> pb::HazardState {
    match state {
        HazardState::Open => pb::HazardState::Open,
        HazardState::Removed => pb::HazardState::Removed,
        HazardState::Accepted => pb::HazardState::Accepted,
    }
}

pub(super) fn read_screening_state(state: pb::ScreeningState) -> Option<ScreeningState> {
    match state {
        pb::ScreeningState::Unspecified => None,
        pb::ScreeningState::Open => Some(ScreeningState::Open),
        pb::ScreeningState::Reported => Some(ScreeningState::Reported),
        pb::ScreeningState::Missed => Some(ScreeningState::Missed),
    }
}

pub(super) fn screening_state(state: ScreeningState) -> pb::ScreeningState {
    match state {
        ScreeningState::Open => pb::ScreeningState::Open,
        ScreeningState::Reported => pb::ScreeningState::Reported,
        ScreeningState::Missed => pb::ScreeningState::Missed,
    }
}

pub(super) fn read_outcome(outcome: pb::ScreeningOutcome) -> Option<Outcome> {
    match outcome {
        pb::ScreeningOutcome::Unspecified => None,
        pb::ScreeningOutcome::Clear => Some(Outcome::Clear),
        pb::ScreeningOutcome::Found => Some(Outcome::Found),
        pb::ScreeningOutcome::NotApplicable => Some(Outcome::NotApplicable),
    }
}

pub(super) fn outcome(outcome: Option<Outcome>) -> pb::ScreeningOutcome {
    match outcome {
        None => pb::ScreeningOutcome::Unspecified,
        Some(Outcome::Clear) => pb::ScreeningOutcome::Clear,
        Some(Outcome::Found) => pb::ScreeningOutcome::Found,
        Some(Outcome::NotApplicable) => pb::ScreeningOutcome::NotApplicable,
    }
}

pub(super) fn read_by(by: pb::ProgressBy) -> Option<By> {
    match by {
        pb::ProgressBy::Unspecified => None,
        pb::ProgressBy::Grid => Some(By::Grid),
        pb::ProgressBy::Town => Some(By::Town),
    }
}
