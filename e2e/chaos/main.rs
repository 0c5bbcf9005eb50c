//! What is left when things die: the services as processes over a PostgreSQL and a nats-server of their own, under load, killed with
//! SIGKILL at named points and at random; the broker or a service away for a while; and more asked of it than it was just now. After
//! every round it is looked whether what was accepted is there, once, everywhere. `make chaos`, `make outage` and `make spike` print the tables.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::large_futures,
    reason = "a harness that breaks must stop, and prints its table"
)]

mod checks;
mod city;
mod cluster;
mod kinds;
mod lives;
mod load;
mod outage;
mod program;
mod rounds;
mod run;
mod spike;
mod table;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};

/// Kills a city of services under load, and says what was left.
#[derive(Debug, Parser)]
struct Wish {
    /// Where the drawing of moments and points begins: the same seed draws the same.
    #[arg(long, default_value_t = 20_261_129)]
    seed: u64,
    /// What to do.
    #[arg(long, value_enum, default_value_t = What::Kill)]
    what: What,
    /// Only rounds whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Where the services keep what they have.
    #[arg(long, value_enum, default_value_t = Kept::Both)]
    storage: Kept,
    /// Lives of each client in a round.
    #[arg(long, default_value_t = 7)]
    lives: usize,
    /// One service at a time at each point, and not all of them in the same round: five times as long.
    #[arg(long)]
    apart: bool,
    /// Seconds of each step of a spike.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The kill matrix.
    Kill,
    /// The outage budget.
    Outage,
    /// Spike and recovery.
    Spike,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kept {
    /// In PostgreSQL.
    Postgres,
    /// In files.
    Sqlite,
    /// First one, then the other.
    Both,
}

impl Kept {
    /// For each storage that was asked for, whether it is in files.
    fn each(self) -> &'static [bool] {
        match self {
            Self::Postgres => &[false],
            Self::Sqlite => &[true],
            Self::Both => &[false, true],
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let wish = Wish::parse();
    let rows = match wish.what {
        What::Kill => rounds::all(&wish).await,
        What::Outage => outage::all(&wish).await,
        What::Spike => spike::all(&wish).await,
    };
    println!("{}", table::of(&rows));
    println!("seed {}", wish.seed);
    if rows.iter().all(table::Row::is_clean) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
