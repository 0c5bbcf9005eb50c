//! The words of the hall. A word in a table never changes.

use serde::Serialize;

/// What a counter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum CounterKind {
    /// 调解.
    Mediation,
    /// 法律援助.
    LegalAid,
    /// 仲裁.
    Arbitration,
    /// 诉讼服务.
    Court,
    /// 心理服务.
    Psychology,
    /// 信访接待.
    Petition,
    /// Another service.
    Other,
}

/// Who receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RosterKind {
    /// 领导接访.
    Leader,
    /// 律师接访.
    Lawyer,
    /// 部门接访.
    Department,
}

/// How visitors come before those who receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Channel {
    /// In the room.
    Visit,
    /// 视频接访.
    Video,
    /// By telephone.
    Phone,
}

/// What came of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// 当场解决.
    ResolvedOnSpot,
    /// Registered as a petition matter.
    Registered,
    /// The visitor went on to counters.
    ReferredToCounter,
    /// The visitor was told the law and the way.
    AdviceGiven,
}

/// Where an order to go out stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum OutreachState {
    /// Ordered.
    Planned,
    /// The team was there.
    Done,
    /// Called off.
    Cancelled,
}

impl CounterKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Mediation,
        Self::LegalAid,
        Self::Arbitration,
        Self::Court,
        Self::Psychology,
        Self::Petition,
        Self::Other,
    ];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mediation => "mediation",
            Self::LegalAid => "legal_aid",
            Self::Arbitration => "arbitration",
            Self::Court => "court",
            Self::Psychology => "psychology",
            Self::Petition => "petition",
            Self::Other => "other",
        }
    }
}

impl RosterKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Leader, Self::Lawyer, Self::Department];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Lawyer => "lawyer",
            Self::Department => "department",
        }
    }
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Visit, Self::Video, Self::Phone];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Video => "video",
            Self::Phone => "phone",
        }
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::ResolvedOnSpot, Self::Registered, Self::ReferredToCounter, Self::AdviceGiven];

    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResolvedOnSpot => "resolved_on_spot",
            Self::Registered => "registered",
            Self::ReferredToCounter => "referred_to_counter",
            Self::AdviceGiven => "advice_given",
        }
    }
}

impl OutreachState {
    /// The word in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}
