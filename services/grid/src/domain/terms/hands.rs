//! The five hands on every event (有人巡查, 报告, 负责, 处置, 核查), and the roles of those who work in a grid (4+N).

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;

/// As what somebody works in a grid. Who holds none of them is no grid staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GridRole {
    /// 网格长: coordinates the handling in the grid.
    Lead,
    /// 巡查员: patrols, reports, verifies.
    Patrol,
    /// 网格警务员.
    Police,
    /// 督导员: supervises, verifies.
    Supervisor,
    /// 志愿者, 五老: reports, and nothing else.
    Volunteer,
}

/// One of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// 有人巡查.
    PatrolledBy,
    /// 有人报告.
    ReportedBy,
    /// 有人负责.
    Responsible,
    /// 有人处置.
    HandledBy,
    /// 有人核查验收.
    VerifiedBy,
}

impl Slot {
    /// All five, in order.
    pub const ALL: [Self; 5] = [
        Self::PatrolledBy,
        Self::ReportedBy,
        Self::Responsible,
        Self::HandledBy,
        Self::VerifiedBy,
    ];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PatrolledBy => "patrolled_by",
            Self::ReportedBy => "reported_by",
            Self::Responsible => "responsible",
            Self::HandledBy => "handled_by",
            Self::VerifiedBy => "verified_by",
        }
    }
}

/// Who is in the five slots: subjects of staff, and one unit. A citizen who reports stands as `party`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hands {
    /// Who patrolled, or went there to see whether the report is true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patrolled_by: Option<String>,
    /// Who reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<String>,
    /// The unit that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Code>,
    /// Who handled it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handled_by: Option<String>,
    /// Who verified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<String>,
}

impl Hands {
    /// The slots nobody is in.
    #[must_use]
    pub fn missing(&self) -> Vec<Slot> {
        let empty = |slot: &Slot| match slot {
            Slot::PatrolledBy => self.patrolled_by.is_none(),
            Slot::ReportedBy => self.reported_by.is_none(),
            Slot::Responsible => self.responsible.is_none(),
            Slot::HandledBy => self.handled_by.is_none(),
            Slot::VerifiedBy => self.verified_by.is_none(),
        };
        Slot::ALL.into_iter().filter(empty).collect()
    }
}
