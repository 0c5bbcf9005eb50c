//! The words of these registers on the wire and back.

use shiyu_proto::enforcement::v1 as pb;

use crate::inspection::domain::{DrawState, ObjectKind, Outcome, VisitKind, VisitState};

pub(super) fn read_object_kind(kind: pb::ObjectKind) -> Option<ObjectKind> {
    match kind {
        pb::ObjectKind::Unspecified => None,
        pb::ObjectKind::Place => Some(ObjectKind::Place),
        pb::ObjectKind::Enterprise => Some(ObjectKind::Enterprise),
    }
}

pub(super) fn object_kind(kind: ObjectKind) -> pb::ObjectKind {
    match kind {
        ObjectKind::Place => pb::ObjectKind::Place,
        ObjectKind::Enterprise => pb::ObjectKind::Enterprise,
    }
}

/// Why a visit is planned; one that is drawn is not planned by hand.
pub(super) fn read_planned_kind(kind: pb::InspectionKind) -> Option<VisitKind> {
    match kind {
        pb::InspectionKind::Unspecified | pb::InspectionKind::Random => None,
        pb::InspectionKind::Routine => Some(VisitKind::Routine),
        pb::InspectionKind::Clue => Some(VisitKind::Clue),
        pb::InspectionKind::Safety => Some(VisitKind::Safety),
    }
}

pub(super) fn visit_kind(kind: VisitKind) -> pb::InspectionKind {
    match kind {
        VisitKind::Routine => pb::InspectionKind::Routine,
        VisitKind::Random => pb::InspectionKind::Random,
        VisitKind::Clue => pb::InspectionKind::Clue,
        VisitKind::Safety => pb::InspectionKind::Safety,
    }
}

pub(super) fn read_visit_state(state: pb::InspectionState) -> Option<VisitState> {
    match state {
        pb::InspectionState::Unspecified => None,
        pb::InspectionState::Planned => Some(VisitState::Planned),
        pb::InspectionState::Done => Some(VisitState::Done),
        pb::InspectionState::Cancelled => Some(VisitState::Cancelled),
    }
}

pub(super) fn visit_state(state: VisitState) -> pb::InspectionState {
    match state {
        VisitState::Planned => pb::InspectionState::Planned,
        VisitState::Done => pb::InspectionState::Done,
        VisitState::Cancelled => pb::InspectionState::Cancelled,
    }
}

pub(super) fn read_outcome(outcome: pb::InspectionOutcome) -> Option<Outcome> {
    match outcome {
        pb::InspectionOutcome::Unspecified => None,
        pb::InspectionOutcome::Clear => Some(Outcome::Clear),
        pb::InspectionOutcome::Found => Some(Outcome::Found),
        pb::InspectionOutcome::Corrected => Some(Outcome::Corrected),
        pb::InspectionOutcome::NotThere => Some(Outcome::NotThere),
        pb::InspectionOutcome::Refused => Some(Outcome::Refused),
    }
}

pub(super) fn outcome(outcome: Outcome) -> pb::InspectionOutcome {
    match outcome {
        Outcome::Clear => pb::InspectionOutcome::Clear,
        Outcome::Found => pb::InspectionOutcome::Found,
        Outcome::Corrected => pb::InspectionOutcome::Corrected,
        Outcome::NotThere => pb::InspectionOutcome::NotThere,
        Outcome::Refused => pb::InspectionOutcome::Refused,
    }
}

pub(super) fn draw_state(state: DrawState) -> pb::DrawState {
    match state {
        DrawState::Announced => pb::DrawState::Announced,
        DrawState::Done => pb::DrawState::Done,
        DrawState::Published => pb::DrawState::Published,
    }
}
