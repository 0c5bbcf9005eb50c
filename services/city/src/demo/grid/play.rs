//! The days of the grids' stories, and the moving of the clock between them.

use std::time::Duration as Wait;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use indicatif::ProgressBar;
use shiyu_proto::grid::v1::{Event as WireEvent, EventSource, EventStage, GetEventRequest, ReportEventRequest, SubmitReportRequest};
use time::OffsetDateTime;
use tokio::time::{Instant, timeout_at};

use super::super::cast::Cast;
use super::super::hour;
use super::super::places::{CENTRE, County, ROOM};
use super::super::play::Company;
use super::super::rings::have_rung;
use super::beside::{self, Beside};
use super::deed::Whose;
use super::ground;
use super::scene::{Moment, Run, Scene};
use super::settle::{self, settle};
use super::stock;
use super::story::{self, Step, Story};
use crate::desk::Desk;
use crate::failure::{Failure, is_unreachable};
use crate::pause::rhythm;
use crate::refusal::Refusal;

/// How many events are worked on at a time.
const AT_ONCE: usize = 8;
/// How often the city is asked.
const RHYTHM: Wait = Wait::from_millis(200);

/// An event, and what its story showed.
#[derive(Debug, Clone)]
pub struct Event {
    /// What the story showed.
    pub shows: String,
    /// The event at the end; none where the report was refused.
    pub event: Option<WireEvent>,
}

/// What was played.
#[derive(Debug)]
pub struct GridPlayed {
    /// Every event.
    pub events: Vec<Event>,
    /// Patrols, hazards, a campaign, screening, a meeting and a notice.
    pub beside: Beside,
}

/// Plays every day.
///
/// # Errors
/// [`Failure::Refused`], and [`Failure::Late`] when a story went otherwise than it is told, or clocks did not ring in time.
pub async fn play(company: &Company<'_>, county: &'static County, stories: Vec<Story>) -> Result<GridPlayed, Failure> {
    let (cast, bar) = (company.cast, company.bar);
    bar.set_message("grids");
    let stories = playable(stories, cast, county)?;
    settle(cast, county).await?;
    let chief = cast.grid_seat("chief", &county.centre())?;
    let points = ground::points(cast, county).await?;
    stock::fill(&chief, county, &points).await?;
    let run = Run {
        id: company.run,
        county,
        start: settle::now(cast, county).await?,
        points,
        item: settle::item(&chief, county).await?,
    };
    let teller = Teller { cast, run: &run, bar };
    let (days, mut today) = (story::days(&stories), 0);
    let mut scenes = teller.report_all(stories).await?;
    bar.set_message("patrols, hazards, screening");
    let begun = beside::begin(cast, &run, company.wait).await?;
    for day in days {
        if day > today {
            bar.set_message(format!("{} days pass", day - today));
            let now = advance(cast, county, day - today).await?;
            scenes = teller.settled(&chief, scenes, (now, company.wait)).await?;
            bar.inc(1);
            today = day;
        }
        bar.set_message(format!("grids, day {day}"));
        scenes = all(stream::iter(scenes).map(|scene| teller.go_on(&chief, scene, day))).await?;
    }
    let beside = beside::end(cast, &run, (begun, company.wait)).await?;
    let events = scenes.into_iter().map(|scene| Event {
        shows: scene.story.shows,
        event: scene.event,
    });
    Ok(GridPlayed {
        events: events.collect(),
        beside,
    })
}

/// What takes another county or the city is left out where they cannot be reached.
fn playable(stories: Vec<Story>, cast: &Cast, county: &County) -> Result<Vec<Story>, Failure> {
    let (city, neighbour) = (county.unit("city")?, county.unit("neighbour")?);
    let reached = cast.has_others(&[&city, &neighbour]);
    let here = |story: &Story| reached || !story.steps.iter().any(|step| step.deed.reaches_out());
    Ok(stories.into_iter().filter(here).collect())
}

async fn all<F>(scenes: impl Stream<Item = F>) -> Result<Vec<Scene>, Failure>
where
    F: Future<Output = Result<Scene, Failure>>,
{
    scenes.buffered(AT_ONCE).try_collect().await
}

