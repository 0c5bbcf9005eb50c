//! The outage budget: the broker or a service away while the city goes on. Ten seconds and a minute are as long as they are. Five and ten
//! minutes and an hour are pressed into half a minute, or into as long as the lives take that one every two seconds would be in that
//! time, which is more than a county begins on a working day. What is pressed is the waiting alone: the pauses of relay and consumers are
//! at their longest after five seconds, and the only longer span there is, the two minutes in which the bus drops twins, matters to what
//! was told before and not to what waits. A service at whose door people stand is away for ten seconds: they ask until they are answered.

use std::time::{Duration, Instant};

use crate::Wish;
use crate::load::CITIZENS;
use crate::program::pass;
use crate::run::Run;
use crate::table::Row;

/// How long the outage is said to be, and how long it is at least, in seconds.
const OUTAGES: [(u64, u64); 5] = [(10, 10), (60, 60), (300, 30), (600, 30), (3_600, 30)];

/// What is away, and nobody needs at a door meanwhile.
const AWAY: [&str; 3] = ["nats", "mediation", "assessment"];

/// Services that people go on asking while they are away.
const ASKED: [&str; 3] = ["petition", "grid", "enforcement"];

/// How many seconds lie between one life and the next.
const PACE: u64 = 2;

/// The whole budget.
pub async fn all(wish: &Wish) -> Vec<Row> {
    let mut run = Run::open(false).await;
    let mut rows = Vec::new();
    for away in AWAY {
        for (said, real) in OUTAGES {
            let pressed = if said == real { String::new() } else { format!(" (in {real})") };
            let name = format!("{away} away for {said} s{pressed}");
            if name.contains(&wish.only) {
                rows.push(outage(&mut run, away, name, (said, real)).await);
            }
        }
    }
    for away in ASKED {
        let name = format!("{away} away for 10 s, and asked");
        if name.contains(&wish.only) {
            rows.push(asked(&mut run, away, name).await);
        }
    }
    rows
}

/// So many lives of each citizen that there is one every so many seconds of the time that is said.
fn lives(said: u64) -> usize {
    usize::try_from(said / PACE).unwrap_or(usize::MAX).div_ceil(CITIZENS)
}

/// However fast the lives are lived.
async fn outage(run: &mut Run, away: &'static str, name: String, (said, real): (u64, u64)) -> Row {
    if away == "nats" {
        run.city.broker.kill().await;
    } else {
        run.city.program(away).kill().await;
    }
    let living = run.begin(lives(said), Some(away));
    pass(Duration::from_secs(real)).await;
    living.await.expect("lives");
    let since = Instant::now();
    if away == "nats" {
        run.city.broker.restart().await;
    }
    run.city.raise().await;
    run.end(name, since).await
}

/// People ask the service that is away, and are answered when it is back.
async fn asked(run: &mut Run, away: &'static str, name: String) -> Row {
    run.city.program(away).kill().await;
    let living = run.begin(lives(60), None);
    pass(Duration::from_secs(10)).await;
    let since = Instant::now();
    run.city.raise().await;
    living.await.expect("lives");
    run.end(name, since).await
}
