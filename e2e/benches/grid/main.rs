//! The grid service under a city's load: so many events a second are reported while dispatchers dispatch each of them, and what was
//! dispatched is heard on the bus; then as fast as it goes, beside pgbench writing the same rows on the same PostgreSQL, in the same
//! run. One table on standard output. Nothing here judges a time: a benchmark tells; but an event that is lost ends it.
//!
//! `SHIYU_BENCH_SECONDS` is the span of the load, 60 unless it is told, and `SHIYU_BENCH_RATE` the events a second, 300 unless it is
//! told. The comparison takes a sixth of the span for each side.

mod calls;
#[path = "../petition/cpu.rs"]
mod cpu;
mod ground;
mod load;
mod pgbench;
mod report;
mod rows;
mod scene;

use std::error::Error;
use std::time::Duration;

use shiyu_e2e::Backends;

use report::Report;
use scene::Scene;

/// What every step answers; the reason is for a person to read.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Callers, and connections of pgbench.
const CONNECTIONS: usize = 16;

/// The comparison is made in so many turns, ours and pgbench's one after the other, so that a slow minute of the machine hurts both.
const TURNS: u32 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    // `cargo test` runs a benchmark too, to see that it starts; there is nothing to see without a durable database.
    if !std::env::args().any(|word| word == "--bench") {
        return Ok(());
    }
    let Some(backends) = Backends::start().await else {
        return Ok(());
    };
    let span = Duration::from_secs(told("SHIYU_BENCH_SECONDS", 60)?);
    let rate = u32::try_from(told("SHIYU_BENCH_RATE", 300)?)?;
    let scene = Box::pin(Scene::set(&backends)).await?;
    let mut report = Report::of(&scene, span, rate).await?;
    let pgbench = pgbench::Pgbench::prepare(&scene).await?;
    load::at_rate(&scene, Duration::from_secs(2), rate).await?;
    report.load = load::at_rate(&scene, span, rate).await?;
    let turn = (span / 6 / TURNS).max(Duration::from_secs(1));
    for _ in 0..TURNS {
        report.ours.add(load::as_fast_as_it_goes(&scene, turn).await?);
        report.pgbench.add(pgbench.run(&scene, turn).await?);
    }
    report.memory = cpu::memory(scene.service.process);
    report.print();
    Ok(())
}

fn told(name: &str, otherwise: u64) -> Outcome<u64> {
    Ok(std::env::var(name).map_or(Ok(otherwise), |text| text.parse())?)
}
