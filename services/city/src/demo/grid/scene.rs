//! A story on its way, and one step of it: the event as it stands, and who sits at the desk.

use std::collections::BTreeMap;

use shiyu_proto::common::v1::Point;
use shiyu_proto::grid::v1::{Event, EventReport, EventSource};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::places::County;
use super::story::Story;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::grids::date;
use crate::times;

/// One playing of the stories: what every step of it knows.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its id.
    pub id: Uuid,
    /// Where.
    pub county: &'static County,
    /// When it began, by the city's clock.
    pub start: OffsetDateTime,
    /// A point in the first grid of every town.
    pub points: BTreeMap<String, Point>,
    /// Id of the item that the department's task is admitted by.
    pub item: String,
}

/// A story on its way.
#[derive(Debug, Clone)]
pub struct Scene {
    /// What it tells.
    pub story: Story,
    /// The event as it was seen last; nothing before it is reported, or where the report is refused.
    pub event: Option<Event>,
    /// The reporter's code, where a citizen reported.
    pub query_code: String,
}

/// One step.
#[derive(Debug)]
pub struct Moment<'a> {
    /// Of which run.
    pub run: &'a Run,
    /// Of which story.
    pub scene: &'a Scene,
    /// Which step, from 0.
    pub step: usize,
    /// Where whoever takes it sits.
    pub desk: Desk,
    /// The desk of the county's command centre.
    pub home: &'a Desk,
}

/// Id under which a story of a run is reported.
pub fn report_id(run: Uuid, key: &str) -> String {
    Uuid::new_v5(&run, format!("grid/{key}/report").as_bytes()).to_string()
}

impl Run {
    /// The same for the same run and words: nothing of a run is done twice.
    pub fn id(&self, words: &str) -> String {
        Uuid::new_v5(&self.id, words.as_bytes()).to_string()
    }

    /// Id under which a story is reported.
    pub fn report_id(&self, key: &str) -> String {
        report_id(self.id, key)
    }

    /// Before the run began, and the same whenever it is taken up again: a run's id tells when it was drawn.
    pub fn seen(&self) -> OffsetDateTime {
        let drawn = self.id.get_timestamp().and_then(|stamp| {
            let (seconds, _) = stamp.to_unix();
            OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()
        });
        drawn.unwrap_or(datetime!(2026-01-05 01:00 UTC)) - Duration::minutes(10)
    }

    /// A day of the demo's calendar, so many days from its first.
    pub fn date(&self, day: u32) -> String {
        date(self.start + Duration::days(day.into()))
    }
}

impl Scene {
    /// Code of the unit whose turn it is.
    pub fn holder(&self) -> &str {
        self.event.as_ref().map_or("", |event| &event.unit)
    }

    /// What is reported.
    pub fn report(&self, run: &Run) -> Result<EventReport, Failure> {
        let town = run.county.unit(&self.story.place)?;
        let source = self.story.source.0;
        Ok(EventReport {
            source: source.into(),
            source_reference: reference(run, &self.story, source),
            title: run.county.fill(&self.story.title, &town),
            description: run.county.fill(&self.story.description, &town),
            whereabouts: String::new(),
            seen_time: Some(times::to_stamp(run.seen())),
            admission_item: if source == EventSource::Department && self.story.refused.is_none() {
                run.item.clone()
            } else if source == EventSource::Department {
                Uuid::nil().to_string()
            } else {
                String::new()
            },
            handed_over_event: String::new(),
            offered_case: String::new(),
        })
    }

    /// Code of the component it is about; empty if there is none.
    pub fn component(&self, run: &Run) -> String {
        let serial = self.story.component.as_ref();
        serial.map(|serial| format!("{}{serial}", run.county.code)).unwrap_or_default()
    }

    /// Where it is; a component is where it stands.
    pub fn point(&self, run: &Run) -> Result<Option<Point>, Failure> {
        if self.story.component.is_some() {
            return Ok(None);
        }
        Ok(run.points.get(&run.county.unit(&self.story.place)?).copied())
    }
}

/// The number of the hotline's call.
fn reference(run: &Run, story: &Story, source: EventSource) -> String {
    if source == EventSource::Hotline {
        format!("12345-{}-{}", run.id.simple(), story.key)
    } else {
        String::new()
    }
}

impl Moment<'_> {
    /// The event's name.
    pub fn name(&self) -> String {
        let event = self.scene.event.as_ref();
        event.map(|event| event.name.clone()).unwrap_or_default()
    }

    /// The name of the event of another story.
    pub fn name_of(&self, key: &str) -> String {
        format!("{}/events/{}", self.home.parent(), self.run.report_id(key))
    }

    /// Id of this step's request.
    pub fn id(&self) -> String {
        self.run.id(&format!("grid/{}/{}", self.scene.story.key, self.step))
    }

    /// The code of a unit.
    pub fn unit(&self, word: &str) -> Result<String, Failure> {
        self.run.county.unit(word)
    }

    /// A text of the story.
    pub fn text(&self, text: &str) -> String {
        let town = self.run.county.unit(&self.scene.story.place).unwrap_or_default();
        self.run.county.fill(text, &town)
    }
}
