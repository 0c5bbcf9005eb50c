//! What a period is.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{Bound, Clocks, Rule};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::figures::{Level, Span, Watermark};

/// From the reports to the last moment at which a rated unit may appeal (domain.md C5).
pub const APPEAL: Rule = Rule::working_days("appeal", "internal rule", 5, Bound::Citizen).ours();

/// Every rule, for the configuration.
pub const RULES: [Rule; 1] = [APPEAL];

/// Where a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It has days and a level.
    Open,
    /// Its indicators are fixed.
    Collecting,
    /// Its figures are.
    Frozen,
    /// There is a result.
    Computed,
    /// The rated may appeal.
    Appeals,
    /// Their window is over.
    Reviewing,
    /// The result stands.
    Finalised,
    /// Everybody may read it.
    Published,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Collecting,
        Self::Frozen,
        Self::Computed,
        Self::Appeals,
        Self::Reviewing,
        Self::Finalised,
        Self::Published,
    ];

    /// As its row says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Collecting => "collecting",
            Self::Frozen => "frozen",
            Self::Computed => "computed",
            Self::Appeals => "appeals",
            Self::Reviewing => "reviewing",
            Self::Finalised => "finalised",
            Self::Published => "published",
        }
    }

    /// What may be ordered there.
    #[must_use]
    pub const fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Open => &["CollectPeriod"],
            Self::Collecting => &["FreezePeriod"],
            Self::Frozen => &["ComputePeriod", "ExcludeCase"],
            Self::Computed => &["OpenAppeals", "ComputePeriod", "ExcludeCase"],
            Self::Appeals => &["Appeal", "DecideAppeal", "ExcludeCase"],
            Self::Reviewing => &["DecideAppeal", "ExcludeCase", "ComputePeriod", "FinalisePeriod"],
            Self::Finalised => &["PublishPeriod"],
            Self::Published => &[],
        }
    }
}

/// A version of an indicator that a period uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: i64,
}

/// The figures, once they are fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// SHA-256, hex.
    pub hash: String,
    /// As of when.
    pub watermarks: Vec<Watermark>,
    /// How many cases are counted.
    pub cases: i64,
    /// The last chunk that is in it.
    pub position: i64,
    /// Which hearing of the streams that was; 0 of one that does not say.
    #[serde(default)]
    pub generation: i64,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// SHA-256, hex.
    pub hash: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// How many cases were left out.
    pub excluded: usize,
    /// What is not scored, of which unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<Item>,
    /// SHA-256 of the figures behind it, hex; none where they are the frozen ones as they are.
    #[serde(default)]
    pub figures: Option<String>,
    /// The units rated.
    pub units: Vec<String>,
}

/// An item of a unit's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Code of the unit, at the period's level.
    pub unit: String,
    /// Code of the indicator.
    pub indicator: String,
}

/// What the panel says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The unit is right.
    Upheld,
    /// It is not.
    Dismissed,
}

/// A panel's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Which way.
    pub verdict: Verdict,
    /// Whether the item is not scored for the unit any more: what was counted does not show what it did.
    #[serde(default)]
    pub set_aside: bool,
    /// Units of the panel.
    pub panel: Vec<Code>,
    /// Why.
    pub reasons: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// The unit at its level.
    pub unit: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Why.
    pub grounds: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What came of it.
    pub ruling: Option<Ruling>,
}

/// Why a case is not counted (domain.md B5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionReason {
    /// Not theirs.
    OutOfJurisdiction,
    /// Nothing the law lets them do.
    NoLegalBasis,
    /// Somebody else's doing.
    ThirdPartyCause,
    /// Brought again to harm.
    MaliciousDuplicate,
}

/// A case that is not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// The case.
    pub case: Uuid,
    /// Why.
    pub reason: ExclusionReason,
    /// Units of the panel.
    pub panel: Vec<Code>,
    /// The units in whose figures it stands, as the facts name them.
    pub units: Vec<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Period {
    /// As of when its figures hold; nothing before they are frozen.
    #[must_use]
    pub fn watermarks(&self) -> &[Watermark] {
        self.snapshot
            .as_ref()
            .map(|snapshot| snapshot.watermarks.as_slice())
            .unwrap_or_default()
    }
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Code of the county.
    pub county: Code,
    /// What it is called.
    pub title: String,
    /// Which units are compared.
    pub level: Level,
    /// Its days.
    pub span: Span,
    /// Where it stands.
    pub stage: Stage,
    /// When it was opened.
    #[serde(with = "time::serde::rfc3339")]
    pub opened_at: OffsetDateTime,
    /// The indicators.
    pub indicators: Vec<Used>,
    /// The figures.
    pub snapshot: Option<Snapshot>,
    /// The results, the latest last.
    pub calculations: Vec<Calculation>,
    /// The appeals.
    pub appeals: Vec<Appeal>,
    /// The cases left out.
    pub exclusions: Vec<Exclusion>,
    /// Its clocks.
    pub clocks: Clocks,
    /// When it was published.
    #[serde(with = "time::serde::rfc3339::option")]
    pub published_at: Option<OffsetDateTime>,
}
