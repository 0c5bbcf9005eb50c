//! The vocabularies, in both directions.

use shiyu_proto::grid::v1 as pb;

use crate::meeting::domain::{BroadcastKind, FollowUpState, MeetingKind, Step};

/// Which of the four meetings.
pub(super) const fn meeting_kind(kind: MeetingKind) -> pb::MeetingKind {
    match kind {
        MeetingKind::Talk => pb::MeetingKind::Talk,
        MeetingKind::Coordination => pb::MeetingKind::Coordination,
        MeetingKind::Hearing => pb::MeetingKind::Hearing,
        MeetingKind::Appraisal => pb::MeetingKind::Appraisal,
    }
}

pub(super) const fn read_meeting_kind(kind: pb::MeetingKind) -> Option<MeetingKind> {
    match kind {
        pb::MeetingKind::Unspecified => None,
        pb::MeetingKind::Talk => Some(MeetingKind::Talk),
        pb::MeetingKind::Coordination => Some(MeetingKind::Coordination),
        pb::MeetingKind::Hearing => Some(MeetingKind::Hearing),
        pb::MeetingKind::Appraisal => Some(MeetingKind::Appraisal),
    }
}

/// A step of deliberation.
pub(super) const fn step(step: Step) -> pb::DeliberationStep {
    match step {
        Step::Proposal => pb::DeliberationStep::Proposal,
        Step::Discussion => pb::DeliberationStep::Discussion,
        Step::Review => pb::DeliberationStep::Review,
        Step::Resolution => pb::DeliberationStep::Resolution,
        Step::Appraisal => pb::DeliberationStep::Appraisal,
    }
}

pub(super) const fn read_step(step: pb::DeliberationStep) -> Option<Step> {
    match step {
        pb::DeliberationStep::Unspecified => None,
        pb::DeliberationStep::Proposal => Some(Step::Proposal),
        pb::DeliberationStep::Discussion => Some(Step::Discussion),
        pb::DeliberationStep::Review => Some(Step::Review),
        pb::DeliberationStep::Resolution => Some(Step::Resolution),
        pb::DeliberationStep::Appraisal => Some(Step::Appraisal),
    }
}

/// How a follow-up stands.
pub(super) const fn follow_up(state: FollowUpState) -> pb::FollowUpState {
    match state {
        FollowUpState::None => pb::FollowUpState::None,
        FollowUpState::Open => pb::FollowUpState::Open,
        FollowUpState::Done => pb::FollowUpState::Done,
    }
}

pub(super) const fn read_follow_up(state: pb::FollowUpState) -> Option<FollowUpState> {
    match state {
        pb::FollowUpState::Unspecified => None,
        pb::FollowUpState::None => Some(FollowUpState::None),
        pb::FollowUpState::Open => Some(FollowUpState::Open),
        pb::FollowUpState::Done => Some(FollowUpState::Done),
    }
}

/// What a notice is about.
pub(super) const fn broadcast_kind(kind: BroadcastKind) -> pb::BroadcastKind {
    match kind {
        BroadcastKind::HazardWarning => pb::BroadcastKind::HazardWarning,
        BroadcastKind::SafetyAdvice => pb::BroadcastKind::SafetyAdvice,
        BroadcastKind::Policy => pb::BroadcastKind::Policy,
        BroadcastKind::Service => pb::BroadcastKind::Service,
        BroadcastKind::Work => pb::BroadcastKind::Work,
    }
}

pub(super) const fn read_broadcast_kind(kind: pb::BroadcastKind) -> Option<BroadcastKind> {
    match kind {
        pb::BroadcastKind::Unspecified => None,
        pb::BroadcastKind::HazardWarning => Some(BroadcastKind::HazardWarning),
        pb::BroadcastKind::SafetyAdvice => Some(BroadcastKind::SafetyAdvice),
        pb::BroadcastKind::Policy => Some(BroadcastKind::Policy),
        pb::BroadcastKind::Service => Some(BroadcastKind::Service),
        pb::BroadcastKind::Work => Some(BroadcastKind::Work),
    }
}
