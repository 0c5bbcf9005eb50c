//! The days of the demo, and the moving of the clock between them.

use std::time::Duration as Wait;

use futures::{FutureExt as _, Stream, StreamExt, TryStreamExt, stream};
use indicatif::ProgressBar;
use shiyu_proto::petition::v1::Petition;
use uuid::Uuid;

use super::again::{self, Before, Told};
use super::bulletin::{self, Bulletin};
use super::cases::{self, CasesPlayed, Troupe};
use super::cast::Cast;
use super::crossing::{Crossing, crossing};
use super::dispute::{self, DisputePlayed};
use super::ending::Ending;
use super::grid::{self, GridPlayed};
use super::hour::{advance, now};
use super::moment::{Run, Scene};
use super::person::factor;
use super::places::{County, PETITIONS};
use super::story::{self, Story};
use super::teller::Teller;
use super::waiting::settle;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::units::{self, ListOptions};

/// How many petitions are worked on at a time.
const AT_ONCE: usize = 8;

/// Who plays, and how.
pub struct Company<'a> {
    pub cast: &'a Cast,
    pub run: Uuid,
    pub wait: Wait,
    pub bar: &'a ProgressBar,
}

/// A petition, and what its story showed.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What the story showed.
    pub shows: String,
    /// The petition at the end.
    pub petition: Petition,
    /// The code on its petitioner's receipt.
    pub query_code: String,
    /// What its petitioner shows besides.
    pub second_factor: String,
}

/// What was played.
#[derive(Debug)]
pub struct Played {
    /// Id of the run.
    pub run: Uuid,
    /// What each moving of the clock did.
    pub crossings: Vec<Crossing>,
    /// Every petition.
    pub shown: Vec<Shown>,
    /// How everything stands.
    pub ending: Ending,
    /// The events of the grids; none where no grid service is known.
    pub grids: Option<GridPlayed>,
    /// The disputes; none where no mediation service is known.
    pub disputes: Option<DisputePlayed>,
    /// The cases of enforcement; none where no enforcement service is known.
    pub cases: Option<CasesPlayed>,
    /// What the city makes of it; none where no assessment service is known.
    pub bulletin: Option<Bulletin>,
}

/// What all of them are about.
#[derive(Debug)]
pub struct Stories {
    petitions: Vec<Story>,
    events: Vec<grid::Story>,
    matters: Vec<dispute::Story>,
    lives: Vec<cases::Story>,
}

impl Stories {
    /// Every story of the demo.
    ///
    /// # Errors
    /// [`Failure::Usage`] when one cannot be read.
    pub fn all() -> Result<Self, Failure> {
        Ok(Self {
            petitions: story::all()?,
            events: grid::all()?,
            matters: dispute::all()?,
            lives: cases::all()?,
        })
    }

    /// How many steps the bar has for a cast.
    #[must_use]
    pub fn length(&self, cast: &Cast) -> u64 {
        let grids = if cast.has_grids() { grid::length(&self.events) } else { 0 };
        let disputes = if cast.has_disputes() { dispute::length(&self.matters) } else { 0 };
        let enforced = if cast.has_cases() { cases::length(&self.lives) } else { 0 };
        story::length(&self.petitions) + grids + disputes + enforced
    }
}

/// What was played beside the petitions.
#[derive(Default)]
struct Beside {
    grids: Option<GridPlayed>,
    disputes: Option<DisputePlayed>,
    cases: Option<CasesPlayed>,
    bulletin: Option<Bulletin>,
}