/// Moves the clock, and tells what time it is then in the city.
async fn advance(cast: &Cast, county: &County, days: u32) -> Result<OffsetDateTime, Failure> {
    hour::advance(&cast.grid_seat("operator", &county.centre())?, days).await
}

/// Tells the stories.
struct Teller<'a> {
    cast: &'a Cast,
    run: &'a Run,
    bar: &'a ProgressBar,
}

impl Teller<'_> {
    /// Everything is reported before anything is done, so that one story may point at another.
    async fn report_all(&self, stories: Vec<Story>) -> Result<Vec<Scene>, Failure> {
        let scenes = stories.into_iter().map(|story| Scene {
            story,
            event: None,
            query_code: String::new(),
        });
        all(stream::iter(scenes).map(|scene| self.report(scene))).await
    }

    async fn report(&self, mut scene: Scene) -> Result<Scene, Failure> {
        let (duty, unit) = match scene.story.source.0 {
            EventSource::Citizen => ("", String::new()),
            EventSource::Department => ("handler", self.run.county.unit(settle::DEPARTMENT)?),
            EventSource::Hotline | EventSource::Neighbour => ("dispatcher", self.room(&scene)?),
            EventSource::Unspecified | EventSource::Patrol | EventSource::Volunteer | EventSource::Petition => {
                ("patrol", self.village(&scene)?)
            }
        };
        let reported = if duty.is_empty() {
            self.citizen(&mut scene).await
        } else {
            self.staff(&mut scene, (duty, &unit)).await
        };
        expected(&scene, "report", reported, scene.story.refused.as_deref())?;
        self.bar.inc(1);
        Ok(scene)
    }

    async fn staff(&self, scene: &mut Scene, (duty, unit): (&str, &str)) -> Result<(), Failure> {
        let desk = self.cast.grid_seat(duty, unit)?;
        let request = ReportEventRequest {
            parent: desk.parent(),
            request_id: self.run.report_id(&scene.story.key),
            report: Some(scene.report(self.run)?),
            class_code: scene.story.class.clone(),
            point: scene.point(self.run)?,
            address: String::new(),
            parties: Vec::new(),
            component: scene.component(self.run),
        };
        let answer = desk.events().report_event(request).await?.into_inner();
        scene.query_code = answer.query_code;
        scene.event = answer.event;
        Ok(())
    }

    /// Without a token, and without a name.
    async fn citizen(&self, scene: &mut Scene) -> Result<(), Failure> {
        let (door, report) = (self.cast.grid_door()?, scene.report(self.run)?);
        let id = self.run.report_id(&scene.story.key);
        let request = SubmitReportRequest {
            request_id: id.clone(),
            title: report.title,
            description: report.description,
            whereabouts: String::new(),
            point: scene.point(self.run)?,
            address: String::new(),
            class_code: scene.story.class.clone(),
            seen_time: report.seen_time,
            contact: None,
            component: String::new(),
        };
        scene.query_code = door.reports().submit_report(request).await?.into_inner().query_code;
        let chief = self.cast.grid_seat("chief", &self.run.county.centre())?;
        scene.event = Some(fetch(&chief, &chief.name("events", &id)).await?);
        Ok(())
    }

    /// Takes a story's steps of a day.
    async fn go_on(&self, chief: &Desk, mut scene: Scene, day: u32) -> Result<Scene, Failure> {
        let steps: Vec<(usize, Step)> = scene.story.steps.iter().cloned().enumerate().collect();
        for (number, step) in steps.into_iter().filter(|(_, step)| step.day == day) {
            let moment = Moment {
                run: self.run,
                scene: &scene,
                step: number,
                desk: self.seat(&scene, &step)?,
                home: chief,
            };
            let mut other = None;
            let done = step.deed.carry_out(&moment).await.map(|goes_on| other = goes_on);
            expected(&scene, &format!("step {number}"), done, step.refused.as_deref())?;
            let now = other.or(scene.event.take()).map(|event| event.name).unwrap_or_default();
            scene.event = Some(fetch(chief, &now).await?);
            self.bar.inc(1);
        }
        Ok(scene)
    }

    /// Where whoever takes a step sits. What is the village's turn is the grid lead's to do.
    fn seat(&self, scene: &Scene, step: &Step) -> Result<Desk, Failure> {
        let Some((duty, whose)) = step.deed.doer() else {
            return self.cast.grid_door();
        };
        let unit = match (&step.of, whose) {
            (Some(word), _) => self.run.county.unit(word)?,
            (None, Whose::Village) => self.village(scene)?,
            (None, Whose::Room) => self.room(scene)?,
            (None, Whose::Centre) => self.run.county.centre(),
            (None, Whose::Holder) => scene.holder().to_owned(),
            (None, Whose::Neighbour | Whose::City) => return self.elsewhere(duty, whose),
        };
        let by_the_lead = whose == Whose::Holder && unit == self.village(scene)?;
        let duty = step.by.as_deref().unwrap_or(if by_the_lead { "lead" } else { duty });
        self.cast.grid_seat(duty, &unit)
    }

    /// In the command centre of another county, or of the city.
    fn elsewhere(&self, duty: &str, whose: Whose) -> Result<Desk, Failure> {
        let word = if whose == Whose::City { "city" } else { "neighbour" };
        let county = self.run.county.unit(word)?;
        self.cast.seat_of(&county, duty, &format!("{county}-{CENTRE}"))
    }

    fn village(&self, scene: &Scene) -> Result<String, Failure> {
        Ok(format!("{}001", self.run.county.unit(&scene.story.place)?))
    }

    fn room(&self, scene: &Scene) -> Result<String, Failure> {
        Ok(format!("{}-{ROOM}", self.run.county.unit(&scene.story.place)?))
    }

    /// Waits until every open event is settled by `now` (the city's), or fails after `wait`.
    async fn settled(&self, chief: &Desk, scenes: Vec<Scene>, (now, wait): (OffsetDateTime, Wait)) -> Result<Vec<Scene>, Failure> {
        let deadline = Instant::now() + wait;
        let waited = stream::iter(scenes).map(|mut scene| async move {
            let Some(before) = scene.event.clone() else { return Ok(scene) };
            let late = |_| Failure::Late(format!("the clocks of {} did not ring within {} s", before.name, wait.as_secs()));
            let event = timeout_at(deadline, until_settled(chief, &before.name, now)).await.map_err(late)?;
            scene.event = Some(event?);
            Ok(scene)
        });
        all(waited).await
    }
}

