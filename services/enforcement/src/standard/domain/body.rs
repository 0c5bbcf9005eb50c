//! What a standard says, and of what.

use serde::{Deserialize, Serialize};

use super::{DocumentKind, StandardKind};
use crate::domain::terms::EvidenceKind;
use crate::power::domain::{Item, PowerCode, Range};

/// Of what a standard is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Subject {
    /// Of an item: its benchmark.
    Benchmark(PowerCode),
    /// Of an item: its evidence checklist.
    Checklist(PowerCode),
    /// Of a document: its wording.
    Wording(DocumentKind),
}

/// A band of a benchmark (裁量阶次).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Its code, unique in the benchmark.
    pub code: String,
    /// Its name.
    pub title: String,
    /// The circumstances it is for.
    pub circumstances: String,
    /// What it asks for; none where nobody is punished.
    pub penalties: Vec<Range>,
}

/// One thing to be proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its code, unique in the checklist.
    pub code: String,
    /// By what kind of evidence.
    pub kind: EvidenceKind,
    /// What it proves.
    pub proves: String,
    /// Whether there is no conclusion without it.
    pub required: bool,
}

/// The county's wording of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Paragraphs at its end.
    pub closing: Vec<String>,
    /// Where fines are paid.
    pub payment: String,
    /// Address and telephone of the agency.
    pub contact: String,
    /// Where reconsideration is applied for online (行政复议法 art. 22).
    pub online_reconsideration: String,
}

/// What a standard says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The bands, the lightest first.
    Bands(Vec<Band>),
    /// What is to be proved.
    Requirements(Vec<Requirement>),
    /// The wording.
    Wording(Wording),
}

impl Subject {
    /// Which kind.
    #[must_use]
    pub const fn kind(&self) -> StandardKind {
        match self {
            Self::Benchmark(_) => StandardKind::Benchmark,
            Self::Checklist(_) => StandardKind::Checklist,
            Self::Wording(_) => StandardKind::Wording,
        }
    }

    /// Code of the item, or the document's word.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Benchmark(code) | Self::Checklist(code) => code.as_str(),
            Self::Wording(kind) => kind.as_str(),
        }
    }

    /// The item.
    #[must_use]
    pub const fn power(&self) -> Option<&PowerCode> {
        match self {
            Self::Benchmark(code) | Self::Checklist(code) => Some(code),
            Self::Wording(_) => None,
        }
    }

    /// What a table knows by its kind and key.
    #[must_use]
    pub fn of(kind: StandardKind, key: &str) -> Option<Self> {
        match kind {
            StandardKind::Benchmark => key.parse().ok().map(Self::Benchmark),
            StandardKind::Checklist => key.parse().ok().map(Self::Checklist),
            StandardKind::Wording => {
                let kind = DocumentKind::ALL.iter().copied().find(|kind| kind.as_str() == key);
                kind.map(Self::Wording)
            }
        }
    }
}

impl Band {
    /// Whether an item allows all that the band asks for: the same kind, for the same somebody or for everybody, within the range.
    #[must_use]
    pub fn is_within(&self, item: &Item) -> bool {
        let allowed = |asked: &Range| item.penalties.iter().any(|range| allows(range, asked));
        self.penalties.iter().all(allowed)
    }
}

fn allows(range: &Range, asked: &Range) -> bool {
    let same = range.kind == asked.kind && (range.subject.is_none() || range.subject == asked.subject);
    let money = asked
        .fen
        .is_none_or(|(least, most)| range.fen.is_some_and(|(from, to)| from <= least && most <= to));
    let multiple = asked.multiple.is_none_or(|asked| {
        let fits = |range: crate::power::domain::Multiple| range.of == asked.of && range.least <= asked.least && asked.most <= range.most;
        range.multiple.is_some_and(fits)
    });
    same && money && multiple
}
