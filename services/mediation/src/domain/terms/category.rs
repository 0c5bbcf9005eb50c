//! What disputes are about (domain.md B2).

use serde::{Deserialize, Serialize};

/// What a dispute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 婚姻家庭.
    MarriageFamily,
    /// 邻里.
    Neighbour,
    /// 房屋宅基地.
    HouseLand,
    /// 合同.
    Contract,
    /// 损害赔偿.
    DamageCompensation,
    /// 劳动争议.
    Labour,
    /// 村务管理.
    VillageAffairs,
    /// 征地拆迁.
    LandExpropriation,
    /// 环境污染.
    Environment,
    /// 物业.
    PropertyManagement,
    /// 医疗.
    Medical,
    /// 道路交通事故.
    TrafficAccident,
    /// 消费.
    Consumer,
    /// 其他.
    Other,
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 14] = [
        Self::MarriageFamily,
        Self::Neighbour,
        Self::HouseLand,
        Self::Contract,
        Self::DamageCompensation,
        Self::Labour,
        Self::VillageAffairs,
        Self::LandExpropriation,
        Self::Environment,
        Self::PropertyManagement,
        Self::Medical,
        Self::TrafficAccident,
        Self::Consumer,
        Self::Other,
    ];

    /// Its word in tables and facts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MarriageFamily => "marriage_family",
            Self::Neighbour => "neighbour",
            Self::HouseLand => "house_land",
            Self::Contract => "contract",
            Self::DamageCompensation => "damage_compensation",
            Self::Labour => "labour",
            Self::VillageAffairs => "village_affairs",
            Self::LandExpropriation => "land_expropriation",
            Self::Environment => "environment",
            Self::PropertyManagement => "property_management",
            Self::Medical => "medical",
            Self::TrafficAccident => "traffic_accident",
            Self::Consumer => "consumer",
            Self::Other => "other",
        }
    }
}