async fn until_settled(chief: &Desk, name: &str, now: OffsetDateTime) -> Result<WireEvent, Failure> {
    let mut ticks = rhythm(RHYTHM);
    loop {
        ticks.tick().await;
        let event = fetch(chief, name).await?;
        // The clocks of one that stands still do not run, and those of an ended one are its reporter's.
        let rests = event.ending.is_some() || event.stage() == EventStage::Suspended;
        if rests || have_rung(&event.clocks, now) {
            return Ok(event);
        }
    }
}

async fn fetch(chief: &Desk, name: &str) -> Result<WireEvent, Failure> {
    let request = GetEventRequest { name: name.to_owned() };
    Ok(chief.events().get_event(request).await?.into_inner())
}

/// A refusal is what the story expects, or a failure.
fn expected(scene: &Scene, what: &str, outcome: Result<(), Failure>, refused: Option<&str>) -> Result<(), Failure> {
    let key = &scene.story.key;
    match (outcome, refused) {
        (Ok(()), None) => Ok(()),
        (Ok(()), Some(reason)) => Err(Failure::Late(format!("{key}, {what}: not refused, {reason} was expected"))),
        (Err(Failure::Refused(status)), Some(reason)) if Refusal::from(&status).names(reason) => Ok(()),
        (Err(Failure::Refused(status)), _) if !is_unreachable(&status) => {
            let lines = Refusal::from(&status).lines().join("; ");
            Err(Failure::Late(format!("{key}, {what}: {lines}")))
        }
        (Err(failure), _) => Err(failure),
    }
}
