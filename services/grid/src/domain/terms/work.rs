//! Who works on an event, at which level, by what means.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::{Code, Level as UnitLevel};

/// The ladder, lowest first (小事不出格, 大事不出村, 难事不出镇).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The grid lead.
    Grid,
    /// The village or community.
    Village,
    /// The town's platform.
    Town,
    /// A county department.
    County,
    /// The city.
    City,
}

impl Level {
    /// All, lowest first.
    pub const ALL: [Self; 5] = [Self::Grid, Self::Village, Self::Town, Self::County, Self::City];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Village => "village",
            Self::Town => "town",
            Self::County => "county",
            Self::City => "city",
        }
    }

    /// The level of a unit. A grid has none of its own: what it does is its village's.
    #[must_use]
    pub fn of(unit: &Code) -> Self {
        match unit.level() {
            UnitLevel::Village => Self::Village,
            UnitLevel::Town => Self::Town,
            UnitLevel::County => Self::County,
            UnitLevel::City => Self::City,
        }
    }

    /// The next one up; none above the city.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        match self {
            Self::Grid => Some(Self::Village),
            Self::Village => Some(Self::Town),
            Self::Town => Some(Self::County),
            Self::County => Some(Self::City),
            Self::City => None,
        }
    }
}

/// The four platforms of a town (四个平台).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// 综治工作.
    PublicSecurityGovernance,
    /// 市场监管.
    MarketSupervision,
    /// 综合执法.
    Enforcement,
    /// 便民服务.
    ConvenienceService,
}

impl Platform {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self::PublicSecurityGovernance,
        Self::MarketSupervision,
        Self::Enforcement,
        Self::ConvenienceService,
    ];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PublicSecurityGovernance => "public_security_governance",
            Self::MarketSupervision => "market_supervision",
            Self::Enforcement => "enforcement",
            Self::ConvenienceService => "convenience_service",
        }
    }
}

/// Where an event was solved, set at its close. It describes a structure; it is no quota and blocks no escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResolutionTier {
    /// In the grid or the village.
    Grid,
    /// By a department of town, county or city.
    Department,
    /// By enforcement.
    Enforcement,
}

/// By what means something was handled. What grid staff may use is fixed in code (`is_open_to_grid_staff`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 劝导: persuaded.
    Persuaded,
    /// 清理: cleared away, cleaned.
    Cleared,
    /// 修复: repaired or replaced.
    Repaired,
    /// 告知: informed of the law and the way.
    Informed,
    /// 邀请调解: invited to mediation.
    InvitedToMediation,
    /// 信息采集: data of the place collected.
    PlaceRecorded,
    /// 帮办: a service was arranged.
    ServiceArranged,
    /// 责令改正: ordered to correct.
    CorrectionOrdered,
    /// 行政处罚: fined, or otherwise punished.
    Fined,
    /// 查封扣押: seized or sealed.
    Seized,
    /// 入户检查: premises were entered and inspected.
    PremisesEntered,
    /// 行政文书: an administrative document was issued.
    DocumentIssued,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 12] = [
        Self::Persuaded,
        Self::Cleared,
        Self::Repaired,
        Self::Informed,
        Self::InvitedToMediation,
        Self::PlaceRecorded,
        Self::ServiceArranged,
        Self::CorrectionOrdered,
        Self::Fined,
        Self::Seized,
        Self::PremisesEntered,
        Self::DocumentIssued,
    ];

    /// Whether grid staff may do it: they report, persuade, collect place data, invite to mediation and verify. They never fine,
    /// seize, enter or issue documents, whatever a deployment configures.
    #[must_use]
    pub fn is_open_to_grid_staff(self) -> bool {
        match self {
            Self::Persuaded
            | Self::Cleared
            | Self::Repaired
            | Self::Informed
            | Self::InvitedToMediation
            | Self::PlaceRecorded
            | Self::ServiceArranged => true,
            Self::CorrectionOrdered | Self::Fined | Self::Seized | Self::PremisesEntered | Self::DocumentIssued => false,
        }
    }
}

/// Why an event stands still (挂账).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 天气.
    Weather,
    /// 工程: works that take their time.
    Works,
    /// 诉讼: a lawsuit about it.
    Lawsuit,
    /// It was taken on by mediation or enforcement.
    Referred,
}
