//! A PostgreSQL of one's own, durable, that may be killed and started again where it was.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use shiyu_kit::testkit::database::TestDatabase;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::program::{free_port, until};

/// How long a server may take to recover what a kill left.
const PATIENCE: Duration = Duration::from_mins(1);

/// The server.
pub struct Cluster {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    running: Option<Child>,
}

impl Cluster {
    /// A new one, in a folder that is gone with it.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let programs = programs().await;
        own(folder.path()).await;
        let data = folder.path().join("data");
        let made = as_postgres(&programs.join("initdb"))
            .args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .status()
            .await;
        assert!(made.expect("initdb").success(), "initdb failed");
        let mut cluster = Self {
            programs,
            folder,
            port: free_port(),
            running: None,
        };
        cluster.restart().await;
        cluster
    }

    /// Its administrator's address.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// An empty database.
    pub async fn database(&self) -> TestDatabase {
        TestDatabase::create(&self.url(), None).await
    }

    /// Kills it, as a power failure would.
    pub async fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().await.expect("the server dies");
        }
    }

    /// Starts it where it was. Backends of the one that was killed take a moment to notice.
    pub async fn restart(&mut self) {
        let started = until(PATIENCE, async || {
            let mut server = self.spawn();
            let answers = until(Duration::from_secs(15), async || {
                let ended = server.try_wait().expect("a child").is_some();
                ended || self.answers().await
            });
            let answers = answers.await && server.try_wait().expect("a child").is_none();
            answers.then_some(server)
        });
        self.running = Some(started.await.expect("PostgreSQL starts again"));
    }

    fn spawn(&self) -> Child {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"));
        as_postgres(&self.programs.join("postgres"))
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args([
                "-p",
                &self.port.to_string(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=200",
            ])
            .arg("-c")
            .arg(format!("unix_socket_directories={}", self.folder.path().display()))
            .stdout(Stdio::null())
            .stderr(log.expect("a log"))
            .kill_on_drop(true)
            .spawn()
            .expect("PostgreSQL")
    }

    async fn answers(&self) -> bool {
        let asked = Command::new(self.programs.join("psql"))
            .args([
                "-qAt",
                "-h",
                "127.0.0.1",
                "-p",
                &self.port.to_string(),
                "-U",
                "postgres",
                "-c",
                "SELECT 1",
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.await.is_ok_and(|status| status.success())
    }
}

/// The newest that is installed.
async fn programs() -> PathBuf {
    let newest = "ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1";
    let output = Command::new("sh").args(["-c", newest]).output().await.expect("a shell");
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    assert!(!path.is_empty(), "no PostgreSQL here: install Debian's postgresql");
    PathBuf::from(path)
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|of| std::os::unix::fs::MetadataExt::uid(&of) == 0)
}

/// It refuses to run as root: as its own user then. It dies with us, however that comes about.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg(program);
    command
}

async fn own(folder: &Path) {
    if is_root() {
        let given = Command::new("chown").arg("postgres:").arg(folder).status().await;
        assert!(given.expect("chown").success(), "the folder is the server's");
    }
}
