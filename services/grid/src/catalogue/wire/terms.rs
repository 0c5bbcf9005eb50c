//! The words of the catalogue, and those all rooms share, on the wire and back.

use shiyu_kit::calendar::TimeUnit;
use shiyu_proto::grid::v1 as pb;

use crate::catalogue::domain::LimitStage;
use crate::domain::terms::{AreaClass, Kind, Level, Platform, Responsibility, SpaceType};

pub(crate) fn read_kind(kind: pb::ClassKind) -> Option<Kind> {
    match kind {
        pb::ClassKind::Unspecified => None,
        pb::ClassKind::Component => Some(Kind::Component),
        pb::ClassKind::Event => Some(Kind::Event),
    }
}

pub(crate) fn kind(kind: Kind) -> pb::ClassKind {
    match kind {
        Kind::Component => pb::ClassKind::Component,
        Kind::Event => pb::ClassKind::Event,
    }
}

pub(super) fn responsibility(rule: Responsibility) -> pb::Responsibility {
    match rule {
        Responsibility::OwnerFirst => pb::Responsibility::OwnerFirst,
        Responsibility::TerritoryFirst => pb::Responsibility::TerritoryFirst,
    }
}

pub(super) fn read_stage(stage: pb::LimitStage) -> Option<LimitStage> {
    match stage {
        pb::LimitStage::Unspecified => None,
        pb::LimitStage::Handle => Some(LimitStage::Handle),
        pb::LimitStage::Stop => Some(LimitStage::Stop),
        pb::LimitStage::Penalise => Some(LimitStage::Penalise),
        pb::LimitStage::Remove => Some(LimitStage::Remove),
    }
}

pub(super) fn stage(stage: LimitStage) -> pb::LimitStage {
    match stage {
        LimitStage::Handle => pb::LimitStage::Handle,
        LimitStage::Stop => pb::LimitStage::Stop,
        LimitStage::Penalise => pb::LimitStage::Penalise,
        LimitStage::Remove => pb::LimitStage::Remove,
    }
}

pub(super) fn read_area(area: pb::AreaClass) -> Option<AreaClass> {
    match area {
        pb::AreaClass::Unspecified => None,
        pb::AreaClass::A => Some(AreaClass::A),
        pb::AreaClass::B => Some(AreaClass::B),
        pb::AreaClass::C => Some(AreaClass::C),
    }
}

pub(super) fn area(area: AreaClass) -> pb::AreaClass {
    match area {
        AreaClass::A => pb::AreaClass::A,
        AreaClass::B => pb::AreaClass::B,
        AreaClass::C => pb::AreaClass::C,
    }
}

pub(super) fn read_unit(unit: pb::LimitUnit) -> Option<TimeUnit> {
    match unit {
        pb::LimitUnit::Unspecified => None,
        pb::LimitUnit::Hour => Some(TimeUnit::Hour),
        pb::LimitUnit::WorkHour => Some(TimeUnit::WorkHour),
        pb::LimitUnit::WorkingDay => Some(TimeUnit::WorkingDay),
        pb::LimitUnit::Day => Some(TimeUnit::NaturalDay),
    }
}

/// Months are no unit of a limit; an edition has none.
pub(super) fn unit(unit: TimeUnit) -> pb::LimitUnit {
    match unit {
        TimeUnit::Hour => pb::LimitUnit::Hour,
        TimeUnit::WorkHour => pb::LimitUnit::WorkHour,
        TimeUnit::WorkingDay => pb::LimitUnit::WorkingDay,
        TimeUnit::NaturalDay => pb::LimitUnit::Day,
        TimeUnit::Month => pb::LimitUnit::Unspecified,
    }
}

pub(crate) fn read_platform(platform: pb::Platform) -> Option<Platform> {
    match platform {
        pb::Platform::Unspecified => None,
        pb::Platform::PublicSecurityGovernance => Some(Platform::PublicSecurityGovernance),
        pb::Platform::MarketSupervision => Some(Platform::MarketSupervision),
        pb::Platform::Enforcement => Some(Platform::Enforcement),
        pb::Platform::ConvenienceService => Some(Platform::ConvenienceService),
    }
}

pub(crate) fn platform(platform: Option<Platform>) -> pb::Platform {
    match platform {
        None => pb::Platform::Unspecified,
        Some(Platform::PublicSecurityGovernance) => pb::Platform::PublicSecurityGovernance,
        Some(Platform::MarketSupervision) => pb::Platform::MarketSupervision,
        Some(Platform::Enforcement) => pb::Platform::Enforcement,
        Some(Platform::ConvenienceService) => pb::Platform::ConvenienceService,
    }
}

pub(crate) fn read_level(level: pb::Level) -> Option<Level> {
    match level {
        pb::Level::Unspecified => None,
        pb::Level::Grid => Some(Level::Grid),
        pb::Level::Village => Some(Level::Village),
        pb::Level::Town => Some(Level::Town),
        pb::Level::County => Some(Level::County),
        pb::Level::City => Some(Level::City),
    }
}

pub(crate) fn level(level: Level) -> pb::Level {
    match level {
        Level::Grid => pb::Level::Grid,
        Level::Village => pb::Level::Village,
        Level::Town => pb::Level::Town,
        Level::County => pb::Level::County,
        Level::City => pb::Level::City,
    }
}

pub(crate) fn read_space(space: pb::SpaceType) -> Option<SpaceType> {
    match space {
        pb::SpaceType::Unspecified => None,
        pb::SpaceType::Rural => Some(SpaceType::Rural),
        pb::SpaceType::UrbanCommunity => Some(SpaceType::UrbanCommunity),
        pb::SpaceType::IndustrialPark => Some(SpaceType::IndustrialPark),
    }
}

pub(crate) fn space(space: SpaceType) -> pb::SpaceType {
    match space {
        SpaceType::Rural => pb::SpaceType::Rural,
        SpaceType::UrbanCommunity => pb::SpaceType::UrbanCommunity,
        SpaceType::IndustrialPark => pb::SpaceType::IndustrialPark,
    }
}
