//! The words of routing and command on the wire and back.

use shiyu_proto::grid::v1 as pb;

use crate::catalogue::domain::Footing;
use crate::dispatch::domain::{Border, CentreKind, Days, DutyKind, Mismatch, State};

pub(super) fn read_days(days: pb::DayType) -> Option<Days> {
    match days {
        pb::DayType::Unspecified => None,
        pb::DayType::Working => Some(Days::Working),
        pb::DayType::Rest => Some(Days::Rest),
    }
}

pub(super) fn days(days: Option<Days>) -> pb::DayType {
    match days {
        None => pb::DayType::Unspecified,
        Some(Days::Working) => pb::DayType::Working,
        Some(Days::Rest) => pb::DayType::Rest,
    }
}

pub(super) fn read_border(border: pb::BorderCondition) -> Option<Border> {
    match border {
        pb::BorderCondition::Unspecified => None,
        pb::BorderCondition::AtBorder => Some(Border::AtBorder),
        pb::BorderCondition::Inside => Some(Border::Inside),
    }
}

pub(super) const fn footing(footing: Footing) -> pb::Footing {
    match footing {
        Footing::Owner => pb::Footing::Owner,
        Footing::Maintainer => pb::Footing::Maintainer,
        Footing::Territory => pb::Footing::Territory,
    }
}

pub(super) fn border(border: Option<Border>) -> pb::BorderCondition {
    match border {
        None => pb::BorderCondition::Unspecified,
        Some(Border::AtBorder) => pb::BorderCondition::AtBorder,
        Some(Border::Inside) => pb::BorderCondition::Inside,
    }
}

pub(super) fn state(state: State) -> pb::RoutingState {
    match state {
        State::Draft => pb::RoutingState::Draft,
        State::Scheduled => pb::RoutingState::Scheduled,
        State::Active => pb::RoutingState::Active,
        State::Retired => pb::RoutingState::Retired,
    }
}

pub(super) fn mismatch(mismatch: Mismatch) -> pb::Mismatch {
    match mismatch {
        Mismatch::Kind => pb::Mismatch::Kind,
        Mismatch::Class => pb::Mismatch::Class,
        Mismatch::Level => pb::Mismatch::Level,
        Mismatch::Platform => pb::Mismatch::Platform,
        Mismatch::Space => pb::Mismatch::Space,
        Mismatch::Place => pb::Mismatch::Place,
        Mismatch::Hour => pb::Mismatch::Hour,
        Mismatch::Day => pb::Mismatch::Day,
        Mismatch::Border => pb::Mismatch::Border,
    }
}

pub(super) fn read_centre_kind(kind: pb::CentreKind) -> Option<CentreKind> {
    match kind {
        pb::CentreKind::Unspecified => None,
        pb::CentreKind::Room => Some(CentreKind::Room),
        pb::CentreKind::Centre => Some(CentreKind::Centre),
        pb::CentreKind::SubCentre => Some(CentreKind::SubCentre),
    }
}

pub(super) fn centre_kind(kind: CentreKind) -> pb::CentreKind {
    match kind {
        CentreKind::Room => pb::CentreKind::Room,
        CentreKind::Centre => pb::CentreKind::Centre,
        CentreKind::SubCentre => pb::CentreKind::SubCentre,
    }
}

pub(super) fn read_duty_kind(kind: pb::DutyKind) -> Option<DutyKind> {
    match kind {
        pb::DutyKind::Unspecified => None,
        pb::DutyKind::Chief => Some(DutyKind::Chief),
        pb::DutyKind::Dispatcher => Some(DutyKind::Dispatcher),
    }
}

pub(super) fn duty_kind(kind: DutyKind) -> pb::DutyKind {
    match kind {
        DutyKind::Chief => pb::DutyKind::Chief,
        DutyKind::Dispatcher => pb::DutyKind::Dispatcher,
    }
}
