//! The map's words on the wire and back.

use shiyu_proto::grid::v1 as pb;

use crate::domain::terms::{AreaClass, SpaceType};
use crate::place::domain::{FeatureKind, FindingKind, HostDuty, MapState, MicroKind, Mode, Profession, VillageBody};

pub(super) const fn state(state: MapState) -> pb::MapState {
    match state {
        MapState::Draft => pb::MapState::Draft,
        MapState::Linted => pb::MapState::Linted,
        MapState::Published => pb::MapState::Published,
        MapState::Discarded => pb::MapState::Discarded,
    }
}

pub(super) const fn read_mode(mode: pb::ImportMode) -> Option<Mode> {
    match mode {
        pb::ImportMode::Unspecified => None,
        pb::ImportMode::Replace => Some(Mode::Replace),
        pb::ImportMode::Merge => Some(Mode::Merge),
    }
}

pub(super) const fn read_grid_kind(kind: pb::GridKind) -> Option<FeatureKind> {
    match kind {
        pb::GridKind::Unspecified => None,
        pb::GridKind::Basic => Some(FeatureKind::Basic),
        pb::GridKind::Exclusive => Some(FeatureKind::Exclusive),
        pb::GridKind::Professional => Some(FeatureKind::Professional),
    }
}

pub(super) const fn profession(profession: Profession) -> pb::Profession {
    match profession {
        Profession::PublicSecurity => pb::Profession::PublicSecurity,
        Profession::Fire => pb::Profession::Fire,
        Profession::Safety => pb::Profession::Safety,
        Profession::Other => pb::Profession::Other,
    }
}

pub(super) const fn body(body: VillageBody) -> pb::VillageBody {
    match body {
        VillageBody::MediationCommittee => pb::VillageBody::MediationCommittee,
        VillageBody::SecurityCommittee => pb::VillageBody::SecurityCommittee,
        VillageBody::Council => pb::VillageBody::Council,
    }
}

pub(super) const fn duty(duty: HostDuty) -> pb::HostDuty {
    match duty {
        HostDuty::DailyPatrol => pb::HostDuty::DailyPatrol,
        HostDuty::HazardReport => pb::HostDuty::HazardReport,
        HostDuty::InformationCollection => pb::HostDuty::InformationCollection,
        HostDuty::DisputeMediation => pb::HostDuty::DisputeMediation,
    }
}

pub(super) const fn finding_kind(kind: FindingKind) -> pb::FindingKind {
    match kind {
        FindingKind::BoundaryMissing => pb::FindingKind::BoundaryMissing,
        FindingKind::NoGeometry => pb::FindingKind::NoGeometry,
        FindingKind::Overlap => pb::FindingKind::Overlap,
        FindingKind::Gap => pb::FindingKind::Gap,
        FindingKind::OutsideCounty => pb::FindingKind::OutsideCounty,
        FindingKind::OutsideVillage => pb::FindingKind::OutsideVillage,
        FindingKind::Sliver => pb::FindingKind::Sliver,
        FindingKind::MemberUnknown => pb::FindingKind::MemberUnknown,
        FindingKind::CodeOrder => pb::FindingKind::CodeOrder,
        FindingKind::VillageWithoutGrid => pb::FindingKind::VillageWithoutGrid,
        FindingKind::VillageWithoutBoundary => pb::FindingKind::VillageWithoutBoundary,
        FindingKind::CountyMoved => pb::FindingKind::CountyMoved,
        FindingKind::GridGone => pb::FindingKind::GridGone,
        FindingKind::VillageNotToday => pb::FindingKind::VillageNotToday,
    }
}

pub(super) const fn micro_kind(kind: MicroKind) -> pb::MicroUnitKind {
    match kind {
        MicroKind::Micro => pb::MicroUnitKind::Micro,
        MicroKind::TenHousehold => pb::MicroUnitKind::TenHousehold,
    }
}

pub(super) const fn read_micro_kind(kind: pb::MicroUnitKind) -> Option<MicroKind> {
    match kind {
        pb::MicroUnitKind::Unspecified => None,
        pb::MicroUnitKind::Micro => Some(MicroKind::Micro),
        pb::MicroUnitKind::TenHousehold => Some(MicroKind::TenHousehold),
    }
}

pub(super) const fn space(space: SpaceType) -> pb::SpaceType {
    match space {
        SpaceType::Rural => pb::SpaceType::Rural,
        SpaceType::UrbanCommunity => pb::SpaceType::UrbanCommunity,
        SpaceType::IndustrialPark => pb::SpaceType::IndustrialPark,
    }
}

pub(super) const fn area(area: AreaClass) -> pb::AreaClass {
    match area {
        AreaClass::A => pb::AreaClass::A,
        AreaClass::B => pb::AreaClass::B,
        AreaClass::C => pb::AreaClass::C,
    }
}
