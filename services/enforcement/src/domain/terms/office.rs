//! What the registers say on a day: powers, certificates, benchmarks.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;

use super::decision::PenaltyKind;
use super::money::Fen;
use super::vocabulary;

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

vocabulary! {
    /// Of what a multiple is reckoned.
    MultipleOf {
        /// 违法所得.
        IllegalIncome "illegal_income",
        /// 货值金额.
        GoodsValue "goods_value",
        /// 工程合同价款.
        ContractPrice "contract_price",
        /// 每平方米.
        SquareMetre "square_metre",
    }
}

/// How much there is of what a multiple is reckoned by, as the investigation found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Of what.
    pub of: MultipleOf,
    /// In fen; of an area in hundredths of a square metre.
    pub amount: u64,
    /// What of illegal income is by law to be returned to whom it was taken from (依法应当退赔, 行政处罚法 art. 28), in fen.
    #[serde(default)]
    pub returned: u64,
}

impl Base {
    /// What is not to be returned.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.amount.saturating_sub(self.returned)
    }
}

/// A penalty that a law measures by what only a case knows: so many times the illegal income, so much for each square metre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Multiple {
    /// Which.
    pub kind: PenaltyKind,
    /// By what.
    pub of: MultipleOf,
    /// At least so many thousandths of it; of a square metre, fen for each.
    pub least: u64,
    /// At most so many.
    pub most: u64,
}

impl Multiple {
    /// Between what it lies where there is so much of it.
    #[must_use]
    pub fn range(&self, base: u64) -> PenaltyRange {
        let parts = match self.of {
            MultipleOf::IllegalIncome | MultipleOf::GoodsValue | MultipleOf::ContractPrice => 1_000,
            MultipleOf::SquareMetre => 100,
        };
        let of = |times: u64| {
            let fen = u128::from(base) * u128::from(times) / parts;
            Fen::new(u64::try_from(fen).unwrap_or(u64::MAX))
        };
        PenaltyRange {
            kind: self.kind,
            least: of(self.least),
            most: of(self.most),
        }
    }
}

/// What the law of one day says in multiples, and the amounts of the same kinds that hold beside them (as in `十万元以下或者违法所得一倍以上
/// 五倍以下`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// The multiples.
    pub multiples: Vec<Multiple>,
    /// The amounts beside them.
    pub beside: Vec<PenaltyRange>,
}

/// What an item says of fines on a day, against one kind of subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FineLaw {
    /// Code of the item.
    pub code: String,
    /// In amounts; of one in multiples without an upper end.
    pub range: Option<PenaltyRange>,
    /// In multiples, where it says anything so.
    pub reckoning: Option<Reckoning>,
}

impl FineLaw {
    /// As a power has it in amounts.
    #[must_use]
    pub fn of(power: &Power) -> Self {
        Self {
            code: power.code.clone(),
            range: power.range(PenaltyKind::Fine).copied(),
            reckoning: None,
        }
    }

    /// The highest fine, where nothing has to be found to know it.
    #[must_use]
    pub fn ceiling(&self) -> Option<Fen> {
        let measured = self.multiples().next().is_some();
        (!measured).then(|| self.in_amounts())
    }

    /// The highest fine by what was found.
    ///
    /// # Errors
    /// What it is reckoned by, if none of it was found and no amount holds beside it.
    pub fn most(&self, base: impl Fn(MultipleOf) -> Option<u64>) -> Result<Fen, MultipleOf> {
        let Some(first) = self.multiples().next() else {
            return Ok(self.in_amounts());
        };
        let reckoned = self
            .multiples()
            .filter_map(|multiple| Some(multiple.range(base(multiple.of)?).most));
        let beside = self.reckoning.iter().flat_map(|law| &law.beside);
        let beside = beside.filter(|range| range.kind == PenaltyKind::Fine).map(|range| range.most);
        reckoned.chain(beside).max().ok_or(first.of)
    }

    fn in_amounts(&self) -> Fen {
        self.range.map_or(Fen::ZERO, |range| range.most)
    }

    fn multiples(&self) -> impl Iterator<Item = &Multiple> {
        let all = self.reckoning.iter().flat_map(|law| &law.multiples);
        all.filter(|multiple| multiple.kind == PenaltyKind::Fine)
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
    /// Their name on that day, as a paper of it says it; empty of one that an earlier build put down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
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
    /// What of it is in multiples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reckoning: Option<Reckoning>,
}
