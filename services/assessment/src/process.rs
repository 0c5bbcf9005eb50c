//! The service as a process: what its own program runs, and `shiyu` when it is called by this service's name.

use std::process::ExitCode;

use shiyu_kit::clock::WallClock;
use shiyu_kit::config::environment;
use shiyu_kit::process::{self, Program};
use shiyu_kit::service::migrate;

use crate::config::DEFAULTS;
use crate::migration::Migrator;
use crate::{Config, start};

/// Does what its command line says, and runs until it is asked to end.
pub async fn run() -> ExitCode {
    let program = Program {
        service: "assessment",
        version: env!("CARGO_PKG_VERSION"),
        defaults: DEFAULTS,
        load: |file| Config::load(file.as_deref(), environment()),
        common: |config: &Config| &config.common,
        migrate: |ground| Box::pin(migrate::<Migrator>(ground, "assessment")),
    };
    process::run(program, async |config| Box::pin(start(config, WallClock::system())).await).await
}
