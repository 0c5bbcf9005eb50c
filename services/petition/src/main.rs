//! The petition service of one county, as a process of its own.

use std::process::ExitCode;

use shiyu_kit::clock::WallClock;
use shiyu_kit::config::environment;
use shiyu_kit::process::{Program, run};
use shiyu_kit::service::migrate;
use shiyu_petition::{Config, config::DEFAULTS, migration::Migrator};

#[tokio::main]
async fn main() -> ExitCode {
    let program = Program {
        service: "petition",
        version: env!("CARGO_PKG_VERSION"),
        defaults: DEFAULTS,
        load: |file| Config::load(file.as_deref(), environment()),
        common: |config: &Config| &config.common,
        migrate: |ground| Box::pin(migrate::<Migrator>(ground, "petition")),
    };
    run(program, async |config| shiyu_petition::start(config, WallClock::system()).await).await
}