impl Company<'_> {
    /// Plays every day.
    pub async fn play(
        &self,
        Stories {
            petitions,
            events,
            matters,
            lives,
        }: Stories,
    ) -> Result<Played, Failure> {
        let county = County::find(self.cast.county())?.with_towns()?;
        let office = county.unit(PETITIONS)?;
        let (operator, officer) = (self.cast.seat("operator", &office)?, self.cast.seat("officer", &office)?);
        self.bar.set_message("units");
        settle_in(&operator, county).await?;
        let run = self.begun(&operator, county).await?;
        let told = Told {
            petitions: &petitions,
            events: &events,
            matters: &matters,
            lives: &lives,
        };
        match again::before((self.cast, &officer), &run, told).boxed_local().await? {
            Before::Nothing => {}
            Before::Part(there) => return Err(again::cut_short(self.run, (there, petitions.len()))),
            Before::Whole(scenes) => return Ok(self.end(scenes, Vec::new(), Beside::default())),
        }
        // First, for a petition's story counts its days from the time it finds.
        let cases = if self.cast.has_cases() {
            let troupe = Troupe {
                cast: self.cast,
                run: self.run,
                wait: self.wait,
                bar: self.bar,
                operator: &operator,
            };
            Some(cases::play(&troupe, county, &lives).boxed_local().await?)
        } else {
            None
        };
        let grids = if self.cast.has_grids() {
            Some(grid::play(self, county, events).boxed_local().await?)
        } else {
            None
        };
        let mut disputes = if self.cast.has_disputes() {
            Some(dispute::play(self, county, matters).boxed_local().await?)
        } else {
            None
        };
        let run = self.begun(&operator, county).await?;
        let start = run.start;
        let teller = Teller { cast: self.cast, run };
        let (mut today, mut crossings) = (0, Vec::new());
        let days = story::days(&petitions);
        let mut scenes = scenes(petitions);
        for day in days {
            if day > today {
                self.bar.set_message(format!("{} days pass", day - today));
                let before = scenes.clone();
                let moved = advance(&operator, day - today).await?;
                scenes = settle(&officer, scenes, moved, self.wait).await?;
                crossings.push(crossing(day - today, &before, &scenes));
                self.bar.inc(1);
                today = day;
            }
            self.bar.set_message(format!("day {day}"));
            scenes = self.day(&teller, scenes, day).await?;
            if let Some(disputes) = &mut disputes {
                disputes.go_on(day).boxed_local().await?;
            }
        }
        let bulletin = if self.cast.has_assessments() {
            Some(bulletin::play(self, county, start).boxed_local().await?)
        } else {
            None
        };
        let beside = Beside {
            grids,
            disputes: disputes.map(dispute::Acts::end).transpose()?,
            cases,
            bulletin,
        };
        Ok(self.end(scenes, crossings, beside))
    }

    /// The run, as it begins now.
    async fn begun(&self, operator: &Desk, county: &'static County) -> Result<Run, Failure> {
        Ok(Run {
            id: self.run,
            county,
            start: now(operator).await?,
        })
    }

    /// Everything of a day is registered before anything is done, so that one story may point at another.
    async fn day(&self, teller: &Teller<'_>, scenes: Vec<Scene>, day: u32) -> Result<Vec<Scene>, Failure> {
        let registered = stream::iter(scenes).map(|scene| async move {
            if scene.story.begins != day {
                return Ok(scene);
            }
            let scene = teller.register(scene).boxed_local().await?;
            self.bar.inc(1);
            Ok(scene)
        });
        let scenes = all(registered).await?;
        let gone_on = stream::iter(scenes).map(|scene| teller.go_on(scene, day, || self.bar.inc(1)));
        all(gone_on).await
    }

    fn end(&self, scenes: Vec<Scene>, crossings: Vec<Crossing>, beside: Beside) -> Played {
        let mut ending = Ending::default();
        let shown = scenes.into_iter().filter_map(|scene| {
            let petition = scene.petition?;
            ending.add(&petition);
            let petitioner = scene.story.parties.first().map(|person| person.party(Uuid::nil()));
            Some(Shown {
                shows: scene.story.shows,
                query_code: scene.query_code,
                second_factor: petitioner.as_ref().map(factor).unwrap_or_default(),
                petition,
            })
        });
        let shown = shown.collect();
        Played {
            run: self.run,
            crossings,
            shown,
            ending,
            grids: beside.grids,
            disputes: beside.disputes,
            cases: beside.cases,
            bulletin: beside.bulletin,
        }
    }
}

async fn all<F>(scenes: impl Stream<Item = F>) -> Result<Vec<Scene>, Failure>
where
    F: Future<Output = Result<Scene, Failure>>,
{
    scenes.buffered(AT_ONCE).try_collect().await
}

fn scenes(stories: Vec<Story>) -> Vec<Scene> {
    let scene = |(story, number)| Scene {
        number,
        story,
        petition: None,
        query_code: String::new(),
    };
    stories.into_iter().zip(0..).map(scene).collect()
}

/// Imports the units that the county lacks.
pub async fn settle_in(operator: &Desk, county: &County) -> Result<(), Failure> {
    let there = ListOptions {
        superior: None,
        date: None,
    };
    let there = units::fetch(operator, &there).await?;
    let mut missing = county.units();
    missing.retain(|unit| there.iter().all(|one| one.code != unit.code));
    units::import(operator, missing).await?;
    Ok(())
}
