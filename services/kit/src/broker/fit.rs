//! Which program is a server new enough to serve us.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::nats::require_version;

/// How long a program may take to say its version.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks a program for its version.
///
/// # Errors
/// In words: it is missing, hangs, is too old or is no nats-server at all.
pub(super) async fn check(program: &Path) -> Result<(), String> {
    let asked = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    match timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => judge(&String::from_utf8_lossy(&answer.stdout)),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("it does not answer".to_owned()),
    }
}

/// Whether a program is fit; see [`check`].
pub(super) async fn is_fit(program: &Path) -> bool {
    check(program).await.is_ok()
}

/// A server prints `nats-server: v2.15.1`.
fn judge(printed: &str) -> Result<(), String> {
    let version = printed.trim().strip_prefix("nats-server: v");
    let version = version.ok_or("it does not say that it is one")?;
    require_version(version).map_err(|_| format!("it is version {}", version.chars().take(40).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_new_server_prints_is_fit() {
        let table = [
            ("nats-server: v2.15.1\n", true),
            ("nats-server: v2.12.0-RC.1", true),
            ("nats-server: v2.9.10", false),
            ("nats-server: v2", false),
            ("2.15.1", false),
            ("gnatsd v2.15.1", false),
            ("", false),
        ];
        for (printed, fit) in table {
            assert_eq!(judge(printed).is_ok(), fit, "{printed}");
        }
    }
}
