//! The petition matter (信访事项) itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Audience;
use shiyu_kit::calendar::Clocks;
use shiyu_kit::retention::GONE;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::course::{Course, Hearing, Publication, Referral};
use super::stage::{Stage, StageName};
use super::terms::{Category, Channel, Classification, Destination, Filing, Party};

/// What a petitioner brought; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// How it came.
    pub channel: Channel,
    /// How it was put on record.
    #[serde(default)]
    pub filing: Filing,
    /// What it is about.
    pub category: Category,
    /// In one line.
    pub title: String,
    /// What is asked for (请求, art. 19).
    pub request: String,
    /// Facts and reasons (art. 19).
    pub facts_and_reasons: String,
    /// The division it is about.
    pub place: Code,
    /// Id the channel gave it; unique in its channel.
    pub source_reference: Option<String>,
    /// How many people bring it together, at least 1.
    #[serde(default = "one")]
    pub people: u32,
    /// What the petitioner was told of the use of their data (PIPL arts. 17, 35); an older build did not ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_notice: Option<PrivacyNotice>,
}

/// What a petitioner was told of the use of their data, or why they were not (PIPL arts. 17, 18, 35).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrivacyNotice {
    /// They were given the text of this version.
    Given(String),
    /// They were given none, for this reason.
    Excepted(String),
}

impl Submission {
    /// The channel and the id it gave, if it gave one: its natural key.
    #[must_use]
    pub fn source(&self) -> Option<(Channel, String)> {
        Some((self.channel, self.source_reference.clone()?))
    }
}

fn one() -> u32 {
    1
}

/// A number in office style: one running count for each unit and year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As in `越信访〔2026〕123号`.
    pub text: String,
    /// The civil year.
    pub year: i32,
    /// The running count, from 1.
    pub serial: i64,
}

/// From whom a matter is kept: whoever is accused, with all that answers to them (arts. 30, 46).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accused {
    /// The accused units.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<Code>,
    /// Subjects of the accused office holders.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub subjects: BTreeSet<String>,
}

impl Accused {
    /// Whether nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.subjects.is_empty()
    }
}

/// A petition matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petition {
    /// The county (or city) whose matter it is.
    pub county: Code,
    /// Its number.
    pub number: Number,
    /// Keyed index of the code with which its petitioner follows it.
    pub query_index: String,
    /// What was brought.
    pub submission: Submission,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// From whom it is kept.
    pub accused: Accused,
    /// When it was received; the first clock runs from here.
    pub received_at: OffsetDateTime,
    /// When it was registered.
    pub registered_at: OffsetDateTime,
    /// The unit that received it (首接).
    pub receiver: Code,
    /// The unit that holds it now.
    pub unit: Code,
    /// Where it stands.
    pub stage: Stage,
    /// What happened to it.
    pub course: Course,
    /// Every clock that ran or runs, in the order they started.
    pub clocks: Clocks,
}

impl Petition {
    /// A party of it.
    #[must_use]
    pub fn party(&self, id: Uuid) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// As what it was classified, once it was.
    #[must_use]
    pub fn classification(&self) -> Option<Classification> {
        self.course.classified().map(|classified| classified.classification)
    }

