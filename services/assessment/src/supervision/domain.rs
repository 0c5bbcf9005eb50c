//! What a supervision is: of which unit, about which case, how high on the ladder.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Clocks, Rule};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

pub(super) const OURS: &str = "internal rule";

/// From an urge or an order to the last moment at which the unit acknowledges it (domain.md C5).
pub const ACKNOWLEDGE: Rule = Rule::working_days("acknowledge", OURS, 1, Bound::Agency).ours().silent();
/// From what the unit means to do to its report.
pub const RECTIFY: Rule = Rule::working_days("rectify", OURS, 10, Bound::Agency).ours().silent();
/// The same of a listed one: 30 to 90 days (domain.md C5).
pub const DELIST: Rule = Rule::natural_days("delist", OURS, 90, Bound::Agency).ours().silent();

/// Every rule, for the configuration.
pub const RULES: [Rule; 3] = [ACKNOWLEDGE, RECTIFY, DELIST];

/// What is owed by a court or by the parties, not by a unit that could be supervised.
pub(super) const OTHERS_DUTIES: [(Service, &str); 4] = [
    (Service::Mediation, "court"),
    (Service::Mediation, "perform"),
    (Service::Enforcement, "court_accept"),
    (Service::Enforcement, "court_rule"),
];

/// The service whose case it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 信访.
    Petition,
    /// 调解.
    Mediation,
    /// 执法.
    Enforcement,
    /// 网格.
    Grid,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Petition, Self::Mediation, Self::Enforcement, Self::Grid];

    /// Its name, as in a fact's kind.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Mediation => "mediation",
            Self::Enforcement => "enforcement",
            Self::Grid => "grid",
        }
    }

    /// Whether a unit owes what this clock measures.
    #[must_use]
    pub fn supervises(self, clock: &str) -> bool {
        !OTHERS_DUTIES.contains(&(self, clock))
    }
}

/// Why a unit is supervised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A limit has passed.
    Overdue,
    /// Brought again and again, and unsolved.
    Unsolved,
    /// 拖延 (信访工作条例 art. 40).
    Delay,
    /// 推诿.
    Evasion,
    /// 弄虚作假.
    FalseReport,
    /// 拒不执行.
    RefusalToExecute,
    /// Major or urgent.
    Major,
}

/// The rungs of the ladder, mildest first (domain.md B5, S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// 催办.
    Urged,
    /// 督办单.
    Ordered,
    /// 通报.
    Notified,
    /// 约谈.
    Interviewed,
    /// 挂牌整治.
    Listed,
    /// 追责建议.
    Accountable,
}

impl Rung {
    /// All of them, mildest first.
    pub const ALL: [Self; 6] = [
        Self::Urged,
        Self::Ordered,
        Self::Notified,
        Self::Interviewed,
        Self::Listed,
        Self::Accountable,
    ];

    /// As its row says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Urged => "urged",
            Self::Ordered => "ordered",
            Self::Notified => "notified",
            Self::Interviewed => "interviewed",
            Self::Listed => "listed",
            Self::Accountable => "accountable",
        }
    }

    /// The next higher one to which a clock leads; the last is a person's decision alone.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Urged => Some(Self::Ordered),
            Self::Ordered => Some(Self::Notified),
            Self::Notified => Some(Self::Interviewed),
            Self::Interviewed => Some(Self::Listed),
            Self::Listed | Self::Accountable => None,
        }
    }
}

/// Why a step was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It began with it.
    Opened,
    /// So much more of the limit has passed.
    Time,
    /// It was not acknowledged.
    NotAcknowledged,
    /// It was not put right.
    NotRectified,
    /// Somebody urged again.
    Urged,
    /// Somebody decided it.
    Decided,
}

/// Who acknowledged a step, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Code of the unit.
    pub unit: Code,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which rung.
    pub rung: Rung,
    /// Why.
    pub cause: Cause,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The unit's receipt.
    pub receipt: Option<Receipt>,
    /// The document it was carried out or decided by.
    pub document: Option<String>,
}

