//! The acts of the demo, and the moving of the clock between them.

use std::time::Duration as Wait;

use futures::{StreamExt, TryStreamExt, stream};
use indicatif::ProgressBar;
use shiyu_proto::petition::v1::{Petition, Stage};
use time::{Duration, OffsetDateTime};
use tonic::Status;
use uuid::Uuid;

use super::cast::Cast;
use super::dice::Dice;
use super::ending::Ending;
use super::fate::{ADVANCES, Fate};
use super::places::County;
use super::rings::overdue;
use super::steps::{Matter, Steps};
use super::stories::tell;
use super::waiting::{fetch, settle};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::units::{self, ListOptions};
use crate::{clock, times};

/// How many petitions are worked on at a time.
const AT_ONCE: usize = 8;

/// Who plays, and how.
pub struct Company<'a> {
    pub cast: &'a Cast,
    pub run: Uuid,
    pub seed: u64,
    pub wait: Wait,
    pub bar: &'a ProgressBar,
}

/// What the moving of the clock did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    /// By how many days it moved.
    pub days: u32,
    /// How many clocks passed their legal due time by it.
    pub overdue: usize,
    /// How many petitions closed by it.
    pub closed: usize,
}

/// What was played.
#[derive(Debug)]
pub struct Played {
    /// Id of the run.
    pub run: Uuid,
    /// What each moving of the clock did.
    pub crossings: Vec<Crossing>,
    /// Names of the petitions.
    pub names: Vec<String>,
    /// How everything stands.
    pub ending: Ending,
}

/// Steps of the progress bar: a call each, and each moving of the clock.
pub fn steps() -> u64 {
    Fate::calls() + ADVANCES.len() as u64
}

impl Company<'_> {
    /// Plays every act.
    pub async fn play(&self) -> Result<Played, Failure> {
        let county = County::find(self.cast.county())?;
        let (operator, officer) = (self.cast.operator(), self.cast.officer());
        self.bar.set_message("units");
        settle_in(operator, county).await?;
        let mut matters = self.matters(county);
        let mut crossings = Vec::new();
        for act in 0..=ADVANCES.len() {
            self.bar.set_message(format!("act {}", act + 1));
            matters = self.act(act, matters).await?;
            let Some(days) = ADVANCES.get(act).copied() else { break };
            self.bar.set_message(format!("{days} days pass"));
            let before = matters.clone();
            let moved = advance(operator, days).await?;
            matters = settle(officer, matters, moved, self.wait).await?;
            crossings.push(crossing(days, &before, &matters));
            self.bar.inc(1);
        }
        self.end(officer, &matters, crossings).await
    }

    fn matters(&self, county: &County) -> Vec<Matter> {
        let mut dice = Dice::new(self.seed);
        let stories = std::iter::from_fn(|| tell(county, &mut dice));
        let fated = Fate::all().zip(stories).enumerate();
        fated
            .map(|(number, (fate, story))| Matter {
                number,
                fate,
                story,
                petition: None,
            })
            .collect()
    }

    async fn act(&self, act: usize, matters: Vec<Matter>) -> Result<Vec<Matter>, Failure> {
        let steps = Steps {
            cast: self.cast,
            run: self.run,
        };
        stream::iter(matters)
            .map(|matter| async move {
                match matter.fate.goal(act) {
                    Some(goal) => steps.bring(matter, goal, || self.bar.inc(1)).await,
                    None => Ok(matter),
                }
            })
            .buffered(AT_ONCE)
            .try_collect()
            .await
    }

    async fn end(&self, officer: &Desk, matters: &[Matter], crossings: Vec<Crossing>) -> Result<Played, Failure> {
        let mut ending = Ending::default();
        let mut names = Vec::new();
        for petition in matters.iter().filter_map(|matter| matter.petition.as_ref()) {
            ending.add(&fetch(officer, &petition.name).await?);
            names.push(petition.name.clone());
        }
        Ok(Played {
            run: self.run,
            crossings,
            names,
            ending,
        })
    }
}

/// Imports those of the county's units that are not there.
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

/// Moves the clock, and tells what time it is then in the city.
async fn advance(operator: &Desk, days: u32) -> Result<OffsetDateTime, Failure> {
    let (now, _) = clock::advance(operator, Duration::days(days.into())).await?;
    let now = now.as_ref().and_then(times::to_time);
    Ok(now.ok_or_else(|| Status::internal("the answer tells no time"))?)
}

fn crossing(days: u32, before: &[Matter], after: &[Matter]) -> Crossing {
    let count = |matters: &[Matter], of: fn(&Petition) -> usize| -> usize {
        matters.iter().filter_map(|matter| matter.petition.as_ref()).map(of).sum()
    };
    let closed = |petition: &Petition| usize::from(petition.stage() == Stage::Closed);
    Crossing {
        days,
        overdue: count(after, overdue).saturating_sub(count(before, overdue)),
        closed: count(after, closed).saturating_sub(count(before, closed)),
    }
}
