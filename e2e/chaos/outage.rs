//! The outage budget: the broker or a service away while the city goes on. Ten seconds and a minute are as long as they are. Five and ten
//! minutes and an hour are pressed into a minute, or into as long as the lives take that one a second would be in that time. What is pressed is
//! the waiting alone: the pauses of relay and consumers are at their longest after five seconds, and the only longer span there is, the
//! two minutes in which the bus drops twins, matters to what was told before and not to what waits.

use std::time::{Duration, Instant};

use crate::Wish;
use crate::load::CITIZENS;
use crate::program::pass;
use crate::run::Run;
use crate::table::Row;

/// How long the outage is said to be, and how long it is at least, in seconds.
const OUTAGES: [(u64, u64); 5] = [(10, 10), (60, 60), (300, 60), (600, 60), (3_600, 60)];

/// What is away.
const AWAY: [&str; 3] = ["nats", "mediation", "assessment"];

/// The whole budget.
pub async fn all(wish: &Wish) -> Vec<Row> {
    let mut run = Run::open(false).await;
    let mut rows = Vec::new();
    for away in AWAY {
        for (said, real) in OUTAGES {
            let pressed = if said == real { "" } else { " (in 60)" };
            let name = format!("{away} away for {said} s{pressed}");
            if name.contains(&wish.only) {
                rows.push(outage(&mut run, away, name, (said, real)).await);
            }
        }
    }
    rows
}

/// One life a second of the time that is said, however fast they are lived.
async fn outage(run: &mut Run, away: &'static str, name: String, (said, real): (u64, u64)) -> Row {
    if away == "nats" {
        run.city.broker.kill().await;
    } else {
        run.city.program(away).kill().await;
    }
    let lives = usize::try_from(said).unwrap_or(usize::MAX).div_ceil(CITIZENS);
    let living = run.begin(lives, Some(away));
    pass(Duration::from_secs(real)).await;
    living.await.expect("lives");
    if away == "nats" {
        run.city.broker.restart().await;
    }
    run.city.raise().await;
    run.end(name, Instant::now()).await
}