impl Step {
    /// One that was taken now, and is still to be acknowledged.
    #[must_use]
    pub fn taken(rung: Rung, cause: Cause, document: Option<&str>, now: OffsetDateTime) -> Self {
        Self {
            rung,
            cause,
            at: now,
            receipt: None,
            document: document.map(str::to_owned),
        }
    }
}

/// A limit of the case that has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Its clock.
    pub clock: String,
    /// Its article.
    pub basis: String,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    pub start: OffsetDateTime,
    /// When it passed.
    #[serde(with = "time::serde::rfc3339")]
    pub due: OffsetDateTime,
}

impl Limit {
    /// Whether the law sets it, and not we.
    #[must_use]
    pub fn is_law(&self) -> bool {
        !self.basis.is_empty() && ![OURS, "local rule"].iter().any(|ours| self.basis.starts_with(ours))
    }
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The unit has it.
    Issued,
    /// It says so.
    Acknowledged,
    /// It puts it right.
    Rectifying,
    /// It says that it has.
    Reported,
    /// It has.
    Verified,
    /// Over.
    Closed,
    /// Taken back by decision.
    Withdrawn,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Issued,
        Self::Acknowledged,
        Self::Rectifying,
        Self::Reported,
        Self::Verified,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// As its row says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Acknowledged => "acknowledged",
            Self::Rectifying => "rectifying",
            Self::Reported => "reported",
            Self::Verified => "verified",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing becomes of it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn)
    }
}

/// A decision of a person, by a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The competent organ.
    pub organ: Code,
    /// The document.
    pub document: String,
}

/// A supervision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// The county, or the city, whose desk keeps this one.
    pub county: Code,
    /// The unit.
    pub unit: Code,
    /// The unit above it, if that is told as well.
    pub superior: Option<Code>,
    /// Who supervises.
    pub supervisor: Code,
    /// Whose case it is about.
    pub service: Service,
    /// The case.
    pub case: Uuid,
    /// Why.
    pub ground: Ground,
    /// The limit that has passed, if one has.
    pub limit: Option<Limit>,
    /// Where it stands.
    pub stage: Stage,
    /// The highest rung.
    pub rung: Rung,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The day on which what was due was done.
    pub fulfilled_on: Option<Date>,
    /// The steps of the ladder.
    pub steps: Vec<Step>,
    /// What the unit means to do.
    pub measures: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// The document by which it was taken back.
    pub withdrawal: Option<String>,
    /// What was suggested to whom.
    pub suggestion: Option<Suggestion>,
    /// Whether the case is kept from those it accuses: then nobody is shown this.
    pub sealed: bool,
    /// When it was over.
    #[serde(with = "time::serde::rfc3339::option")]
    pub closed_at: Option<OffsetDateTime>,
    /// Its clocks.
    pub clocks: Clocks,
}

impl Supervision {
    /// Whether the unit is another county's: then that county has it in hand.
    #[must_use]
    pub fn is_handed_down(&self) -> bool {
        self.unit.county() != self.county.county()
    }

    /// What may be ordered now.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        if self.is_handed_down() || self.stage.is_over() {
            return Vec::new();
        }
        let next: &[&str] = match self.stage {
            Stage::Issued => &["AcknowledgeSupervision"],
            Stage::Acknowledged if self.rung == Rung::Urged => &["BeginRectification", "CloseSupervision"],
            Stage::Acknowledged => &["BeginRectification"],
            Stage::Rectifying => &["ReportRectification"],
            Stage::Reported => &["VerifyRectification"],
            Stage::Verified => &["CloseSupervision"],
            Stage::Closed | Stage::Withdrawn => &[],
        };
        let mut allowed = next.to_vec();
        allowed.extend(["UrgeAgain", "CarryOutStep", "WithdrawSupervision"]);
        allowed.extend((self.rung < Rung::Listed).then_some("RaiseSupervision"));
        allowed.extend((self.rung == Rung::Listed).then_some("SuggestAccountability"));
        allowed
    }
}
