//! A day of 90,000 intakes, played as fast as it is answered, through every service of two counties and their city's desk: each service a
//! process, one server of the bus, a durable PostgreSQL. An intake is a petition that is registered, forwarded, accepted, handled and
//! offered to mediation or to enforcement, or an event that a patrol reports; the disputes and clues that follow come on top. Told are
//! the whole time, and how far the assessment lies behind the last event; a small day before it says what a thousand cost there. Nothing
//! here judges; a call that fails ends it.
//!
//! `SHIYU_DAY_INTAKES` is how many, 90,000 unless it is told; `SHIYU_DAY_BASELINE` the small day, 1,000; `SHIYU_DAY_CALLERS` how many ask
//! at once, 16.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod rest;

use std::error::Error;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use shiyu_e2e::City;
use shiyu_e2e::city::Plan;
use shiyu_e2e::city::load::Load;
use tokio::task::JoinSet;

use rest::{Reached, Watch};

/// What every step answers; the reason is for a person to read.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Intakes of one story: a petition and an event.
const INTAKES: usize = 2;

/// A day that was played.
#[derive(Debug)]
struct Day {
    intakes: usize,
    calls: usize,
    answered: Duration,
    reached: Reached,
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome<()> {
    // `cargo test` runs a benchmark too, to see that it starts; there is nothing to see without a durable database.
    if !std::env::args().any(|word| word == "--bench") {
        return Ok(());
    }
    let whole: usize = told("SHIYU_DAY_INTAKES", 90_000)?;
    let small: usize = told("SHIYU_DAY_BASELINE", 1_000)?;
    let callers: usize = told("SHIYU_DAY_CALLERS", 16)?;
    let plan = Plan::default();
    let Some(city) = City::open(&plan).await else { return Ok(()) };
    city.prepare().await;
    city.settled().await;
    let watch = Watch::open(&city, plan.counties.iter().copied().chain(plan.desk).collect()).await;
    println!("| day | intakes | calls | answered s | told s | heard s | assessment behind s | s per 1,000 intakes |");
    println!("|---|---|---|---|---|---|---|---|");
    let baseline = played(&city, &watch, &plan.counties, (small, callers)).await?;
    row("small", &baseline);
    let day = played(&city, &watch, &plan.counties, (whole, callers)).await?;
    row("whole", &day);
    println!(
        "\nA thousand intakes of the whole day take {:.2} of what they take of the small one.",
        day.thousand() / baseline.thousand()
    );
    watch.close().await;
    for county in &plan.counties {
        city.each_fact_is_told_once(county).await;
    }
    city.close().await;
    Ok(())
}

fn told<T: FromStr<Err: Error + Send + Sync + 'static>>(name: &str, usual: T) -> Outcome<T> {
    Ok(std::env::var(name).map_or(Ok(usual), |text| text.parse())?)
}

/// So many intakes in turn in each county, by so many callers, until all of it is told and heard.
async fn played(city: &City, watch: &Watch<'_>, counties: &[&'static str], (intakes, callers): (usize, usize)) -> Outcome<Day> {
    let loads: Vec<Load> = counties.iter().map(|county| Load::of(city, county)).collect();
    let (stories, next) = (intakes.div_ceil(INTAKES), Arc::new(AtomicUsize::new(0)));
    let since = Instant::now();
    let mut asking = JoinSet::new();
    for _ in 0..callers.max(1) {
        asking.spawn(ask(loads.clone(), next.clone(), stories));
    }
    while let Some(done) = asking.join_next().await {
        done?;
    }
    let answered = since.elapsed();
    let reached = watch.reached(since).await?;
    let mut day = Day {
        intakes: 0,
        calls: 0,
        answered,
        reached,
    };
    for load in &loads {
        let book = load.take();
        if let Some(failed) = book.failed.first() {
            return Err(format!("{} calls failed, the first with {failed}", book.failed.len()).into());
        }
        day.intakes += book.petitions.len() + book.events.len();
        day.calls += book.answered.len();
    }
    Ok(day)
}

/// One caller: a story after the other, as long as there are any.
async fn ask(loads: Vec<Load>, next: Arc<AtomicUsize>, stories: usize) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let turn = number.checked_rem(loads.len()).and_then(|turn| loads.get(turn));
        let Some(load) = turn.filter(|_| number < stories) else {
            return;
        };
        load.story(number / loads.len()).await;
    }
}

fn row(name: &str, one: &Day) {
    println!(
        "| {name} | {} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} |",
        one.intakes,
        one.calls,
        one.answered.as_secs_f64(),
        one.reached.told.as_secs_f64(),
        one.reached.heard.as_secs_f64(),
        one.behind().as_secs_f64(),
        one.thousand()
    );
}

impl Day {
    /// How far the assessment lies behind the last event of all others.
    const fn behind(&self) -> Duration {
        self.reached.heard.saturating_sub(self.reached.told)
    }

    /// Seconds of a thousand intakes, to the moment at which everything is heard.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    fn thousand(&self) -> f64 {
        self.reached.heard.as_secs_f64() * 1e3 / self.intakes.max(1) as f64
    }
}
