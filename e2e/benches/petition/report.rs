//! What was measured, beside what was aimed at.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use crate::load::Measured;
use crate::scene::{Scene, sql};
use crate::{CONNECTIONS, Outcome};

/// Everything of one run.
#[derive(Debug, Default)]
pub struct Report {
    /// What it was measured on.
    head: String,
    /// Registrations.
    pub intake: Measured,
    /// The same rows by pgbench.
    pub intake_pgbench: Measured,
    /// Steps after registration.
    pub steps: Measured,
    /// The same rows by pgbench.
    pub steps_pgbench: Measured,
    reads: Vec<(u64, [Measured; 3])>,
    start: Duration,
    idle: Option<f64>,
    /// Resident MB of the service after everything.
    pub loaded: Option<f64>,
}

const READS: [&str; 3] = ["get", "list, newest", "list, due first"];

impl Report {
    /// An empty one, with what is known before the first measurement.
    pub async fn of(scene: &Scene, span: Duration) -> Outcome<Self> {
        let asked = "SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync";
        let row = scene.db.query_one_raw(sql(asked)).await?.ok_or("no answer")?;
        let (version, fsync): (String, String) = (row.try_get("", "version")?, row.try_get("", "fsync")?);
        let processors = std::thread::available_parallelism()?;
        Ok(Self {
            head: format!(
                "PostgreSQL {version}, fsync {fsync}, {processors} processors for everything, {CONNECTIONS} connections, {} s a measurement",
                span.as_secs()
            ),
            start: scene.service.start,
            idle: scene.service.idle,
            ..Self::default()
        })
    }

    /// The reads of a table of so many rows.
    pub fn grown(&mut self, rows: u64, measured: [Measured; 3]) {
        self.reads.push((rows, measured));
    }

    /// Prints it.
    #[expect(clippy::print_stdout, reason = "what a benchmark is for")]
    pub fn print(&self) {
        println!("\n{}\n", self.head);
        println!(
            "{:34} {:>10} {:>8} {:>8} {:>11} {:>14}",
            "", "per second", "p50 ms", "p99 ms", "service µs", "PostgreSQL µs"
        );
        line("register", &self.intake);
        line("  pgbench, same rows", &self.intake_pgbench);
        line("forward, accept, …, issue", &self.steps);
        line("  pgbench, same statements", &self.steps_pgbench);
        for (rows, measured) in &self.reads {
            for (name, measured) in READS.iter().zip(measured) {
                line(&format!("{name}, {rows} rows"), measured);
            }
        }
        println!("\nµs: processor time of one operation, until its fact is on the bus\n");
        for goal in self.goals() {
            println!("{goal}");
        }
    }

    fn goals(&self) -> Vec<String> {
        let micros = self
            .intake
            .service_micros()
            .zip(self.intake.postgres_micros())
            .map(|(service, postgres)| service + postgres);
        let mut goals = vec![
            goal(
                "register beside pgbench",
                Some(self.intake.rate() / self.intake_pgbench.rate()),
                Aim::AtLeast(1.5),
                "",
            ),
            goal("register, processor time", micros, Aim::AtMost(300.0), " µs"),
            goal(
                "steps beside pgbench",
                Some(self.steps.rate() / self.steps_pgbench.rate()),
                Aim::AtLeast(0.8),
                "",
            ),
        ];
        if let [(_, few), (_, many)] = self.reads.as_slice() {
            for ((name, few), many) in READS.iter().zip(few).zip(many) {
                let ratio = many.percentile(99) / few.percentile(99);
                goals.push(goal(
                    &format!("{name}, p99 of many rows beside few"),
                    Some(ratio),
                    Aim::AtMost(1.2),
                    "",
                ));
            }
        }
        goals.push(goal("idle memory", self.idle, Aim::AtMost(25.0), " MB"));
        goals.push(goal("start to ready", Some(self.start.as_secs_f64()), Aim::AtMost(1.0), " s"));
        if let Some(loaded) = self.loaded {
            goals.push(format!("{:44} {loaded:8.2} MB", "memory after all of it"));
        }
        goals
    }
}

/// What is aimed at.
#[derive(Clone, Copy)]
enum Aim {
    AtLeast(f64),
    AtMost(f64),
}

fn goal(name: &str, value: Option<f64>, aim: Aim, unit: &str) -> String {
    let Some(value) = value else {
        return format!("{name:44}        – (cannot be seen from here)");
    };
    let (words, bound, met) = match aim {
        Aim::AtLeast(bound) => ("at least", bound, value >= bound),
        Aim::AtMost(bound) => ("at most", bound, value <= bound),
    };
    let verdict = if met { "met" } else { "not met" };
    format!("{name:44} {value:8.2}{unit:4} {words:>8} {bound}{unit}: {verdict}")
}

#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn line(name: &str, measured: &Measured) {
    let micros = |value: Option<f64>| {
        value
            .filter(|value| *value > 0.0)
            .map_or_else(|| "–".to_owned(), |value| format!("{value:.0}"))
    };
    println!(
        "{name:34} {:10.0} {:8.2} {:8.2} {:>11} {:>14}",
        measured.rate(),
        measured.percentile(50),
        measured.percentile(99),
        micros(measured.service_micros()),
        micros(measured.postgres_micros()),
    );
}
