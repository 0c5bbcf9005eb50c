//! The tables, as `helm/county/SIZING.md` holds them.
#![expect(clippy::print_stdout, reason = "what the caller asked to see")]

use std::time::Duration;

use shiyu_e2e::city::SERVICES;

use crate::model::Line;
use crate::scene::Taken;

/// Seconds of a year.
const YEAR: f64 = 365.0 * 86_400.0;
/// To so many counties the figures are drawn on.
const CITY: [usize; 2] = [6, 12];

/// Everything that was measured.
#[derive(Debug)]
pub struct Report {
    span: Duration,
    idle: Option<Taken>,
    loads: Vec<(usize, u32, Taken)>,
}

impl Report {
    /// Nothing yet.
    pub fn new(span: Duration) -> Self {
        Self {
            span,
            idle: None,
            loads: Vec::new(),
        }
    }

    /// A quiet span.
    pub fn idle(&mut self, taken: Taken) {
        eprintln!("sizing: quiet: {:?}, {:?}", taken.used, taken.resident);
        self.idle = Some(taken);
    }

    /// A span of writes.
    pub fn load(&mut self, counties: usize, rate: u32, taken: Taken) {
        eprintln!(
            "sizing: {counties} counties, {rate} writes/s: {:?}, {:?}",
            taken.used, taken.resident
        );
        self.loads.push((counties, rate, taken));
    }

    /// Prints what there is.
    pub fn print(&self) {
        if self.loads.is_empty() {
            return;
        }
        println!("spans of {} s; thousandths of a core, MB resident, ms\n", self.span.as_secs());
        self.county();
        self.growth();
        self.bytes();
    }

    fn county(&self) {
        println!("| one county | {} | PostgreSQL | bus | p50 ms | p99 ms |", SERVICES.join(" | "));
        println!("|---|{}", "---|".repeat(SERVICES.len() + 4));
        let first = self.loads.first().map_or(0, |(counties, ..)| *counties);
        if let Some(taken) = &self.idle {
            line("quiet", taken);
        }
        for (_, rate, taken) in self.loads.iter().filter(|(counties, ..)| *counties == first) {
            line(&format!("{rate} writes/s"), taken);
        }
        println!();
    }

    fn growth(&self) {
        println!("| counties | services MB | cores | desk MB | PostgreSQL cores | bus MB | bus cores | connections | |");
        println!("|---|---|---|---|---|---|---|---|---|");
        let slowest = self.loads.iter().map(|(_, rate, _)| *rate).min().unwrap_or_default();
        let measured: Vec<(f64, [f64; 7])> = self
            .loads
            .iter()
            .filter(|(_, rate, _)| *rate == slowest)
            .map(|(counties, _, taken)| (whole(*counties), of(taken, whole(*counties))))
            .collect();
        for (counties, figures) in &measured {
            row(*counties, figures, "measured");
        }
        for counties in CITY.map(whole) {
            let figures = std::array::from_fn(|at| {
                let points: Vec<(f64, f64)> = measured.iter().filter_map(|(x, all)| Some((*x, *all.get(at)?))).collect();
                Line::through(&points).at(counties)
            });
            row(counties, &figures, "modelled");
        }
        println!("\nat {slowest} writes a second in each county\n");
    }

    fn bytes(&self) {
        println!("| writes/s all year | journal rows | database GB | facts | stream GB, one copy | three copies |");
        println!("|---|---|---|---|---|---|");
        let longest = self.loads.iter().max_by(|one, other| one.2.calls.len().cmp(&other.2.calls.len()));
        let Some((counties, _, taken)) = longest else { return };
        // Of the first county, and the calls of all.
        let writes = whole(taken.calls.len()) / whole(*counties);
        for rate in [1.0, 10.0, 50.0] {
            let of = |what: f64| what / writes * rate * YEAR;
            println!(
                "| {rate} (worked out) | {:.0} million | {:.0} | {:.0} million | {:.0} | {:.0} |",
                of(taken.used.journal) / 1e6,
                of(taken.used.database) / 1e9,
                of(taken.used.facts) / 1e6,
                of(taken.used.stream) / 1e9,
                3.0 * of(taken.used.stream) / 1e9,
            );
        }
        println!(
            "\na write is {:.2} journal rows, {:.0} bytes of database, {:.2} facts, {:.0} bytes of stream, over {writes:.0} writes",
            taken.used.journal / writes,
            taken.used.database / writes,
            taken.used.facts / writes,
            taken.used.stream / writes,
        );
    }
}

fn line(what: &str, taken: &Taken) {
    let cores = |seconds: f64| format!("{:.0}", seconds / taken.seconds * 1e3);
    let services = taken.used.services.iter().zip(&taken.resident.services);
    let services: Vec<String> = services
        .map(|(used, resident)| format!("{}, {resident:.0} MB", cores(*used)))
        .collect();
    println!(
        "| {what} | {} | {} | {}, {:.0} MB | {} | {} |",
        services.join(" | "),
        cores(taken.used.postgres),
        cores(taken.used.bus),
        taken.resident.bus,
        percentile(&taken.calls, 500),
        percentile(&taken.calls, 990),
    );
}

/// All counties as the first one; what they share as it is.
fn of(taken: &Taken, counties: f64) -> [f64; 7] {
    [
        counties * taken.resident.services.iter().sum::<f64>(),
        counties * taken.used.services.iter().sum::<f64>() / taken.seconds,
        taken.resident.desk,
        taken.used.postgres / taken.seconds,
        taken.resident.bus,
        taken.used.bus / taken.seconds,
        taken.resident.connections,
    ]
}

fn row(counties: f64, figures: &[f64; 7], how: &str) {
    let [services, cores, desk, postgres, bus, bus_cores, connections] = figures;
    println!(
        "| {counties} | {services:.0} | {cores:.2} | {desk:.0} | {postgres:.2} | {bus:.0} | {bus_cores:.2} | {connections:.0} | {how} |"
    );
}

fn percentile(sorted: &[f64], permille: usize) -> String {
    let at = (sorted.len() * permille / 1_000).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or_else(|| "–".to_owned(), |ms| format!("{ms:.1}"))
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn whole(count: usize) -> f64 {
    count as f64
}
