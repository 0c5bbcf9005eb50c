//! The vocabularies, word by word, both ways.

use shiyu_kit::calendar::{Clock, Ring};
pub(super) use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;

use crate::domain::{Channel, Classification, Closing, Decision, DeliveryMethod, ReliefPath, StageName};
use crate::store::Order;

pub(super) fn clock(clock: &Clock) -> common::Clock {
    common::Clock {
        name: clock.rule.id.clone().into_owned(),
        legal_basis: clock.rule.basis.clone().into_owned(),
        start_time: Some(timestamp(clock.started_at)),
        legal_due_time: Some(timestamp(clock.due.legal)),
        internal_due_time: Some(timestamp(clock.due.internal)),
        provisional: clock.due.provisional,
        stop_time: clock.stopped_at.map(timestamp),
        extension_days: clock.extended_days(),
        rung: clock.rung.iter().map(|rung| ring(*rung).into()).collect(),
    }
}

pub(super) fn ring(ring: Ring) -> common::Ring {
    match ring {
        Ring::Half => common::Ring::Half,
        Ring::Eighty => common::Ring::Eighty,
        Ring::Internal => common::Ring::Internal,
        Ring::Overdue => common::Ring::Overdue,
    }
}

pub(super) fn channel(channel: Channel) -> pb::Channel {
    match channel {
        Channel::Online => pb::Channel::Online,
        Channel::Letter => pb::Channel::Letter,
        Channel::Phone => pb::Channel::Phone,
        Channel::Fax => pb::Channel::Fax,
        Channel::Visit => pb::Channel::Visit,
        Channel::Video => pb::Channel::Video,
        Channel::Referral => pb::Channel::Referral,
    }
}

pub(super) fn read_channel(channel: pb::Channel) -> Option<Channel> {
    match channel {
        pb::Channel::Unspecified => None,
        pb::Channel::Online => Some(Channel::Online),
        pb::Channel::Letter => Some(Channel::Letter),
        pb::Channel::Phone => Some(Channel::Phone),
        pb::Channel::Fax => Some(Channel::Fax),
        pb::Channel::Visit => Some(Channel::Visit),
        pb::Channel::Video => Some(Channel::Video),
        pb::Channel::Referral => Some(Channel::Referral),
    }
}

pub(super) fn stage(stage: StageName) -> pb::Stage {
    match stage {
        StageName::Registered => pb::Stage::Registered,
        StageName::Forwarded => pb::Stage::Forwarded,
        StageName::Accepted => pb::Stage::Accepted,
        StageName::Handling => pb::Stage::Handling,
        StageName::OpinionIssued => pb::Stage::OpinionIssued,
        StageName::OpinionServed => pb::Stage::OpinionServed,
        StageName::Closed => pb::Stage::Closed,
    }
}

pub(super) fn read_stage(stage: pb::Stage) -> Option<StageName> {
    match stage {
        pb::Stage::Unspecified => None,
        pb::Stage::Registered => Some(StageName::Registered),
        pb::Stage::Forwarded => Some(StageName::Forwarded),
        pb::Stage::Accepted => Some(StageName::Accepted),
        pb::Stage::Handling => Some(StageName::Handling),
        pb::Stage::OpinionIssued => Some(StageName::OpinionIssued),
        pb::Stage::OpinionServed => Some(StageName::OpinionServed),
        pb::Stage::Closed => Some(StageName::Closed),
    }
}

pub(super) fn method(method: DeliveryMethod) -> pb::DeliveryMethod {
    match method {
        DeliveryMethod::Direct => pb::DeliveryMethod::Direct,
        DeliveryMethod::LeftAtPlace => pb::DeliveryMethod::LeftAtPlace,
        DeliveryMethod::Mail => pb::DeliveryMethod::Mail,
        DeliveryMethod::Entrusted => pb::DeliveryMethod::Entrusted,
        DeliveryMethod::Electronic => pb::DeliveryMethod::Electronic,
        DeliveryMethod::PublicNotice => pb::DeliveryMethod::PublicNotice,
    }
}

