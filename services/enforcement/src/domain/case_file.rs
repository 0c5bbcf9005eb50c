//! The case (案件) itself. In code it is a case file, because a `Case` is the kit's word for whatever decides.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Audience;
use shiyu_kit::calendar::{Clocks, local_date};
use shiyu_kit::referral::Offer;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::course::Course;
use super::stage::Stage;
use super::terms::{ClueSource, Party, PartyRole};
use super::verb::Verb;

/// The paper that puts it on record that an act was found (发现) before its clue was received, as the record of an inspection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discovery {
    /// Its reference.
    pub reference: String,
    /// Who issued it.
    pub issuer: String,
}

impl Discovery {
    /// That of a clue from before a paper was asked for: when it was found held as it was told, and no paper is named.
    fn as_it_was_told() -> Option<Self> {
        Self::default().into()
    }
}

/// What was brought; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// How it came.
    pub source: ClueSource,
    /// Id the source gave it; unique in its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_reference: Option<String>,
    /// The offer of another service that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred: Option<Box<Offer>>,
    /// In one line, without a person.
    pub title: String,
    /// What is the matter.
    pub description: String,
    /// The division it happened in.
    pub place: Code,
    /// When it was found (发现).
    #[serde(with = "time::serde::rfc3339")]
    pub found_at: OffsetDateTime,
    /// By which paper that is on record, where it was found before it was received. It is written where there is none, too: where it is not
    /// written at all the clue is from before papers were asked for, and means what it meant then.
    #[serde(default = "Discovery::as_it_was_told")]
    pub discovery: Option<Discovery>,
    /// Photos and files that came with it, by hash: leads, no evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<String>,
}

impl Clue {
    /// By which moment the limitation is kept (行政处罚法 art. 36): when it was found, where a paper or another service's offer has it on
    /// record; else when it was received.
    #[must_use]
    pub fn discovered_at(&self, received_at: OffsetDateTime) -> OffsetDateTime {
        let on_record = self.discovery.is_some() || self.referred.is_some();
        if on_record { self.found_at } else { received_at }
    }
}

/// A number in office style: one running count for each unit and year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As in `越综执〔2026〕12号`.
    pub text: String,
    /// The civil year.
    pub year: i32,
    /// The running count, from 1.
    pub serial: i64,
}

impl Number {
    /// The word (机关代字) of an office for which none is configured: its place, 综 where it is that place's own office of comprehensive
    /// enforcement, and 执, as in `府山街道综执`. A part of such an office goes by its whole name: two do not number in one word.
    #[must_use]
    pub fn word(office: &str) -> String {
        match office.split_once("综合行政执法") {
            Some((place, "局" | "队")) if !place.is_empty() => format!("{place}综执"),
            Some(_) | None => format!("{office}执"),
        }
    }
}

/// An enforcement case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The county whose case it is.
    pub county: Code,
    /// Its number.
    pub number: Number,
    /// What was brought.
    pub clue: Clue,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// When it was received; the first clock runs from here.
    pub received_at: OffsetDateTime,
    /// The unit that received it.
    pub receiver: Code,
    /// The unit that has it now.
    pub unit: Code,
    /// Where it stands.
    pub stage: Stage,
    /// What happened to it.
    pub course: Course,
    /// Every clock that ran or runs, in the order they started.
    pub clocks: Clocks,
}

impl CaseFile {
    /// By which day the limitation is kept.
    #[must_use]
    pub fn discovered_on(&self) -> Date {
        local_date(self.clue.discovered_at(self.received_at))
    }

    /// A party of it.
    #[must_use]
    pub fn party(&self, id: Uuid) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// Whoever is suspected.
    #[must_use]
    pub fn suspect(&self) -> Option<&Party> {
        self.parties.iter().find(|party| party.role == PartyRole::Suspect)
    }

    /// The names of the methods that may be called now: those of its stage, without those that have nothing in this case to be upon.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        let idle = |verb: &Verb| {
            let course = &self.course;
            *verb == Verb::Refund && course.account.refundable().is_zero()
                || *verb == Verb::Unpublish && course.published().is_none()
                || *verb == Verb::HandIn && course.cash.iter().all(|cash| cash.handed_in_at.is_some())
                || *verb == Verb::RecordReceipt && !course.outside.iter().any(|asked| asked.packet.is_open())
                || Verb::CRIMINAL.contains(verb) && course.open_crime().is_none()
                || *verb == Verb::Bank && course.cash.iter().all(|cash| cash.banked_at.is_some())
        };
        self.stage.name().takes().filter(|verb| !idle(verb)).map(Verb::as_str).collect()
    }

    /// Whether it was decided on the spot (当场处罚).
    #[must_use]
    pub fn is_on_the_spot(&self) -> bool {
        self.course.decisions.first().is_some_and(|decision| decision.on_the_spot)
    }

    /// To whom it is shown: the unit that has it, those that had it, those whose officers investigate it in its name, and those who decide
    /// whose it is.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let course = &self.course;
        let mut units: BTreeSet<Code> = [&self.receiver, &self.unit].into_iter().cloned().collect();
        let within = course.disputes.iter().filter(|dispute| dispute.border.is_none());
        units.extend(within.map(|dispute| dispute.with.clone()));
        units.extend(course.rehomings.iter().map(|rehoming| rehoming.from.clone()));
        units.extend(course.officers.iter().map(|officer| officer.unit.clone()));
        Audience {
            units,
            ..Audience::default()
        }
    }
}