    /// Whether it is an accusation, or names somebody accused: then nothing of it is told but its stage and clocks (art. 30).
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        !self.accused.is_empty() || self.classification() == Some(Classification::Accusation)
    }

    /// The unit that handles or handled it.
    #[must_use]
    pub fn handler(&self) -> Option<&Code> {
        self.course.acceptance.as_ref().map(|acceptance| &acceptance.unit)
    }

    /// The unit that answers for it: whoever received it first, until another unit has accepted it (首办负责). A unit that was only
    /// asked may still object.
    #[must_use]
    pub fn responsible(&self) -> &Code {
        if self.asked().is_some() { &self.receiver } else { &self.unit }
    }

    /// The unit that was asked to accept it, while it has not answered, or disputes that it is competent.
    #[must_use]
    pub fn asked(&self) -> Option<&Code> {
        match self.stage.name() {
            StageName::Forwarded | StageName::Assigned | StageName::Objected | StageName::JurisdictionDisputed => Some(&self.unit),
            StageName::Registered
            | StageName::Accepted
            | StageName::Studying
            | StageName::DutyRequested
            | StageName::Handling
            | StageName::OpinionIssued
            | StageName::OpinionServed
            | StageName::ReviewRequested
            | StageName::Reviewing
            | StageName::ReviewDecided
            | StageName::ReviewServed
            | StageName::RecheckRequested
            | StageName::Rechecking
            | StageName::RecheckDecided
            | StageName::Closed
            | StageName::Terminated
            | StageName::Settled
            | StageName::Replied
            | StageName::Diverted
            | StageName::Redirected
            | StageName::Merged
            | StageName::Withdrawn
            | StageName::NotAccepted
            | StageName::HandedOver
            | StageName::Archived => None,
        }
    }

    /// Whether it is on the fast track.
    #[must_use]
    pub fn is_on_fast_track(&self) -> bool {
        self.course.fast_track.as_ref().is_some_and(|track| track.left_at.is_none())
    }

    /// The unit that our other service named as competent in its last answer, while nobody has asked it (S2).
    #[must_use]
    pub fn competent(&self) -> Option<&Code> {
        let ended = self.course.referrals.iter().rfind(|referral| !referral.state.is_open())?;
        let named = ended.competent.as_ref()?;
        let duty = self.course.duty.as_ref().map(|duty| &duty.organ);
        let assisting = self.course.assistances.iter().map(|assistance| &assistance.unit);
        let offered = self.course.referrals.iter().filter_map(|referral| referral.unit.as_ref());
        let mut asked = assisting.chain(duty).chain(offered).chain([&self.unit]);
        let asked = asked.any(|asked| asked == named);
        (!asked).then_some(named)
    }

    /// The unit that enforcement named as competent in its last answer, while nothing was offered to it: also where its duty is requested
    /// meanwhile, or its assistance (S2).
    #[must_use]
    pub fn named(&self) -> Option<&Code> {
        let ended = |referral: &&Referral| referral.to == Destination::Enforcement && !referral.state.is_open();
        let named = self.course.referrals.iter().rfind(ended)?.competent.as_ref()?;
        let mut offered = self.course.referrals.iter().filter_map(|referral| referral.unit.as_ref());
        let asked = *named == self.unit || offered.any(|offered| offered == named);
        (!asked).then_some(named)
    }

    /// What the public is shown of its re-review; of what is kept from somebody nothing, nor after the words of the matter went.
    #[must_use]
    pub fn published(&self) -> Option<&Publication> {
        let publication = self.course.publication.as_ref().filter(|_| !self.is_sealed());
        publication.filter(|publication| publication.withdrawn_at.is_none() && publication.text != GONE)
    }

    /// The hearing under way.
    #[must_use]
    pub fn open_hearing(&self) -> Option<&Hearing> {
        self.course.hearings.iter().find(|hearing| hearing.closed_at.is_none())
    }

    /// To whom it is shown, and from whom it is kept.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let course = &self.course;
        let mut units: BTreeSet<Code> = [&self.receiver, &self.unit].into_iter().cloned().collect();
        units.extend(
            course
                .forwardings
                .iter()
                .flat_map(|forwarding| [&forwarding.from, &forwarding.to])
                .cloned(),
        );
        units.extend(self.handler().cloned());
        units.extend(
            course
                .duty
                .iter()
                .flat_map(|duty| duty.earlier.iter().chain([&duty.organ]))
                .cloned(),
        );
        units.extend(course.assistances.iter().map(|assistance| assistance.unit.clone()));
        units.extend(course.supervisions.iter().map(|supervision| supervision.unit.clone()));
        units.extend(course.proposals.iter().map(|proposal| proposal.organ.clone()));
        units.extend(course.remedies.iter().map(|remedy| remedy.organ.clone()));
        units.extend(
            course
                .remedies
                .iter()
                .filter_map(|remedy| Some(remedy.taken_up.as_ref()?.unit.clone())),
        );
        units.extend(course.urgent.iter().flat_map(|report| &report.to).cloned());
        units.extend(course.care.iter().map(|care| care.unit.clone()));
        Audience {
            units,
            barred_units: self.accused.units.clone(),
            barred_subjects: self.accused.subjects.clone(),
            ..Audience::default()
        }
    }
}
