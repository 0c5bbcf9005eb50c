//! The days of the disputes' stories, and the moving of the clock between their own ones.

use std::time::Duration as Wait;

use futures::{FutureExt as _, Stream, StreamExt, TryStreamExt, stream};
use indicatif::ProgressBar;
use shiyu_proto::mediation::v1::{Dispute, DisputeProcedure, GetDisputeRequest, OpenDisputeRequest};
use time::Duration;
use tokio::time::{Instant, timeout_at};

use super::super::cast::Cast;
use super::super::hour::now;
use super::super::places::County;
use super::super::play::Company;
use super::super::until::until;
use super::beside::{self, Beside};
use super::scene::{Moment, Run, Scene};
use super::settle::{CENTRE, settle};
use super::story::{self, OWN_DAYS, Step, Story};
use crate::clock;
use crate::desk::Desk;
use crate::failure::{Failure, is_unreachable};
use crate::pause::rhythm;
use crate::refusal::Refusal;
use crate::units::{self, ListOptions};

/// How many disputes are worked on at a time.
const AT_ONCE: usize = 8;
/// How often the city is asked.
const RHYTHM: Wait = Wait::from_millis(200);
/// What the city says of a dispute that is not there.
const UNKNOWN: &str = "DISPUTE_UNKNOWN";

/// A dispute, and what its story showed.
#[derive(Debug, Clone)]
pub struct Told {
    /// What the story showed.
    pub shows: String,
    /// The dispute at the end; none where it was not opened.
    pub dispute: Option<Dispute>,
}

/// What was played.
#[derive(Debug)]
pub struct DisputePlayed {
    /// Every dispute.
    pub disputes: Vec<Told>,
    /// Screening, and law in the village.
    pub beside: Beside,
}

/// The stories, once their own days are over. Where one goes on after them, it does in the days of the petitions.
pub struct Acts<'a> {
    cast: &'a Cast,
    bar: &'a ProgressBar,
    run: Run,
    scenes: Vec<Scene>,
    beside: Beside,
}

/// Plays the disputes' own days.
///
/// # Errors
/// [`Failure::Refused`], and [`Failure::Late`] when a story went otherwise than it is told, or the units did not come in time.
pub async fn play<'a>(company: &Company<'a>, county: &'static County, stories: Vec<Story>) -> Result<Acts<'a>, Failure> {
    let (cast, bar) = (company.cast, company.bar);
    bar.set_message("disputes");
    let stories = story::playable(stories, cast);
    arrived(cast, county, company.wait).await?;
    settle(cast, county).await?;
    let operator = cast.mediation_seat("operator", &county.unit(CENTRE)?)?;
    let mut run = Run {
        id: company.run,
        county,
        start: now(&operator).await?,
        wait: company.wait,
        finding: String::new(),
    };
    run.finding = beside::screen(cast, &run, company.wait).await?;
    beside::counsel(cast, &run).await?;
    let teller = Teller { cast, run: &run, bar };
    let (days, mut today) = (story::days(&stories), 0);
    let mut scenes = teller.open_all(stories).await?;
    for day in days {
        if day > today {
            bar.set_message(format!("{} days pass", day - today));
            clock::advance(&operator, Duration::days((day - today).into())).await?;
            bar.inc(1);
            today = day;
        }
        bar.set_message(format!("disputes, day {day}"));
        scenes = teller.day(scenes, day).await?;
    }
    let beside = beside::count(cast, &run, company.wait).await?;
    Ok(Acts {
        cast,
        bar,
        run,
        scenes,
        beside,
    })
}

impl Acts<'_> {
    /// Goes on with what is told of a day of the petitions.
    ///
    /// # Errors
    /// As [`play`].
    pub async fn go_on(&mut self, day: u32) -> Result<(), Failure> {
        let scenes = std::mem::take(&mut self.scenes);
        let teller = Teller {
            cast: self.cast,
            run: &self.run,
            bar: self.bar,
        };
        self.scenes = teller.day(scenes, OWN_DAYS + day).await?;
        Ok(())
    }

    /// How all of it ended.
    ///
    /// # Errors
    /// [`Failure::Late`] when a story went otherwise than it is told.
    pub fn end(self) -> Result<DisputePlayed, Failure> {
        Ok(DisputePlayed {
            disputes: self.scenes.into_iter().map(ended).collect::<Result<_, _>>()?,
            beside: self.beside,
        })
    }
}

/// What became of a story is what it says becomes of it.
fn ended(scene: Scene) -> Result<Told, Failure> {
    let (is, wanted) = (scene.dispute.as_ref().map(Dispute::stage), scene.story.ends.map(|word| word.0));
    if is == wanted {
        return Ok(Told {
            shows: scene.story.shows,
            dispute: scene.dispute,
        });
    }
    Err(Failure::Late(format!("{}: it ends as {is:?}, not as {wanted:?}", scene.story.key)))
}

