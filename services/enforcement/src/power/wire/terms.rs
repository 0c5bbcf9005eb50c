//! The words of the lists on the wire and back.

use shiyu_proto::enforcement::v1 as pb;

use crate::domain::terms::{PenaltyKind, SubjectKind};
use crate::power::domain::{InFlight, ListState, MultipleOf, Verdict};

pub(crate) fn read_penalty_kind(kind: pb::PenaltyKind) -> Option<PenaltyKind> {
    match kind {
        pb::PenaltyKind::Unspecified => None,
        pb::PenaltyKind::Warning => Some(PenaltyKind::Warning),
        pb::PenaltyKind::CriticismNotice => Some(PenaltyKind::CriticismNotice),
        pb::PenaltyKind::Fine => Some(PenaltyKind::Fine),
        pb::PenaltyKind::ConfiscateIncome => Some(PenaltyKind::ConfiscateIncome),
        pb::PenaltyKind::ConfiscateGoods => Some(PenaltyKind::ConfiscateGoods),
        pb::PenaltyKind::SuspendLicence => Some(PenaltyKind::SuspendLicence),
        pb::PenaltyKind::Downgrade => Some(PenaltyKind::Downgrade),
        pb::PenaltyKind::RevokeLicence => Some(PenaltyKind::RevokeLicence),
        pb::PenaltyKind::RestrictActivity => Some(PenaltyKind::RestrictActivity),
        pb::PenaltyKind::SuspendBusiness => Some(PenaltyKind::SuspendBusiness),
        pb::PenaltyKind::CloseDown => Some(PenaltyKind::CloseDown),
        pb::PenaltyKind::BarFromTrade => Some(PenaltyKind::BarFromTrade),
        pb::PenaltyKind::Other => Some(PenaltyKind::Other),
    }
}

pub(crate) fn told_penalty_kind(kind: PenaltyKind) -> pb::PenaltyKind {
    match kind {
        PenaltyKind::Warning => pb::PenaltyKind::Warning,
        PenaltyKind::CriticismNotice => pb::PenaltyKind::CriticismNotice,
        PenaltyKind::Fine => pb::PenaltyKind::Fine,
        PenaltyKind::ConfiscateIncome => pb::PenaltyKind::ConfiscateIncome,
        PenaltyKind::ConfiscateGoods => pb::PenaltyKind::ConfiscateGoods,
        PenaltyKind::SuspendLicence => pb::PenaltyKind::SuspendLicence,
        PenaltyKind::Downgrade => pb::PenaltyKind::Downgrade,
        PenaltyKind::RevokeLicence => pb::PenaltyKind::RevokeLicence,
        PenaltyKind::RestrictActivity => pb::PenaltyKind::RestrictActivity,
        PenaltyKind::SuspendBusiness => pb::PenaltyKind::SuspendBusiness,
        PenaltyKind::CloseDown => pb::PenaltyKind::CloseDown,
        PenaltyKind::BarFromTrade => pb::PenaltyKind::BarFromTrade,
        PenaltyKind::Other => pb::PenaltyKind::Other,
    }
}

pub(super) fn read_subject(subject: pb::RangeSubject) -> Option<SubjectKind> {
    match subject {
        pb::RangeSubject::Unspecified => None,
        pb::RangeSubject::Citizen => Some(SubjectKind::Citizen),
        pb::RangeSubject::Organisation => Some(SubjectKind::Organisation),
    }
}

pub(super) fn told_subject(subject: SubjectKind) -> pb::RangeSubject {
    match subject {
        SubjectKind::Citizen => pb::RangeSubject::Citizen,
        SubjectKind::Organisation => pb::RangeSubject::Organisation,
    }
}

pub(super) fn read_multiple(of: pb::MultipleOf) -> Option<MultipleOf> {
    match of {
        pb::MultipleOf::Unspecified => None,
        pb::MultipleOf::IllegalIncome => Some(MultipleOf::IllegalIncome),
        pb::MultipleOf::GoodsValue => Some(MultipleOf::GoodsValue),
        pb::MultipleOf::ContractPrice => Some(MultipleOf::ContractPrice),
        pb::MultipleOf::SquareMetre => Some(MultipleOf::SquareMetre),
    }
}

pub(super) fn told_multiple(of: MultipleOf) -> pb::MultipleOf {
    match of {
        MultipleOf::IllegalIncome => pb::MultipleOf::IllegalIncome,
        MultipleOf::GoodsValue => pb::MultipleOf::GoodsValue,
        MultipleOf::ContractPrice => pb::MultipleOf::ContractPrice,
        MultipleOf::SquareMetre => pb::MultipleOf::SquareMetre,
    }
}

pub(super) fn read_in_flight(in_flight: pb::InFlight) -> Option<InFlight> {
    match in_flight {
        pb::InFlight::Unspecified => None,
        pb::InFlight::Keep => Some(InFlight::Keep),
        pb::InFlight::Transfer => Some(InFlight::Transfer),
    }
}

pub(super) fn told_in_flight(in_flight: InFlight) -> pb::InFlight {
    match in_flight {
        InFlight::Keep => pb::InFlight::Keep,
        InFlight::Transfer => pb::InFlight::Transfer,
    }
}

pub(super) fn told_state(state: ListState) -> pb::PowerListState {
    match state {
        ListState::Draft => pb::PowerListState::Draft,
        ListState::Published => pb::PowerListState::Published,
        ListState::Discarded => pb::PowerListState::Discarded,
    }
}

pub(super) fn read_verdict(verdict: pb::power_finding::Verdict) -> Option<Verdict> {
    match verdict {
        pb::power_finding::Verdict::Unspecified => None,
        pb::power_finding::Verdict::Keep => Some(Verdict::Keep),
        pb::power_finding::Verdict::Withdraw => Some(Verdict::Withdraw),
        pb::power_finding::Verdict::Adjust => Some(Verdict::Adjust),
    }
}

pub(super) fn told_verdict(verdict: Verdict) -> pb::power_finding::Verdict {
    match verdict {
        Verdict::Keep => pb::power_finding::Verdict::Keep,
        Verdict::Withdraw => pb::power_finding::Verdict::Withdraw,
        Verdict::Adjust => pb::power_finding::Verdict::Adjust,
    }
}
