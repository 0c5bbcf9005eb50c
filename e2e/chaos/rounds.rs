//! The kill matrix: what dies, where, and how often that is drawn.

use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use shiyu_kit::fail::Point;

use crate::Wish;
use crate::city::{City, SERVICES};
use crate::program::pass;
use crate::run::Run;
use crate::table::Row;

/// What is done to the city in a round.
#[derive(Debug, Clone)]
enum Blow {
    /// Each of these services dies at this point, the so-manieth time it passes it.
    At(Point, Vec<(&'static str, u64)>),
    /// A service is killed, this long after the round began.
    Service(&'static str, Duration),
    /// All services at once.
    All(Duration),
    /// The broker.
    Broker(Duration),
    /// The database server.
    Database(Duration),
}

/// A service that dies is back after this.
const AWAY: Duration = Duration::from_millis(700);

/// How long after the last life a point may still be passed: what was caused is told and heard then.
const LINGER: Duration = Duration::from_secs(10);

/// Who passes a point, and at most how often it is waited for: as often as the lives of a round surely lead there.
fn passers(point: Point, in_files: bool) -> (&'static [&'static str], u64) {
    match point {
        // In PostgreSQL an act upon a case is one statement; only the orders of registers are written step by step, and the grid has some.
        Point::AfterInbox | Point::AfterJournal if !in_files => (&["grid"], 4),
        Point::AfterInbox | Point::AfterJournal | Point::BeforeCommit | Point::AfterCommit => (&SERVICES, 4),
        // Facts that are pending at once go out together.
        Point::AfterPublish | Point::BeforeMark => (&SERVICES, 2),
        Point::AfterEffect | Point::BeforeAck => (&SERVICES, 5),
    }
}

fn blows(rng: &mut StdRng, in_files: bool, apart: bool) -> Vec<Blow> {
    let mut blows = Vec::new();
    let moment = |rng: &mut StdRng| Duration::from_millis(rng.random_range(100..1_500));
    for point in Point::ALL {
        let (services, most) = passers(point, in_files);
        let each = services.iter().map(|service| (*service, rng.random_range(1..=most)));
        let each: Vec<_> = each.collect();
        let at_once = if apart { 1 } else { each.len() };
        blows.extend(each.chunks(at_once).map(|some| Blow::At(point, some.to_vec())));
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
            Self::At(point, services) => {
                let each = services.iter().map(|(service, passing)| format!("{service} {passing}"));
                format!("{}: {}", point.as_str(), each.collect::<Vec<_>>().join(", "))
            }
            Self::Service(service, at) => format!("{service} at {} ms", at.as_millis()),
            Self::All(at) => format!("every service at {} ms", at.as_millis()),
            Self::Broker(at) => format!("nats at {} ms", at.as_millis()),
            Self::Database(at) => format!("postgresql at {} ms", at.as_millis()),
        }
    }

    /// Before the round: a service that is to die at a point is started with it.
    async fn arm(&self, city: &mut City) {
        if let Self::At(point, services) = self {
            city.arm(*point, services).await;
        }
    }

    /// Kills what is to be killed, and raises it again; which services did not come to it. `over` tells that nobody lives any more.
    async fn strike(&self, city: &mut City, over: impl AsyncFn() -> bool) -> Vec<&'static str> {
        match self {
            Self::At(_, services) => {
                let armed = services.iter().map(|(service, _)| *service).collect();
                return survivors(city, armed, over).await;
            }
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
        Vec::new()
    }
}

/// Waits until each of these services has died at its point, or nothing more comes that could bring it there; who is left. One that died
/// is raised at once: the others need it to come to theirs.
async fn survivors(city: &mut City, mut armed: Vec<&'static str>, over: impl AsyncFn() -> bool) -> Vec<&'static str> {
    let mut quiet_since = None;
    while !armed.is_empty() {
        pass(Duration::from_millis(25)).await;
        let gone = armed.iter().position(|service| city.program(service).has_died());
        if let Some(gone) = gone {
            let service = armed.swap_remove(gone);
            pass(AWAY).await;
            city.program(service).start().await;
        } else if over().await && quiet_since.get_or_insert_with(Instant::now).elapsed() > LINGER {
            break;
        }
    }
    // Nobody stays armed: it would die in another round.
    for service in &armed {
        city.program(service).kill().await;
        city.program(service).start().await;
    }
    armed
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
    for blow in blows(&mut rng, in_files, wish.apart) {
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
    let alive = blow.strike(&mut run.city, async || living.is_finished()).await;
    let since = Instant::now();
    living.await.expect("lives");
    let mut row = run.end(name, since).await;
    row.died = alive.is_empty();
    row.findings
        .extend(alive.iter().map(|service| format!("{service} did not come to its point")));
    row
}