/// Waits until the county's units have come over the bus.
pub async fn arrived(cast: &Cast, county: &County, wait: Wait) -> Result<(), Failure> {
    let operator = cast.mediation_seat("operator", &county.unit(CENTRE)?)?;
    let late = |_| {
        Failure::Late(format!(
            "the units of {} did not reach the mediation service within {} s",
            county.code,
            wait.as_secs()
        ))
    };
    let there = async {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            let list = ListOptions {
                superior: None,
                date: None,
            };
            let known = units::fetch(&operator, &list).await?;
            if county.units().iter().all(|unit| known.iter().any(|one| one.code == unit.code)) {
                return Ok(());
            }
        }
    };
    timeout_at(Instant::now() + wait, there).await.map_err(late)?
}

async fn all<F>(scenes: impl Stream<Item = F>) -> Result<Vec<Scene>, Failure>
where
    F: Future<Output = Result<Scene, Failure>>,
{
    scenes.buffered(AT_ONCE).try_collect().await
}

/// Tells the stories.
struct Teller<'a> {
    cast: &'a Cast,
    run: &'a Run,
    bar: &'a ProgressBar,
}

impl Teller<'_> {
    async fn open_all(&self, stories: Vec<Story>) -> Result<Vec<Scene>, Failure> {
        let scene = |(story, number)| Scene {
            number,
            story,
            dispute: None,
        };
        let scenes = stories.into_iter().zip(0..).map(scene);
        all(stream::iter(scenes).map(|scene| self.open(scene))).await
    }

    /// What another service offers comes by itself.
    async fn open(&self, mut scene: Scene) -> Result<Scene, Failure> {
        if scene.story.offered.is_some() {
            self.bar.inc(1);
            return Ok(scene);
        }
        let unit = self.run.county.unit(&scene.story.received_by)?;
        let duty = if scene.story.administrative { "handler" } else { "registrar" };
        let desk = self.cast.mediation_seat(duty, &unit)?;
        let procedure = if scene.story.administrative {
            DisputeProcedure::Administrative
        } else {
            DisputeProcedure::People
        };
        let request = OpenDisputeRequest {
            parent: desk.parent(),
            request_id: self.run.opening_id(&scene.story.key),
            submission: Some(scene.submission(self.run)?),
            procedure: procedure.into(),
            parties: scene.parties(self.run),
        };
        let opened = desk.disputes().open_dispute(request).await;
        let opened = opened
            .map(|answer| scene.dispute = answer.into_inner().dispute)
            .map_err(Failure::from);
        expected(&scene, "opening", opened, scene.story.refused.as_deref())?;
        self.bar.inc(1);
        Ok(scene)
    }

    /// What was offered, once it has come over the bus.
    async fn offered(&self, offer: &str) -> Result<Dispute, Failure> {
        let centre = self.cast.mediation_seat("clerk", &self.run.county.unit(CENTRE)?)?;
        let name = centre.name("disputes", &self.run.id(offer));
        until(self.run.wait, "what was offered to mediation", async || {
            match centre.disputes().get_dispute(GetDisputeRequest { name: name.clone() }).await {
                Ok(answer) => Ok(Some(answer.into_inner())),
                Err(status) if Refusal::from(&status).names(UNKNOWN) => Ok(None),
                Err(status) => Err(status.into()),
            }
        })
        .await
    }

    /// Takes every story's steps of a day.
    async fn day(&self, scenes: Vec<Scene>, day: u32) -> Result<Vec<Scene>, Failure> {
        all(stream::iter(scenes).map(|scene| self.go_on(scene, day))).await
    }

    /// Takes a story's steps of a day.
    async fn go_on(&self, mut scene: Scene, day: u32) -> Result<Scene, Failure> {
        let steps: Vec<(usize, Step)> = scene.story.steps.iter().cloned().enumerate().collect();
        for (number, step) in steps.into_iter().filter(|(_, step)| step.day == day) {
            scene.dispute = match (scene.dispute.take(), &scene.story.offered) {
                (None, Some(offer)) => Some(self.offered(offer).boxed_local().await?),
                (seen, _) => seen,
            };
            let desk = self.seat(&scene, &step)?;
            let moment = Moment {
                run: self.run,
                scene: &scene,
                step: number,
                day,
                desk: desk.clone(),
                cast: self.cast,
            };
            let (name, done) = (moment.name(), step.deed.carry_out(&moment).await);
            expected(&scene, &format!("step {number}"), done, step.refused.as_deref())?;
            let centre = self.cast.mediation_seat("clerk", &self.run.county.unit(CENTRE)?)?;
            scene.dispute = Some(centre.disputes().get_dispute(GetDisputeRequest { name }).await?.into_inner());
            self.bar.inc(1);
        }
        Ok(scene)
    }

    /// Where whoever takes a step sits: in the unit that has the dispute, unless the story says otherwise.
    fn seat(&self, scene: &Scene, step: &Step) -> Result<Desk, Failure> {
        let unit = match &step.unit {
            Some(word) => self.run.county.unit(word)?,
            None => scene.holder().to_owned(),
        };
        let usual = match step.deed.duty() {
            "registrar" if scene.story.administrative => "handler",
            duty => duty,
        };
        self.cast.mediation_seat(step.by.as_deref().unwrap_or(usual), &unit)
    }
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
