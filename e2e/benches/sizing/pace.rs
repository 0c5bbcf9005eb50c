//! Writes at a pace, whether or not the services keep up; in every county the same.

use std::time::{Duration, Instant};

use shiyu_e2e::city::load::{Load, WRITES};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::Outcome;
use crate::scene::{Scene, Taken, pause};

/// How long it is waited after the last answer for what follows from it; what it takes is counted.
const TAIL: Duration = Duration::from_secs(2);

/// So many writes a second in each county for a span, and everything that follows from them.
pub async fn at(scene: &Scene, rate: u32, span: Duration) -> Outcome<Taken> {
    let loads: Vec<Load> = scene.counties.iter().map(|county| Load::of(&scene.city, county)).collect();
    let (before, since) = (scene.used().await?, Instant::now());
    let mut stories = JoinSet::new();
    let mut turns = interval(Duration::from_secs(1) * WRITES / rate.max(1));
    turns.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let many = usize::try_from(u64::from(rate) * span.as_secs() / u64::from(WRITES))?.max(1);
    for number in 0..many {
        turns.tick().await;
        for load in &loads {
            let load = load.clone();
            stories.spawn(async move { load.story(number).await });
        }
    }
    while let Some(told) = stories.join_next().await {
        told?;
    }
    pause(TAIL).await;
    let mut calls = Vec::new();
    for load in &loads {
        let book = load.take();
        if let Some(failed) = book.failed.first() {
            return Err(format!("{} calls failed, the first with {failed}", book.failed.len()).into());
        }
        calls.extend(book.answered.iter().map(|span| span.as_secs_f64() * 1e3));
    }
    calls.sort_by(f64::total_cmp);
    let taken = scene.taken(&before, since, calls).await?;
    // Afterwards: whoever asks again and again whether it is over would be measured, too.
    scene.city.settled().await;
    Ok(taken)
}
