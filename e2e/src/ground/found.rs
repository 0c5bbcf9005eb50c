//! One event on its way through the ground.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use tonic::{Response, Status};
use uuid::Uuid;

use super::people::{DISPATCHER, GRID_AUDITOR, PATROL, TOWN_HANDLER};
use super::{Ground, Upon, spot};
use crate::people::{Caller, Post};
use crate::sample::parent;

/// Every word of a report and of what was done. None of them may travel.
pub const WORDS: [&str; 5] = [
    "Planks before the fire exit",
    "The exit of the hall has been blocked since noon",
    "Behind the market hall",
    "The planks were carried away",
    "The door opens again",
];

/// An event that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its id, which is that of the request that reported it.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The code with which its reporter follows it; empty where staff report.
    pub code: String,
}

/// What is said of a blocked exit that was seen a minute ago.
#[must_use]
pub fn report(now: OffsetDateTime, source: pb::EventSource) -> pb::EventReport {
    let [title, description, whereabouts, ..] = WORDS.map(str::to_owned);
    pb::EventReport {
        source: source.into(),
        title,
        description,
        whereabouts,
        seen_time: Some(timestamp(now - time::Duration::minutes(1))),
        ..pb::EventReport::default()
    }
}

/// Reports it in the grid that has a team, as a hazard.
#[must_use]
pub fn reporting(now: OffsetDateTime, source: pb::EventSource) -> pb::ReportEventRequest {
    pb::ReportEventRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        report: Some(report(now, source)),
        class_code: "E1201".to_owned(),
        point: Some(spot(2, 0)),
        ..pb::ReportEventRequest::default()
    }
}

impl Found {
    /// Found by the patrol.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn by_patrol(ground: &Ground) -> Self {
        Self::by_patrol_as(ground, |_| {}).await
    }

    /// Found by the patrol, with something changed.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn by_patrol_as(ground: &Ground, change: impl FnOnce(&mut pb::ReportEventRequest)) -> Self {
        let mut request = reporting(ground.town.now(), pb::EventSource::Patrol);
        change(&mut request);
        Self::reported(&ground.caller(&PATROL), request).await.expect("reported")
    }

    /// Reported by anybody.
    ///
    /// # Errors
    /// The refusal.
    ///
    /// # Panics
    /// When it has no event.
    pub async fn reported(by: &Caller, request: pb::ReportEventRequest) -> Result<Self, Status> {
        let done = by.events().report_event(request).await?.into_inner();
        Ok(Self::of(&done.event.expect("an event").name, done.query_code))
    }

    /// The event of a name.
    ///
    /// # Panics
    /// When the name is none.
    #[must_use]
    pub fn of(name: &str, code: String) -> Self {
        let id = name.rsplit('/').next().expect("an id").parse().expect("an id");
        Self {
            id,
            name: name.to_owned(),
            code,
        }
    }

    /// Whoever holds this post, with the event before them.
    #[must_use]
    pub fn by(&self, ground: &Ground, post: &Post) -> Upon {
        Upon::new(&self.name, ground.caller(post))
    }

    /// The event as it stands.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn get(&self, ground: &Ground) -> pb::Event {
        self.by(ground, &GRID_AUDITOR).get().await.expect("an event")
    }

    /// What happened to it.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn course(&self, ground: &Ground) -> pb::EventCourse {
        self.get(ground).await.course.unwrap_or_default()
    }

    /// The newest clock of a name.
    ///
    /// # Panics
    /// When it has no such clock.
    pub async fn clock(&self, ground: &Ground, name: &str) -> common::Clock {
        let mut clocks = self.get(ground).await.clocks.into_iter().rev();
        clocks.find(|clock| clock.name == name).expect("a clock")
    }

    /// The kinds of its steps, oldest first.
    ///
    /// # Panics
    /// When they cannot be read.
    pub async fn kinds(&self, ground: &Ground) -> Vec<String> {
        let request = pb::ListTimelineRequest { name: self.name.clone() };
        let found = ground.caller(&GRID_AUDITOR).events().list_timeline(request).await;
        let steps = found.map(Response::into_inner).expect("a timeline").entries;
        steps.into_iter().map(|step| step.kind).collect()
    }

    /// From the report to what the unit did, as the table says.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn handled(&self, ground: &Ground) {
        let (dispatcher, handler) = (self.by(ground, &DISPATCHER), self.by(ground, &TOWN_HANDLER));
        dispatcher.dispatch("", "").await.expect("dispatched");
        handler.sign_in().await.expect("signed in");
        let [.., done, _] = WORDS;
        handler.report_handled(done, pb::Measure::Cleared, vec![]).await.expect("handled");
    }

    /// From what was done to the close, the patrol having looked.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn closed(&self, ground: &Ground) -> pb::Event {
        let [.., seen] = WORDS;
        self.by(ground, &PATROL).inspect(true, seen).await.expect("looked at");
        self.by(ground, &DISPATCHER).close().await.expect("closed")
    }
}
