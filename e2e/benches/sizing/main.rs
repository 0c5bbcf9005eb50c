//! What a county costs: a city of programs, each service a process, one server of the bus, a durable PostgreSQL, and writes at a pace.
//! Processor time and memory are read from `/proc`, bytes from the database and the streams. Tables in Markdown on standard output;
//! what is worked out and not measured says so. Nothing here judges; a call that fails ends it.
//!
//! `SHIYU_BENCH_SECONDS` is the span of one measurement, 60 unless it is told; `SHIYU_SIZING_RATES` the writes a second (`1,10,50`), and
//! `SHIYU_SIZING_COUNTIES` how many counties there are to be in turn (`1,2,3`).

mod bus;
#[expect(dead_code, reason = "it also adds up, for the other benchmarks")]
#[path = "../petition/cpu.rs"]
mod cpu;
mod model;
mod pace;
mod report;
mod scene;

use std::error::Error;
use std::str::FromStr;
use std::time::Duration;

use report::Report;
use scene::Scene;

/// What every step answers; the reason is for a person to read.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome<()> {
    // `cargo test` runs a benchmark too, to see that it starts; there is nothing to see without a durable database.
    if !std::env::args().any(|word| word == "--bench") {
        return Ok(());
    }
    let span = Duration::from_secs(one("SHIYU_BENCH_SECONDS", 60)?);
    let rates: Vec<u32> = many("SHIYU_SIZING_RATES", "1,10,50")?;
    let sizes: Vec<usize> = many("SHIYU_SIZING_COUNTIES", "1,2,3")?;
    let mut report = Report::new(span);
    let measured = Box::pin(measure(&mut report, (&sizes, &rates), span)).await;
    // What was measured before something failed was measured.
    report.print();
    measured
}

/// Of the first size how it is quiet, and every pace; of the others the first pace, which tells how it grows.
async fn measure(report: &mut Report, (sizes, rates): (&[usize], &[u32]), span: Duration) -> Outcome<()> {
    for (number, counties) in sizes.iter().copied().enumerate() {
        let Some(scene) = Box::pin(Scene::set(counties)).await? else {
            return Ok(());
        };
        if number == 0 {
            report.idle(scene.watch(span / 2).await?);
        }
        for rate in rates.iter().copied().take(if number == 0 { rates.len() } else { 1 }) {
            report.load(counties, rate, Box::pin(pace::at(&scene, rate, span)).await?);
        }
        scene.close().await;
    }
    Ok(())
}

fn one<T: FromStr<Err: Error + Send + Sync + 'static>>(name: &str, usual: T) -> Outcome<T> {
    Ok(std::env::var(name).map_or(Ok(usual), |text| text.parse())?)
}

fn many<T: FromStr<Err: Error + Send + Sync + 'static>>(name: &str, usual: &str) -> Outcome<Vec<T>> {
    let text = std::env::var(name).unwrap_or_else(|_| usual.to_owned());
    text.split(',').map(|word| Ok(word.trim().parse()?)).collect()
}
