//! The kill matrix: what dies, where, and how often that is drawn.

use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use shiyu_kit::fail::Point;

use crate::Wish;
use crate::city::{City, SERVICES};
use crate::program::{pass, until};
use crate::run::Run;
use crate::table::Row;

/// What is done to the city in a round.
#[derive(Debug, Clone)]
enum Blow {
    /// A service dies at a point, the so-manieth time it passes it.
    At(&'static str, Point, u64),
    /// A service is killed, this long after the round began.
    Service(&'static str, Duration),
    /// All services at once.
    All(Duration),
    /// The broker.
    Broker(Duration),
    /// The database server.
    Database(Duration),
}

/// Points on the way of an act, where the database is one statement and where it is not.
const OF_ACTS: [Point; 2] = [Point::BeforeCommit, Point::AfterCommit];
const WITHIN: [Point; 2] = [Point::AfterInbox, Point::AfterJournal];
/// Points on the way of a fact to the bus.
const OF_TELLING: [Point; 2] = [Point::AfterPublish, Point::BeforeMark];
/// Points on the way of a fact that is heard.
const OF_HEARING: [Point; 2] = [Point::AfterEffect, Point::BeforeAck];

/// A service that dies is back after this.
const AWAY: Duration = Duration::from_millis(700);

fn blows(rng: &mut StdRng, in_files: bool) -> Vec<Blow> {
    let mut blows = Vec::new();
    let moment = |rng: &mut StdRng| Duration::from_millis(rng.random_range(100..1_500));
    let passing = |rng: &mut StdRng| rng.random_range(2..12_u64);
    for service in ["petition", "grid", "mediation", "enforcement"] {
        // In PostgreSQL an act upon a case is one statement; only the orders of registers are written step by step, and the grid has some.
        let within = if in_files || service == "grid" { WITHIN.as_slice() } else { &[] };
        for point in within.iter().chain(&OF_ACTS).chain(&OF_TELLING) {
            blows.push(Blow::At(service, *point, passing(rng)));
        }
    }
    for service in ["petition", "mediation", "assessment"] {
        for point in OF_HEARING {
            blows.push(Blow::At(service, point, passing(rng)));
        }
    }
    for service in SERVICES {
        blows.push(Blow::Service(service, moment(rng)));
    }
    blows.extend([Blow::Broker(moment(rng)), Blow::All(moment(rng))]);
    if !in_files {
        blows.push(Blow::Database(moment(rng)));
    }
    blows
}

impl Blow {
    fn name(&self) -> String {
        match self {
            Self::At(service, point, passing) => format!("{service} {} {passing}", point.as_str()),
            Self::Service(service, at) => format!("{service} at {} ms", at.as_millis()),
            Self::All(at) => format!("every service at {} ms", at.as_millis()),
            Self::Broker(at) => format!("nats at {} ms", at.as_millis()),
            Self::Database(at) => format!("postgresql at {} ms", at.as_millis()),
        }
    }

    /// Before the round: a service that is to die at a point is started with it.
    async fn arm(&self, city: &mut City) {
        if let Self::At(service, point, passing) = self {
            let program = city.program(service);
            program.kill().await;
            program.start(Some(format!("{}:{passing}", point.as_str()))).await;
        }
    }

    /// Kills what is to be killed, and raises it again; whether it died. `rounds` ends what waits for a point that is not passed.
    async fn strike(&self, city: &mut City, over: impl AsyncFn() -> bool) -> bool {
        match self {
            Self::At(service, ..) => return died(city, service, over).await,
            Self::Service(service, at) => {
                pass(*at).await;
                city.program(service).kill().await;
            }
            Self::All(at) => {
                pass(*at).await;
                for service in SERVICES {
                    city.program(service).kill().await;
                }
            }
            Self::Broker(at) => {
                pass(*at).await;
                city.broker.kill().await;
                pass(AWAY).await;
                city.broker.restart().await;
            }
            Self::Database(at) => {
                pass(*at).await;
                city.cluster.kill().await;
                pass(AWAY).await;
                city.cluster.restart().await;
            }
        }
        pass(AWAY).await;
        city.raise().await;
        true
    }
}

/// Waits until a service has died at its point, or nothing more comes that could bring it there.
async fn died(city: &mut City, service: &str, over: impl AsyncFn() -> bool) -> bool {
    let patience = Duration::from_mins(1);
    let died = until(patience, async || {
        let gone = city.program(service).has_died();
        if gone { Some(true) } else { over().await.then_some(false) }
    });
    let died = died.await.unwrap_or(false);
    if died {
        pass(AWAY).await;
    } else {
        city.program(service).kill().await;
    }
    city.raise().await;
    died
}

/// Every round over every storage that was asked for.
pub async fn all(wish: &Wish) -> Vec<Row> {
    let mut rows = Vec::new();
    for in_files in wish.storage.each() {
        rows.extend(matrix(wish, *in_files).await);
    }
    rows
}

/// The storage, in a round's name.
pub fn word(in_files: bool) -> &'static str {
    if in_files { "sqlite" } else { "postgres" }
}

async fn matrix(wish: &Wish, in_files: bool) -> Vec<Row> {
    let mut rng = StdRng::seed_from_u64(wish.seed);
    let mut run = Run::open(in_files).await;
    let mut rows = Vec::new();
    for blow in blows(&mut rng, in_files) {
        let name = format!("{}: {}", word(in_files), blow.name());
        if name.contains(&wish.only) {
            rows.push(round(&mut run, &blow, name, wish.lives).await);
        }
    }
    rows
}

async fn round(run: &mut Run, blow: &Blow, name: String, lives: usize) -> Row {
    blow.arm(&mut run.city).await;
    let living = run.begin(lives, None);
    let died = blow.strike(&mut run.city, async || living.is_finished()).await;
    let since = Instant::now();
    living.await.expect("lives");
    Row {
        died,
        ..run.end(name, since).await
    }
}
