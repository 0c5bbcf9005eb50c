//! The hall's words on the wire and back.

use shiyu_proto::petition::v1 as pb;

use crate::reception::domain::{Channel, CounterKind, Outcome, OutreachState, RosterKind};

pub(super) fn read_counter_kind(kind: pb::CounterKind) -> Option<CounterKind> {
    match kind {
        pb::CounterKind::Unspecified => None,
        pb::CounterKind::Mediation => Some(CounterKind::Mediation),
        pb::CounterKind::LegalAid => Some(CounterKind::LegalAid),
        pb::CounterKind::Arbitration => Some(CounterKind::Arbitration),
        pb::CounterKind::Court => Some(CounterKind::Court),
        pb::CounterKind::Psychology => Some(CounterKind::Psychology),
        pb::CounterKind::Petition => Some(CounterKind::Petition),
        pb::CounterKind::Other => Some(CounterKind::Other),
    }
}

pub(super) fn counter_kind(kind: CounterKind) -> pb::CounterKind {
    match kind {
        CounterKind::Mediation => pb::CounterKind::Mediation,
        CounterKind::LegalAid => pb::CounterKind::LegalAid,
        CounterKind::Arbitration => pb::CounterKind::Arbitration,
        CounterKind::Court => pb::CounterKind::Court,
        CounterKind::Psychology => pb::CounterKind::Psychology,
        CounterKind::Petition => pb::CounterKind::Petition,
        CounterKind::Other => pb::CounterKind::Other,
    }
}

pub(super) fn read_roster_kind(kind: pb::RosterKind) -> Option<RosterKind> {
    match kind {
        pb::RosterKind::Unspecified => None,
        pb::RosterKind::Leader => Some(RosterKind::Leader),
        pb::RosterKind::Lawyer => Some(RosterKind::Lawyer),
        pb::RosterKind::Department => Some(RosterKind::Department),
    }
}

pub(super) fn roster_kind(kind: RosterKind) -> pb::RosterKind {
    match kind {
        RosterKind::Leader => pb::RosterKind::Leader,
        RosterKind::Lawyer => pb::RosterKind::Lawyer,
        RosterKind::Department => pb::RosterKind::Department,
    }
}

pub(super) fn read_channel(channel: pb::ReceptionChannel) -> Option<Channel> {
    match channel {
        pb::ReceptionChannel::Unspecified => None,
        pb::ReceptionChannel::Visit => Some(Channel::Visit),
        pb::ReceptionChannel::Video => Some(Channel::Video),
        pb::ReceptionChannel::Phone => Some(Channel::Phone),
    }
}

pub(super) fn channel(channel: Channel) -> pb::ReceptionChannel {
    match channel {
        Channel::Visit => pb::ReceptionChannel::Visit,
        Channel::Video => pb::ReceptionChannel::Video,
        Channel::Phone => pb::ReceptionChannel::Phone,
    }
}

pub(super) fn read_outcome(outcome: pb::ReceptionOutcome) -> Option<Outcome> {
    match outcome {
        pb::ReceptionOutcome::Unspecified => None,
        pb::ReceptionOutcome::ResolvedOnSpot => Some(Outcome::ResolvedOnSpot),
        pb::ReceptionOutcome::Registered => Some(Outcome::Registered),
        pb::ReceptionOutcome::ReferredToCounter => Some(Outcome::ReferredToCounter),
        pb::ReceptionOutcome::AdviceGiven => Some(Outcome::AdviceGiven),
    }
}

pub(super) fn outcome(outcome: Outcome) -> pb::ReceptionOutcome {
    match outcome {
        Outcome::ResolvedOnSpot => pb::ReceptionOutcome::ResolvedOnSpot,
        Outcome::Registered => pb::ReceptionOutcome::Registered,
        Outcome::ReferredToCounter => pb::ReceptionOutcome::ReferredToCounter,
        Outcome::AdviceGiven => pb::ReceptionOutcome::AdviceGiven,
    }
}

pub(super) fn read_state(state: pb::OutreachState) -> Option<OutreachState> {
    match state {
        pb::OutreachState::Unspecified => None,
        pb::OutreachState::Planned => Some(OutreachState::Planned),
        pb::OutreachState::Done => Some(OutreachState::Done),
        pb::OutreachState::Cancelled => Some(OutreachState::Cancelled),
    }
}

pub(super) fn state(state: OutreachState) -> pb::OutreachState {
    match state {
        OutreachState::Planned => pb::OutreachState::Planned,
        OutreachState::Done => pb::OutreachState::Done,
        OutreachState::Cancelled => pb::OutreachState::Cancelled,
    }
}
