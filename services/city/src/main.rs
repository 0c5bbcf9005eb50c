//! The `shiyu` command.

use std::process::ExitCode;

use clap::Parser;
use shiyu_city::cli::Cli;
use shiyu_kit::clock::WallClock;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match shiyu_city::run(&cli, WallClock::system().now()).await {
        Ok(ending) => ending.code(),
        Err(failure) => {
            cli.global.printer().failure(&failure);
            failure.code()
        }
    }
}
