//! The enforcement service of one county, as a process of its own.

use std::process::ExitCode;

use shiyu_enforcement::{Config, config::DEFAULTS, migration::Migrator};
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::environment;
use shiyu_kit::process::{Program, run};
use shiyu_kit::service::migrate;

#[tokio::main]
async fn main() -> ExitCode {
    let program = Program {
        service: "enforcement",
        version: env!("CARGO_PKG_VERSION"),
        defaults: DEFAULTS,
        load: |file| Config::load(file.as_deref(), environment()),
        common: |config: &Config| &config.common,
        migrate: |ground| Box::pin(migrate::<Migrator>(ground, "enforcement")),
    };
    run(program, async |config| {
        Box::pin(shiyu_enforcement::start(config, WallClock::system())).await
    })
    .await
}
