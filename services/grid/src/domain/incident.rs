//! The grid event (网格事件) itself. In code it is an incident, because an `Event` is a step of a case.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Audience;
use shiyu_kit::calendar::Clocks;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::course::Course;
use super::stage::{End, Stage, StageName};
use super::terms::{Class, GridCode, Hands, Level, Party, Place, Source};

/// What was reported; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Who brought it.
    pub source: Source,
    /// Id the source gave it; unique in its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_reference: Option<String>,
    /// In one line.
    pub title: String,
    /// What is the matter.
    pub description: String,
    /// Where, in words.
    pub whereabouts: String,
    /// When it was seen.
    #[serde(with = "time::serde::rfc3339")]
    pub seen_at: OffsetDateTime,
    /// The closed event that this one takes up again (重开), within 30 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopens: Option<Uuid>,
    /// The item of the admission list, of what a department asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admission_item: Option<Uuid>,
    /// The event of another county, by its name, of what was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_over: Option<String>,
    /// The time that ran there already, of what was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// The offer of another service's that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<Offered>,
}

/// The reporter's time that ran in the county which handed an event over: it runs on (S7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// When it was put on record first.
    #[serde(with = "time::serde::rfc3339")]
    pub reported_at: OffsetDateTime,
    /// Since when its handling runs, later by as long as it stood still; none if it never ran.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub handled_since: Option<OffsetDateTime>,
}

/// An offer of another service's, as far as it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// The case that was offered, by its name.
    pub case: String,
    /// Id of the offer.
    pub referral: Uuid,
}

/// A grid event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// The county (or city) whose event it is.
    pub county: Code,
    /// What was reported.
    pub report: Report,
    /// What it is about, as it is classified now.
    pub class: Class,
    /// Where it is, by the map of the day.
    pub place: Place,
    /// The grid that covers its place by a newer map, where that is another.
    pub ground: Option<GridCode>,
    /// Keyed index of the code with which its reporter follows it; empty where there is none.
    pub query_index: String,
    /// Who stands in it.
    pub parties: Vec<Party>,
    /// When it was put on record, by whichever county was the first; the first clock runs from here.
    pub reported_at: OffsetDateTime,
    /// The unit that received it (首接): the command room of the town. It stays responsible until another is.
    pub receiver: Code,
    /// The unit whose turn it is now.
    pub unit: Code,
    /// The level that answers for it now.
    pub level: Level,
    /// Where it stands.
    pub stage: Stage,
    /// The five hands.
    pub hands: Hands,
    /// What happened to it.
    pub course: Course,
    /// Every clock that ran or runs.
    pub clocks: Clocks,
}

impl Incident {
    /// The grid under which it is found: that of its day, or the one that covers its place since.
    #[must_use]
    pub fn grid(&self) -> &GridCode {
        self.ground.as_ref().unwrap_or(&self.place.grid)
    }

    /// The command room or centre that has it: the one that received it, or the one it was given to since.
    #[must_use]
    pub fn room(&self) -> &Code {
        self.course.transfers.last().map_or(&self.receiver, |transfer| &transfer.to)
    }

    /// The desk that has it: before it is dispatched the unit whose turn it is, afterwards the room or centre.
    #[must_use]
    pub fn desk(&self) -> &Code {
        if self.is_before_dispatch() { &self.unit } else { self.room() }
    }

    /// Whether it waits for a desk, and nobody handles it; or did when another service took it on.
    #[must_use]
    pub fn is_before_dispatch(&self) -> bool {
        match self.stands_at() {
            StageName::Reported | StageName::Verifying | StageName::Accepted | StageName::Filed | StageName::Disputed => true,
            StageName::InGrid
            | StageName::Dispatched
            | StageName::Handling
            | StageName::Suspended
            | StageName::Handled
            | StageName::Verified
            | StageName::Closed
            | StageName::Rejected
            | StageName::Duplicate
            | StageName::EmergencyTransferred
            | StageName::HandedOver => false,
        }
    }

    /// Where it stands; of what stands still, where it goes on.
    fn stands_at(&self) -> StageName {
        let still = self.course.suspensions.last().filter(|_| self.stage == Stage::Suspended);
        still.map_or_else(|| self.stage.name(), |still| still.goes_on().name())
    }

    /// The county that has it, of what was handed over: the one it was given to, or the one where it is known to have ended.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&Code> {
        let Some(End::HandedOver { to }) = self.stage.ending().map(|ending| &ending.end) else {
            return None;
        };
        Some(self.course.sequel.as_ref().map_or(to, |sequel| &sequel.county))
    }

    /// To whom it is shown: every unit that has or had to do with it, the lower levels among them, so that they stay informed.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let course = &self.course;
        let mut units: BTreeSet<Code> = [&self.receiver, &self.unit, &self.place.village, &self.place.town]
            .into_iter()
            .cloned()
            .collect();
        units.extend(
            course
                .dispatches
                .iter()
                .flat_map(|dispatch| [&dispatch.to, &dispatch.by_unit])
                .cloned(),
        );
        units.extend(course.transfers.iter().map(|transfer| transfer.to.clone()));
        units.extend(course.escalations.iter().map(|escalation| escalation.to_unit.clone()));
        Audience {
            units,
            ..Audience::default()
        }
    }
}
