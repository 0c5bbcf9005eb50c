//! Which program is a server new enough to serve us.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::nats::require_version;

/// Asks a program; false for one that is missing, hangs, is too old or is no nats-server at all.
pub(super) async fn is_fit(program: &Path) -> bool {
    let asked = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let Ok(Ok(answer)) = timeout(Duration::from_secs(10), asked).await else {
        return false;
    };
    says_it_is_fit(&String::from_utf8_lossy(&answer.stdout))
}

/// A server prints `nats-server: v2.15.1`.
fn says_it_is_fit(printed: &str) -> bool {
    let version = printed.trim().strip_prefix("nats-server: v");
    version.is_some_and(|version| require_version(version).is_ok())
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
            assert_eq!(says_it_is_fit(printed), fit, "{printed}");
        }
    }
}
