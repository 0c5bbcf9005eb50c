//! The assessment service of one county, as a process of its own.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    shiyu_assessment::process::run().await
}
