//! A power item: what may be penalised by which law, how, and who may do it where.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::{Code, Level};

use super::{MultipleOf, PowerCode};
use crate::domain::terms::{Fen, PenaltyKind, SubjectKind};

/// An article of a law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The law.
    pub law: String,
    /// The article.
    pub article: String,
}

/// A range that is a multiple of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Multiple {
    /// Of what.
    pub of: MultipleOf,
    /// At least so many thousandths; of a square metre, fen for each.
    pub least: u64,
    /// At most so many.
    pub most: u64,
}

/// What the law allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Which penalty.
    pub kind: PenaltyKind,
    /// For whom; none means for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectKind>,
    /// At least and at most so much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fen: Option<(Fen, Fen)>,
    /// Or a multiple of something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiple: Option<Multiple>,
}

/// Who holds an item in a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// The unit.
    pub holder: Code,
    /// The division in whose area it does.
    pub region: Code,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its code.
    pub code: PowerCode,
    /// What it is.
    pub title: String,
    /// The articles it rests on.
    pub bases: Vec<Basis>,
    /// What the law allows.
    pub penalties: Vec<Range>,
    /// The department it comes from.
    pub origin: Code,
    /// Who holds it where.
    pub holdings: Vec<Holding>,
    /// Whether the first time is let pass when slight and corrected (行政处罚法 art. 33).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_offence_waiver: bool,
    /// Whether the limitation is five years (art. 36).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub long_limitation: bool,
    /// Days from filing to decision where the law of the item says otherwise than 90 (art. 60).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_days: Option<u32>,
}

/// Whether a place lies in a region, by their digits.
#[must_use]
pub fn covers(region: &Code, place: &Code) -> bool {
    let digits = region.division();
    let digits = if region.level() == Level::City {
        digits.get(..4).unwrap_or(digits)
    } else {
        digits
    };
    place.division().starts_with(digits)
}

impl Item {
    /// The holding that decides at a place: of those whose region holds it the one of the smallest.
    #[must_use]
    pub fn holding(&self, place: &Code) -> Option<&Holding> {
        let around = self.holdings.iter().filter(|holding| covers(&holding.region, place));
        around.max_by_key(|holding| holding.region.level())
    }

    /// The unit of a town, or of less, to which it was handed at a place.
    #[must_use]
    pub fn town_holder(&self, place: &Code) -> Option<&Code> {
        let holding = self.holding(place)?;
        (holding.region.level() >= Level::Town).then_some(&holding.holder)
    }

    /// Who may penalise at a place: who holds the item there, or else the department it comes from. Nobody else (E-02).
    #[must_use]
    pub fn holder(&self, place: &Code) -> &Code {
        self.holding(place).map_or(&self.origin, |holding| &holding.holder)
    }

    /// Whether a unit holds it, at this place or, without one, anywhere. The department it comes from holds it wherever it was not
    /// handed over, which is never everywhere unless the county itself was.
    #[must_use]
    pub fn is_held_by(&self, unit: &Code, place: Option<&Code>, county: &Code) -> bool {
        if let Some(place) = place {
            return self.holder(place) == unit;
        }
        let handed = self.holdings.iter().any(|holding| &holding.holder == unit);
        handed || (&self.origin == unit && self.holder(county) == unit)
    }

    /// Whether its code, title or a law contains a text.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        let law = |basis: &Basis| basis.law.contains(text) || basis.article.contains(text);
        self.code.as_str().contains(text) || self.title.contains(text) || self.bases.iter().any(law)
    }
}