pub(super) fn read_method(method: pb::DeliveryMethod) -> Option<DeliveryMethod> {
    match method {
        pb::DeliveryMethod::Unspecified => None,
        pb::DeliveryMethod::Direct => Some(DeliveryMethod::Direct),
        pb::DeliveryMethod::LeftAtPlace => Some(DeliveryMethod::LeftAtPlace),
        pb::DeliveryMethod::Mail => Some(DeliveryMethod::Mail),
        pb::DeliveryMethod::Entrusted => Some(DeliveryMethod::Entrusted),
        pb::DeliveryMethod::Electronic => Some(DeliveryMethod::Electronic),
        pb::DeliveryMethod::PublicNotice => Some(DeliveryMethod::PublicNotice),
    }
}

pub(super) fn decision(decision: Decision) -> pb::Decision {
    match decision {
        Decision::Supported => pb::Decision::Supported,
        Decision::Explained => pb::Decision::Explained,
        Decision::NotSupported => pb::Decision::NotSupported,
    }
}

pub(super) fn read_decision(decision: pb::Decision) -> Option<Decision> {
    match decision {
        pb::Decision::Unspecified => None,
        pb::Decision::Supported => Some(Decision::Supported),
        pb::Decision::Explained => Some(Decision::Explained),
        pb::Decision::NotSupported => Some(Decision::NotSupported),
    }
}

pub(super) fn closing(closing: Closing) -> pb::Closing {
    match closing {
        Closing::Lapsed => pb::Closing::Lapsed,
        Closing::ByOfficer => pb::Closing::ByOfficer,
    }
}

pub(super) fn classification(classification: Classification) -> (pb::MatterKind, pb::ReliefPath) {
    match classification {
        Classification::Suggestion => (pb::MatterKind::Suggestion, pb::ReliefPath::Unspecified),
        Classification::Accusation => (pb::MatterKind::Accusation, pb::ReliefPath::Unspecified),
        Classification::AppealForRelief(relief) => (pb::MatterKind::AppealForRelief, path(relief)),
    }
}

pub(super) fn path(path: ReliefPath) -> pb::ReliefPath {
    match path {
        ReliefPath::Litigation => pb::ReliefPath::Litigation,
        ReliefPath::Arbitration => pb::ReliefPath::Arbitration,
        ReliefPath::PartyAppeal => pb::ReliefPath::PartyAppeal,
        ReliefPath::AdministrativeProcedure => pb::ReliefPath::AdministrativeProcedure,
        ReliefPath::ProtectiveDuty => pb::ReliefPath::ProtectiveDuty,
        ReliefPath::HandlingOpinion => pb::ReliefPath::HandlingOpinion,
    }
}

pub(super) fn read_path(path: pb::ReliefPath) -> Option<ReliefPath> {
    match path {
        pb::ReliefPath::Unspecified => None,
        pb::ReliefPath::Litigation => Some(ReliefPath::Litigation),
        pb::ReliefPath::Arbitration => Some(ReliefPath::Arbitration),
        pb::ReliefPath::PartyAppeal => Some(ReliefPath::PartyAppeal),
        pb::ReliefPath::AdministrativeProcedure => Some(ReliefPath::AdministrativeProcedure),
        pb::ReliefPath::ProtectiveDuty => Some(ReliefPath::ProtectiveDuty),
        pb::ReliefPath::HandlingOpinion => Some(ReliefPath::HandlingOpinion),
    }
}

pub(super) fn read_order(order: pb::PetitionOrder) -> Option<Order> {
    match order {
        pb::PetitionOrder::Unspecified => None,
        pb::PetitionOrder::NewestFirst => Some(Order::Newest),
        pb::PetitionOrder::DueFirst => Some(Order::DueFirst),
    }
}
