//! What the registers say on a day: powers, certificates, benchmarks.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;

use super::decision::PenaltyKind;
use super::money::Fen;

/// A power item (行政处罚事项) as its holder has it on a day, in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Power {
    /// Its code in the list.
    pub code: String,
    /// Version of the list.
    pub version: i64,
    /// What it punishes, as in `擅自搭建建筑物`.
    pub subject: String,
    /// The law and article it rests on, as in `城乡规划法 art. 64`.
    pub basis: String,
    /// The unit that holds it.
    pub holder: Code,
    /// The document by which it does.
    pub document: String,
    /// What it allows, each kind within a range.
    pub penalties: Vec<PenaltyRange>,
    /// Whether the limitation is five years (涉及公民生命健康安全、金融安全, 行政处罚法 art. 36).
    pub long_limitation: bool,
    /// Days from filing to decision, where the law of the item says otherwise than 90 (art. 60).
    pub days: Option<u32>,
}

impl Power {
    /// The range of a kind, if the item allows the kind.
    #[must_use]
    pub fn range(&self, kind: PenaltyKind) -> Option<&PenaltyRange> {
        self.penalties.iter().find(|range| range.kind == kind)
    }
}

/// A kind of penalty, and between what it lies; of what is not counted in money both ends are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PenaltyRange {
    /// Which.
    pub kind: PenaltyKind,
    /// At least.
    pub least: Fen,
    /// At most.
    pub most: Fen,
}

/// A penalty that is measured by something else of the same decision: so many times the illegal income, or the value of the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Multiple {
    /// Which.
    pub kind: PenaltyKind,
    /// By what: what is confiscated with it.
    pub of: PenaltyKind,
    /// At most so many thousandths of it.
    pub most: u64,
    /// Or at most so much, whatever that is.
    pub otherwise: Fen,
}

impl Multiple {
    /// The most it allows where so much is confiscated.
    #[must_use]
    pub fn allows(&self, confiscated: Fen) -> Fen {
        let times = u128::from(confiscated.fen()) * u128::from(self.most) / 1_000;
        Fen::new(u64::try_from(times).unwrap_or(u64::MAX)).max(self.otherwise)
    }
}

/// What somebody's certificate lets them do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certificate {
    /// 行政执法证: an officer.
    Officer,
    /// 执法辅助: may only assist.
    Auxiliary,
}

/// Somebody with a certificate that is valid on the day that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Subject of the token.
    pub subject: String,
    /// The unit.
    pub unit: Code,
    /// Number of the certificate.
    pub certificate: String,
    /// What it lets them do.
    pub kind: Certificate,
}

/// The discretion benchmark (裁量基准) of an item on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benchmark {
    /// Its version.
    pub version: i64,
    /// Its bands.
    pub bands: Vec<BenchmarkBand>,
}

/// One band (裁量阶次).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkBand {
    /// Its code, unique in the benchmark.
    pub code: String,
    /// The circumstances it is for.
    pub circumstances: String,
    /// What it asks for.
    pub penalties: Vec<PenaltyRange>,
}
