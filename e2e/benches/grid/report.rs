//! What was measured.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use crate::load::{Measured, percentile};
use crate::scene::{Scene, sql};
use crate::{CONNECTIONS, Outcome};

/// Everything of one run.
#[derive(Debug, Default)]
pub struct Report {
    head: String,
    /// At the rate.
    pub load: Measured,
    /// As fast as it goes.
    pub ours: Measured,
    /// The same rows by pgbench.
    pub pgbench: Measured,
    /// Resident MB of the service after everything.
    pub memory: Option<f64>,
}

impl Report {
    /// An empty one, with what is known before the first measurement.
    pub async fn of(scene: &Scene, span: Duration, rate: u32) -> Outcome<Self> {
        let asked = "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync";
        let row = scene.db.query_one_raw(sql(asked)).await?.ok_or("no answer")?;
        let (version, fsync): (String, String) = (row.try_get("", "version")?, row.try_get("", "fsync")?);
        let processors = std::thread::available_parallelism()?;
        Ok(Self {
            head: format!(
                "PostgreSQL {version}, fsync {fsync}, {processors} processors for everything, {CONNECTIONS} connections, \
                 {rate} events/s for {} s, 1000 grids",
                span.as_secs()
            ),
            ..Self::default()
        })
    }

    /// Prints it.
    #[expect(clippy::print_stdout, reason = "what a benchmark is for")]
    pub fn print(&self) {
        println!("\n{}\n", self.head);
        println!(
            "{:44} {:>10} {:>8} {:>8} {:>8} {:>11} {:>14}",
            "", "per second", "p50 ms", "p99 ms", "max ms", "service µs", "PostgreSQL µs"
        );
        line("reported, dispatched and heard, at the rate", &self.load, &self.load.latencies);
        line("  of that the report alone", &self.load, &self.load.reports);
        line("reported and dispatched, as fast as it goes", &self.ours, &self.ours.latencies);
        line("  pgbench, same rows", &self.pgbench, &self.pgbench.latencies);
        println!("\nµs: processor time of one event, until its facts are on the bus\n");
        println!("none lost: {:.0} reported, as many dispatched, as many heard", self.load.events());
        println!("beside pgbench: {:.2}", self.ours.rate() / self.pgbench.rate());
        if let Some(memory) = self.memory {
            println!("memory after all of it: {memory:.1} MB");
        }
    }
}

#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn line(name: &str, measured: &Measured, latencies: &[u64]) {
    let each = |seconds: f64| {
        let micros = seconds * 1e6 / measured.events();
        if micros > 0.0 { format!("{micros:.0}") } else { "–".to_owned() }
    };
    println!(
        "{name:44} {:10.0} {:8.2} {:8.2} {:8.2} {:>11} {:>14}",
        measured.rate(),
        percentile(latencies, 500),
        percentile(latencies, 990),
        percentile(latencies, 1_000),
        each(measured.cpu.service),
        each(measured.cpu.postgres.unwrap_or_default()),
    );
}
