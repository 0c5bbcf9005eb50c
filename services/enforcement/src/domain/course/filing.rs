//! From the clue to the filing (立案).

use serde::{Deserialize, Serialize};
use shiyu_kit::border::CountyAnswer;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::terms::{Capacity, Officer, Power, SubjectKind};

/// What two officers found when they looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Who looked.
    pub officers: Vec<String>,
    /// Whether there is something.
    pub found: bool,
    /// What they saw.
    pub note: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The act (违法行为) that a case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// In neutral words, without a person.
    pub description: String,
    /// The day on which it was done, or began.
    pub from: Date,
    /// The day on which it ended; of one that goes on the day of the clue (行政处罚法 art. 36 para. 2).
    pub to: Date,
    /// Whether it did harm (有危害后果): of an item about life, health or finance it is then punished for longer.
    #[serde(default)]
    pub harm: bool,
}

impl Act {
    /// Whether it and another have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// By what an order names the act that it files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Code of the power item it is filed upon.
    pub power: String,
    /// Codes of the others that it breaks too.
    pub others: Vec<String>,
    /// The act.
    pub act: Act,
    /// Whether it is said to be another act than what was filed under another power.
    pub distinct: bool,
}

/// The place of a filing among those in one town. A turn is taken once, so that of two filings that were looked up at the same time one is
/// looked up again: however the suspect is named and upon whatever power, the act is filed once (一事不二罚).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The town, or what else turns are taken in; of a filing that an earlier build made, the power and the town.
    pub of: String,
    /// Which, counted from 1.
    pub number: i64,
}

/// 立案.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The power item it rests on, as its holder had it that day.
    pub power: Power,
    /// The act.
    pub act: Act,
    /// Whether the suspect is a citizen or an organisation.
    pub subject: SubjectKind,
    /// Whether the suspect answers for what they do.
    pub capacity: Capacity,
    /// Codes of the other items that the same act breaks too, none with a higher fine (行政处罚法 art. 29) as far as the filing can say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Why it is another act than one of the same days that is filed under another power; none: there was no need to say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_act: Option<String>,
    /// Who was to investigate, with names and certificates of the day; nobody of one that an earlier build filed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<Officer>,
    /// Keyed index of suspect, place and day of the act: it is filed once (一事不二罚).
    pub act_key: String,
    /// Its turn; none of one that was filed before turns were taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// Subject of the head who filed it; of a decision on the spot of the first officer.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

impl Filing {
    /// Whether, of one suspect and in one town, it is about the act that is named (一事不二罚, 行政处罚法 art. 29): on a day in common,
    /// under a power that both name; under another, too, unless that is said to be another act, and in other words.
    #[must_use]
    pub fn is_of(&self, named: &Named) -> bool {
        let own = |code: &String| self.power.code == *code || self.others.contains(code);
        let same = own(&named.power) || named.others.iter().any(own);
        let worded = self.act.description.trim() == named.act.description.trim();
        self.act.overlaps(&named.act) && (same || worded || !named.distinct)
    }
}

/// How it was settled whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The unit that has it.
    pub owner: Code,
    /// Whether the common superior designated it; else the units agreed.
    pub designated: bool,
    /// The record of the agreement, or the designation and why.
    pub reference: String,
    /// Subject of who agreed or designated.
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Of a dispute with another county, what lies at the desk of the city too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Border {
    /// Its id, the same in both counties and at the city's desk.
    pub id: Uuid,
    /// When the city was asked.
    #[serde(with = "time::serde::rfc3339::option")]
    pub referred_at: Option<OffsetDateTime>,
    /// What the other county said.
    pub answer: Option<CountyAnswer>,
}

/// That it was disputed whose it is (行政处罚法 art. 25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The other unit, or the other county.
    pub with: Code,
    /// Why.
    pub reason: String,
    /// When it was raised.
    #[serde(with = "time::serde::rfc3339")]
    pub raised_at: OffsetDateTime,
    /// How it was settled.
    pub settlement: Option<Settlement>,
    /// Where the other is a county; none between units of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub border: Option<Border>,
}
