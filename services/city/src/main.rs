//! The `shiyu` command.

use std::process::ExitCode;

use clap::Parser;
use shiyu_city::cli::Cli;
use shiyu_city::serve;
use shiyu_kit::clock::WallClock;

#[tokio::main]
async fn main() -> ExitCode {
    let program = std::env::args_os().next().unwrap_or_default();
    if let Some(service) = serve::named(&program) {
        return serve::run(service).await;
    }
    let cli = Cli::parse();
    match shiyu_city::run(&cli, WallClock::system().now()).await {
        Ok(ending) => ending.code(),
        Err(failure) => {
            cli.global.printer().failure(&failure);
            failure.code()
        }
    }
}
