//! Spike and recovery: lives are begun at a rate that rises and falls, whether or not the city keeps up. How long one took counts from
//! when it was due to begin, so that what had to wait is seen to have waited. A fall is over when every life that was due before it has
//! been lived.

use std::time::Duration;

use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::Wish;
use crate::lives::{Citizen, Known};
use crate::program::pass;
use crate::rounds::word;
use crate::run::Run;
use crate::table::Row;

/// How many lives are begun a second, step by step.
const SHAPE: [u32; 7] = [1, 15, 1, 25, 2, 35, 10];

/// How long after a fall something of what was due before it may be left.
const RECOVERY: Duration = Duration::from_secs(5);

/// A life, with the step it was due in.
#[derive(Debug, Clone, Copy)]
struct Life {
    step: usize,
    due: Instant,
    ended: Instant,
}

/// A step, and what callers were told while it lasted.
#[derive(Debug)]
struct Step {
    rate: u32,
    /// When the next step began.
    end: Instant,
    /// Lives that had begun and not ended then.
    open: usize,
    again: usize,
    failures: Vec<String>,
    refused: Vec<String>,
}

/// The whole shape over every storage that was asked for.
pub async fn all(wish: &Wish) -> Vec<Row> {
    let mut rows = Vec::new();
    for in_files in wish.storage.each() {
        let name = format!("{}: spike", word(*in_files));
        if name.contains(&wish.only) {
            rows.push(spike(*in_files, name, wish.seconds).await);
        }
    }
    rows
}

async fn spike(in_files: bool, name: String, seconds: u32) -> Row {
    let mut run = Run::open(in_files).await;
    let (steps, lives) = offered(&run.citizen(), seconds.max(1)).await;
    println!("{name}\n{}", table(&steps, &lives));
    let mut row = run.end(name, std::time::Instant::now()).await;
    for (number, step) in steps.iter().enumerate() {
        row.again += step.again;
        row.failures += step.failures.len();
        row.findings.extend(step.failures.iter().chain(&step.refused).cloned());
        if step.again > 0 {
            row.findings
                .push(format!("{} calls met with trouble at {} a second", step.again, step.rate));
        }
        if let Some(took) = recovery(&steps, &lives, number).filter(|took| *took > RECOVERY) {
            row.findings.push(format!(
                "the fall from {} a second was over after {} ms",
                step.rate,
                took.as_millis()
            ));
        }
    }
    row
}

/// Begins the lives of every step when they are due, and waits for the last of them.
async fn offered(citizen: &Citizen, seconds: u32) -> (Vec<Step>, Vec<Life>) {
    let (mut living, mut lives, mut steps) = (JoinSet::new(), Vec::new(), Vec::new());
    let span = Duration::from_secs(u64::from(seconds));
    let (mut begin, mut kind) = (Instant::now(), 0);
    for (step, rate) in SHAPE.into_iter().enumerate() {
        let mut turns = interval_at(begin, Duration::from_secs(1) / rate);
        // One that is late is made up for: it was due all the same.
        turns.set_missed_tick_behavior(MissedTickBehavior::Burst);
        for _ in 0..rate.saturating_mul(seconds) {
            let (due, citizen) = (turns.tick().await, citizen.clone());
            living.spawn(async move {
                citizen.live(kind).await;
                let ended = Instant::now();
                Life { step, due, ended }
            });
            kind += 1;
        }
        begin += span;
        pass(begin.saturating_duration_since(Instant::now())).await;
        while let Some(life) = living.try_join_next() {
            lives.push(life.expect("a life"));
        }
        steps.push(Step::taken(rate, begin, living.len(), citizen.told()));
    }
    while let Some(life) = living.join_next().await {
        lives.push(life.expect("a life"));
    }
    if let Some(last) = steps.last_mut() {
        last.hear(citizen.told());
    }
    (steps, lives)
}

impl Step {
    fn taken(rate: u32, end: Instant, open: usize, told: Known) -> Self {
        Self {
            rate,
            end,
            open,
            again: told.again,
            failures: told.failures,
            refused: told.refused,
        }
    }

    /// What was told after the last step is told of it.
    fn hear(&mut self, told: Known) {
        self.again += told.again;
        self.failures.extend(told.failures);
        self.refused.extend(told.refused);
    }
}

/// How long after the end of a step the last life was lived that was due by then. After the last step nothing is offered: it ends in a
/// fall as well.
fn recovery(steps: &[Step], lives: &[Life], number: usize) -> Option<Duration> {
    let step = steps.get(number)?;
    let next = steps.get(number + 1).map_or(0, |next| next.rate);
    let before = lives.iter().filter(|life| life.step <= number);
    let last = before.map(|life| life.ended).max()?;
    (next < step.rate).then(|| last.saturating_duration_since(step.end))
}

/// The steps as a table.
fn table(steps: &[Step], lives: &[Life]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "lives a second",
        "lives",
        "half within",
        "99 of 100 within",
        "slowest",
        "left at the end",
        "asked again",
        "failures",
        "refused",
        "over after",
    ]);
    for (number, step) in steps.iter().enumerate() {
        let own = lives.iter().filter(|life| life.step == number);
        let mut took: Vec<Duration> = own.map(|life| life.ended.saturating_duration_since(life.due)).collect();
        took.sort_unstable();
        let within = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1)));
        let fall = recovery(steps, lives, number);
        table.add_row([
            step.rate.to_string(),
            took.len().to_string(),
            millis(within(50)),
            millis(within(99)),
            millis(took.last()),
            step.open.to_string(),
            step.again.to_string(),
            step.failures.len().to_string(),
            step.refused.len().to_string(),
            fall.map_or_else(|| "no fall".to_owned(), |took| millis(Some(&took))),
        ]);
    }
    table
}

fn millis(span: Option<&Duration>) -> String {
    span.map_or_else(|| "none".to_owned(), |span| format!("{} ms", span.as_millis()))
}
