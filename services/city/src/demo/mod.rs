//! `shiyu demo`: a believable stretch of days in a development city, through the public API alone. Officers of several units
//! register, forward, accept, handle and answer petitions; some are left lying; the movable clock crosses the limits of 15,
//! 60 and 30 days (信访工作条例 arts. 22, 23, 34, 35), and a table tells how everything stands at the end.

mod cast;
mod dice;
mod ending;
mod fate;
mod places;
mod play;
mod rings;
mod steps;
mod stories;
mod waiting;

use std::time::Duration as Wait;

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::clock::new_id;
use uuid::Uuid;

pub use cast::Cast;
pub use ending::Ending as Table;
pub use play::{Crossing, Played};

use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::progress;

const SEED: u64 = 2026;
/// Seconds.
const WAIT: u64 = 60;

/// How to play.
#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
    /// What the petitions are about; the same seed tells the same stories.
    #[arg(long, default_value_t = SEED)]
    pub seed: u64,
    /// Id of the run (UUID); the same id again registers nothing twice. Without it a new run.
    #[arg(long)]
    pub run: Option<Uuid>,
    /// How many seconds the city has to ring its clocks after they were moved.
    #[arg(long, default_value_t = WAIT)]
    pub wait: u64,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self {
            seed: SEED,
            run: None,
            wait: WAIT,
        }
    }
}

/// `shiyu demo`.
///
/// # Errors
/// [`Failure::Usage`] for a county the demo does not know, [`Failure::Refused`], and [`Failure::Late`] when clocks did not
/// ring in time.
pub async fn run(cast: &Cast, out: Printer, options: &DemoOptions) -> Result<Ending, Failure> {
    let played = play(cast, out, options).await?;
    out.show(&document(options, &played), || text(&played));
    Ok(Ending::Clean)
}

/// Imports the units that the cast's county lacks.
///
/// # Errors
/// [`Failure::Usage`] for a county the demo does not know, [`Failure::Refused`].
pub async fn settle(cast: &Cast) -> Result<(), Failure> {
    play::settle_in(cast.operator(), places::County::find(cast.county())?).await
}

/// Plays, and tells how everything stands at the end.
///
/// # Errors
/// As [`run`].
pub async fn play(cast: &Cast, out: Printer, options: &DemoOptions) -> Result<Played, Failure> {
    let run = options.run.unwrap_or_else(new_id);
    let bar = progress::bar(play::steps(), out);
    let company = play::Company {
        cast,
        run,
        seed: options.seed,
        wait: Wait::from_secs(options.wait),
        bar: &bar,
    };
    let played = company.play().await;
    bar.finish_and_clear();
    played
}

fn document(options: &DemoOptions, played: &Played) -> Value {
    let crossings = played.crossings.iter().map(|crossing| {
        json!({
            "days": crossing.days,
            "overdue": crossing.overdue,
            "closed": crossing.closed,
        })
    });
    json!({
        "run": played.run.to_string(),
        "seed": options.seed,
        "petitions": played.names,
        "advances": crossings.collect::<Value>(),
        "stages": played.ending.json(),
    })
}

fn text(played: &Played) -> String {
    let mut days = table(&["the clock moved", "went overdue", "closed by lapse"]);
    for crossing in &played.crossings {
        days.add_row([
            format!("{} days", crossing.days),
            crossing.overdue.to_string(),
            crossing.closed.to_string(),
        ]);
    }
    format!("run {}\n\n{days}\n\n{}", played.run, played.ending.table())
}
