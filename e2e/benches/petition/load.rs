//! A closed loop: every caller asks, waits for the answer, and asks again.

use std::future::Future;
use std::time::{Duration, Instant};

use tonic::Status;

use crate::Outcome;
use crate::calls::{Desks, Work};
use crate::cpu::Cpu;
use crate::scene::Scene;

/// What was measured, over all turns.
#[derive(Debug, Default)]
pub struct Measured {
    /// How long, in seconds.
    pub seconds: f64,
    /// How long each operation took, in microseconds.
    pub latencies: Vec<u64>,
    /// Processor time of it all.
    pub cpu: Option<Cpu>,
}

impl Measured {
    /// Another turn of the same.
    pub fn add(&mut self, other: Self) {
        self.seconds += other.seconds;
        self.latencies.extend(other.latencies);
        self.latencies.sort_unstable();
        self.cpu = match (self.cpu, other.cpu) {
            (Some(one), Some(two)) => Some(one.plus(two)),
            (one, two) => one.or(two),
        };
    }

    /// How many operations.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    pub fn operations(&self) -> f64 {
        self.latencies.len() as f64
    }

    /// Operations a second.
    pub fn rate(&self) -> f64 {
        self.operations() / self.seconds
    }

    /// The latency in milliseconds that so many of a hundred operations stayed below.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    pub fn percentile(&self, percent: usize) -> f64 {
        let at = (self.latencies.len() * percent / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).map_or(0.0, |micros| *micros as f64 / 1e3)
    }

    /// Processor microseconds of the service for each operation.
    pub fn service_micros(&self) -> Option<f64> {
        Some(self.cpu?.service * 1e6 / self.operations())
    }

    /// Processor microseconds of PostgreSQL for each operation.
    pub fn postgres_micros(&self) -> Option<f64> {
        Some(self.cpu?.postgres? * 1e6 / self.operations())
    }
}

/// What one caller notes down.
pub struct Samples {
    latencies: Vec<u64>,
    dice: u64,
}

impl Samples {
    /// Times a call; one that fails ends the benchmark.
    pub async fn time(&mut self, call: impl Future<Output = Result<(), Status>>) -> Result<(), Status> {
        let since = Instant::now();
        call.await?;
        self.latencies.push(u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX));
        Ok(())
    }

    /// A number below `end`, the same in every run (Knuth's MMIX generator).
    pub fn draw(&mut self, end: u64) -> u64 {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) % end
    }
}

/// Lets every caller work for the span. Processor time counts until the last fact is told.
pub async fn measure(scene: &Scene, work: &Work, span: Duration) -> Outcome<Measured> {
    scene.told().await?;
    let (before, since) = (scene.cpu(), Instant::now());
    let callers = (1_u64..).zip(scene.desks.iter().cloned());
    let callers = callers.map(|(number, desks)| caller(desks, work, number, since + span));
    let noted = futures::future::try_join_all(callers).await?;
    let seconds = since.elapsed().as_secs_f64();
    scene.told().await?;
    let mut measured = Measured::default();
    measured.add(Measured {
        seconds,
        latencies: noted.concat(),
        cpu: Some(scene.cpu().since(before)),
    });
    Ok(measured)
}

async fn caller(mut desks: Desks, work: &Work, number: u64, end: Instant) -> Outcome<Vec<u64>> {
    let mut samples = Samples {
        latencies: Vec::new(),
        dice: number,
    };
    while Instant::now() < end && desks.turn(work, &mut samples).await? {}
    Ok(samples.latencies)
}
