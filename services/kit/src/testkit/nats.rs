//! A NATS server of a test's own, with JetStream in a temporary folder, that can be killed and started again.
#![expect(clippy::expect_used, reason = "a fixture that breaks must fail its test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::process::Child;

use super::eventually;
use crate::nats::{Nats, NatsSettings, connect, require_version};

/// How long a server may take to start; it usually takes 50 milliseconds.
const START: Duration = Duration::from_secs(20);

/// A private server. It dies with its owner.
#[derive(Debug)]
pub struct Broker {
    program: PathBuf,
    folder: TempDir,
    port: u16,
    process: Option<Child>,
}

impl Broker {
    /// Starts a server on a free port. `None`, and a loud word, if there is no server of version 2.12 or newer:
    /// `SHIYU_TEST_NATS_SERVER` names the program, otherwise it is `nats-server` on the path.
    ///
    /// # Panics
    /// If there is no server although `SHIYU_TEST_NO_SKIP=1` forbids skipping, or if it does not start.
    pub async fn start() -> Option<Self> {
        Self::start_with("").await
    }

    /// Starts a server with more lines of configuration, such as accounts.
    ///
    /// # Panics
    /// As [`Broker::start`].
    pub async fn start_with(configuration: &str) -> Option<Self> {
        let program = program()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = folder.path().join("jetstream");
        let lines = format!(
            "host: 127.0.0.1\njetstream {{ store_dir: {:?} }}\n{configuration}\n",
            store.display().to_string()
        );
        std::fs::write(folder.path().join("server.conf"), lines).expect("the configuration");
        let mut broker = Self {
            program,
            folder,
            port: 0,
            process: None,
        };
        broker.launch(-1);
        broker.port = broker.announced_port().await;
        broker.is_up().await;
        Some(broker)
    }

    /// `nats://127.0.0.1:<port>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Connects to it without credentials.
    ///
    /// # Panics
    /// If it refuses.
    pub async fn connect(&self) -> Nats {
        connect(&NatsSettings::at(self.url())).await.expect("a connection")
    }

    /// Kills it, as a power failure would.
    ///
    /// # Panics
    /// If it cannot be killed.
    pub async fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().await.expect("the server dies");
        }
    }

    /// Starts it again on the same port with what its disk holds.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn restart(&mut self) {
        self.kill().await;
        self.launch(i32::from(self.port));
        self.is_up().await;
    }

    /// Loses everything the disk holds; only while it is dead.
    ///
    /// # Panics
    /// If the folder cannot be removed.
    pub fn lose_disk(&self) {
        std::fs::remove_dir_all(self.folder.path().join("jetstream")).expect("the store is removed");
    }

    fn launch(&mut self, port: i32) {
        let child = tokio::process::Command::new(&self.program)
            .arg("--config")
            .arg(self.folder.path().join("server.conf"))
            .args(["--port", &port.to_string(), "--ports_file_dir"])
            .arg(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("the server starts");
        self.process = Some(child);
    }

    async fn announced_port(&self) -> u16 {
        let folder = self.folder.path();
        eventually(START, || async { port_in(folder).is_some() }).await;
        port_in(folder).expect("the server's port")
    }

    async fn is_up(&self) {
        let settings = NatsSettings::at(self.url());
        eventually(START, || async {
            match connect(&settings).await {
                Ok(nats) => nats.jetstream().query_account().await.is_ok(),
                Err(_) => false,
            }
        })
        .await;
    }
}

/// The server writes a file `*.ports`: `{"nats": ["nats://127.0.0.1:40123"], …}`.
fn port_in(folder: &Path) -> Option<u16> {
    let file = std::fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .find(|entry| entry.path().extension().is_some_and(|extension| extension == "ports"))?;
    let ports: serde_json::Value = serde_json::from_slice(&std::fs::read(file.path()).ok()?).ok()?;
    ports.pointer("/nats/0")?.as_str()?.rsplit(':').next()?.parse().ok()
}

fn program() -> Option<PathBuf> {
    let named = std::env::var_os("SHIYU_TEST_NATS_SERVER").map(PathBuf::from);
    let program = named.unwrap_or_else(|| PathBuf::from("nats-server"));
    match version(&program) {
        Some(version) if require_version(&version).is_ok() => return Some(program),
        Some(version) => skip(&format!("{} is version {version}, too old", program.display())),
        None => skip(&format!("{} does not run", program.display())),
    }
    None
}

/// `nats-server: v2.15.1`.
fn version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.rsplit_once('v').map(|(_, version)| version.trim().to_owned())
}

fn skip(why: &str) {
    assert!(
        std::env::var_os("SHIYU_TEST_NO_SKIP").is_none_or(|value| value != "1"),
        "no NATS server for this test: {why}"
    );
    eprintln!("SKIPPED: no NATS server for this test: {why}");
}
