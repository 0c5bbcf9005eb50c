//! The words of the map. A word in a table or a file never changes.

use serde::{Deserialize, Serialize};

/// An enum whose words have one spelling in tables and files.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $text)] $word,)+
        }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// Its spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }

            /// The word of a spelling.
            #[must_use]
            pub fn read(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text)
            }
        }
    };
}

words! {
    /// What a feature of the map is.
    FeatureKind {
        /// The county's outline, or a neighbour county's.
        County = "county",
        /// A village's or community's outline.
        Village = "village",
        /// 基础网格.
        Basic = "basic",
        /// 专属网格.
        Exclusive = "exclusive",
        /// 专业网格: a set of others, without an outline of its own.
        Professional = "professional",
    }
}

words! {
    /// Whose profession a professional grid serves.
    Profession {
        /// 治安.
        PublicSecurity = "public_security",
        /// 消防.
        Fire = "fire",
        /// 安全.
        Safety = "safety",
        /// Another.
        Other = "other",
    }
}

words! {
    /// The body of a village that hosts a grid. It changes nobody's powers.
    VillageBody {
        /// 人民调解委员会.
        MediationCommittee = "mediation_committee",
        /// 治安保卫委员会.
        SecurityCommittee = "security_committee",
        /// 村民议事会, 居民议事会.
        Council = "council",
    }
}

words! {
    /// What the host of an exclusive grid does in it.
    HostDuty {
        /// 日常巡查.
        DailyPatrol = "daily_patrol",
        /// 隐患上报.
        HazardReport = "hazard_report",
        /// 信息采集, of places.
        InformationCollection = "information_collection",
        /// 纠纷调处.
        DisputeMediation = "dispute_mediation",
    }
}

words! {
    /// Where a version of the map stands.
    MapState {
        /// Being drawn.
        Draft = "draft",
        /// Checked as it stands.
        Linted = "linted",
        /// In force from its day on.
        Published = "published",
        /// Thrown away.
        Discarded = "discarded",
    }
}

words! {
    /// What a micro-unit is.
    MicroKind {
        /// 微网格.
        Micro = "micro",
        /// 十户联防 unit.
        TenHousehold = "ten_household",
    }
}

words! {
    /// What the linter finds.
    FindingKind {
        /// The county's outline is not on the map.
        BoundaryMissing = "boundary_missing",
        /// A grid without an outline.
        NoGeometry = "no_geometry",
        /// Two grids claim the same ground.
        Overlap = "overlap",
        /// Ground in no grid.
        Gap = "gap",
        /// Ground of a grid outside the county.
        OutsideCounty = "outside_county",
        /// Ground of a grid outside its village.
        OutsideVillage = "outside_village",
        /// One of these, but thin.
        Sliver = "sliver",
        /// A professional grid names a grid that is not there.
        MemberUnknown = "member_unknown",
        /// Running numbers do not go from west to east and from north to south.
        CodeOrder = "code_order",
        /// A village of the county in which no grid lies.
        VillageWithoutGrid = "village_without_grid",
        /// A village of the county whose outline is not on the map.
        VillageWithoutBoundary = "village_without_boundary",
        /// Ground that the version in force has inside the county and this one outside it, or the other way round.
        CountyMoved = "county_moved",
        /// A grid of the newest published version that this one does without.
        GridGone = "grid_gone",
        /// A village that is on the map, and not among the county's units today.
        VillageNotToday = "village_not_today",
    }
}

impl FindingKind {
    /// Whether a version with such a finding cannot be published.
    #[must_use]
    pub const fn is_error(self) -> bool {
        match self {
            Self::BoundaryMissing
            | Self::NoGeometry
            | Self::Overlap
            | Self::Gap
            | Self::OutsideCounty
            | Self::OutsideVillage
            | Self::MemberUnknown => true,
            Self::Sliver
            | Self::CodeOrder
            | Self::VillageWithoutGrid
            | Self::VillageWithoutBoundary
            | Self::CountyMoved
            | Self::GridGone
            | Self::VillageNotToday => false,
        }
    }
}
