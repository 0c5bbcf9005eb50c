//! The petition service beside pgbench writing the same rows on the same PostgreSQL, in the same run; then its lists and
//! its look-ups as the table grows. One table on standard output. Nothing here judges a time: a benchmark tells.
//!
//! `SHIYU_BENCH_SECONDS` is the span of one measurement, 10 unless it is told. `cargo bench -p shiyu-e2e -- writes` leaves the
//! reads out, `-- reads` the writes, `-- intake` all but the registrations.

mod calls;
mod cpu;
mod growth;
mod load;
mod pgbench;
mod report;
mod sample;
mod scene;

use std::error::Error;
use std::time::Duration;

use shiyu_e2e::Backends;

use calls::Work;
use load::Measured;
use report::Report;
use scene::Scene;

/// What every step answers; the reason is for a person to read.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Callers, and connections of pgbench.
const CONNECTIONS: usize = 16;

/// Each comparison is made in so many turns, ours and pgbench's one after the other, so that a slow minute of the machine hurts both.
const TURNS: u32 = 2;

/// What can be asked for alone.
const PARTS: [&str; 3] = ["intake", "writes", "reads"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    // `cargo test` runs a benchmark too, to see that it starts; there is nothing to see without a durable database.
    if !std::env::args().any(|word| word == "--bench") {
        return Ok(());
    }
    let Some(backends) = Backends::start().await else {
        return Ok(());
    };
    let span = Duration::from_secs(std::env::var("SHIYU_BENCH_SECONDS").map_or(Ok(10), |text| text.parse())?);
    let scene = Scene::set(&backends).await?;
    let mut report = Report::of(&scene, span).await?;
    let wanted = |part: &str| !std::env::args().any(|word| word != part && PARTS.contains(&word.as_str()));
    if wanted("writes") || wanted("intake") {
        Box::pin(compare(&scene, span / TURNS, wanted("writes"), &mut report)).await?;
    }
    if wanted("reads") {
        for rows in [10_000, 1_000_000] {
            growth::grow(&scene, rows).await?;
            report.grown(rows, reads(&scene, rows, span / 2).await?);
        }
    }
    report.loaded = scene.service.memory();
    report.print();
    Ok(())
}

/// The registrations, ours and pgbench's, and if they are wanted the steps after them.
async fn compare(scene: &Scene, span: Duration, steps: bool, report: &mut Report) -> Outcome<()> {
    let samples = sample::take(scene).await?;
    let pgbench = pgbench::Pgbench::prepare(scene, &samples).await?;
    let warm = Duration::from_secs(1);
    load::measure(scene, &Work::register(), warm).await?;
    for _ in 0..TURNS {
        let intake = Work::register();
        report.intake.add(load::measure(scene, &intake, span).await?);
        report.intake_pgbench.add(pgbench.intake(scene, span).await?);
        if !steps {
            continue;
        }
        let steps = Work::Lifecycle(intake.registered());
        report.steps.add(load::measure(scene, &steps, span).await?);
        report.steps_pgbench.add(pgbench.steps(scene, span).await?);
    }
    Ok(())
}

/// A look-up, a list of the newest and one of the most urgent, of one unit.
async fn reads(scene: &Scene, rows: u64, span: Duration) -> Outcome<[Measured; 3]> {
    let mut measured = <[Measured; 3]>::default();
    for (work, into) in [Work::Get(rows), Work::Newest, Work::DueFirst].iter().zip(&mut measured) {
        load::measure(scene, work, span / 5).await?;
        into.add(load::measure(scene, work, span).await?);
    }
    Ok(measured)
}
