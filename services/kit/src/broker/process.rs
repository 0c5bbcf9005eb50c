//! The running server. It ends when it is stopped, when its owner is dropped, and when the whole process dies.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::fs;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdin, Command};
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::accounts::write_secret;
use super::fit::check;
use super::{Account, Accounts, BrokerError, Listen, configuration, io};
use crate::config::NatsConfig;

/// The server is a child of this shell, which ends it as soon as our end of its standard input is closed, however that
/// came about. A kill alone would leave a server behind whenever we die first.
const GUARD: &str = r#"
exec 3<&0
"$0" -c "$1" </dev/null &
server=$!
( read -r _ <&3; kill -TERM "$server" ) 2>/dev/null &
guard=$!
wait "$server"
status=$?
kill "$guard" 2>/dev/null
exit "$status"
"#;

/// How long a server may take to start, or to put its streams away.
const PATIENCE: Duration = Duration::from_secs(20);

/// What to run, and where.
#[derive(Debug, Clone)]
pub struct BrokerConfig {
    /// The folder of the streams, the log and the configuration. One server at a time.
    pub folder: PathBuf,
    /// Who may come in.
    pub accounts: Accounts,
    /// The port on the loopback interface; 0 for any free one.
    pub port: u16,
}

/// A server that runs as long as this value lives.
#[derive(Debug)]
pub struct Broker {
    child: Child,
    /// The end of its standard input that keeps it running. Not left to the child, which closes it when it is waited for.
    lifeline: Option<ChildStdin>,
    program: PathBuf,
    /// With the port it got.
    config: BrokerConfig,
}

impl Broker {
    /// Starts a server on the loopback interface and waits until it answers.
    ///
    /// # Errors
    /// [`BrokerError::Unfit`] for an old server, [`BrokerError::Io`], or [`BrokerError::Silent`] when it does not answer.
    pub async fn start(program: &Path, mut config: BrokerConfig) -> Result<Self, BrokerError> {
        check(program).await.map_err(|why| BrokerError::Unfit {
            program: program.to_owned(),
            why,
        })?;
        let ports = config.folder.join("ports");
        let _ = fs::remove_dir_all(&ports).await;
        io(fs::create_dir_all(&ports).await, format!("create {}", ports.display()))?;
        let mut child = spawn(program, &write(&config, &ports)?, &log(&config))?;
        let answer = timeout(PATIENCE, answering(&mut child, &ports)).await;
        let Ok(Some(port)) = answer else {
            return Err(BrokerError::Silent { log: log(&config) });
        };
        config.port = port;
        Ok(Self {
            lifeline: child.stdin.take(),
            child,
            program: program.to_owned(),
            config,
        })
    }

    /// Waits until it ends by itself, which it should not, and tells how to start it again as it was.
    pub(super) async fn ended(&mut self) -> (PathBuf, BrokerConfig) {
        // If waiting fails there is no child any more.
        let _ = self.child.wait().await;
        (self.program.clone(), self.config.clone())
    }

    /// Where it listens, as in `nats://127.0.0.1:4222`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.config.port)
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.config.port
    }

    /// How to come in as a county or as the city.
    #[must_use]
    pub fn account(&self, name: &str) -> Option<&Account> {
        self.config.accounts.named(name)
    }

    /// What a service of this account is told; `None` for an account it does not have.
    #[must_use]
    pub fn config(&self, account: &str) -> Option<NatsConfig> {
        Some(NatsConfig {
            identity: Some(self.account(account)?.identity()),
            ..NatsConfig::at(self.url())
        })
    }

    /// Everyone who may come in.
    #[must_use]
    pub fn accounts(&self) -> &Accounts {
        &self.config.accounts
    }

    /// Lets it put its streams away, and waits until it is gone.
    ///
    /// # Errors
    /// [`BrokerError::Io`] when it had to be killed and even that failed.
    pub async fn stop(mut self) -> Result<(), BrokerError> {
        drop(self.lifeline.take());
        if timeout(PATIENCE, self.child.wait()).await.is_ok() {
            return Ok(());
        }
        io(self.child.kill().await, "end nats-server")
    }

    /// Ends it as a power failure would, and waits until it is gone.
    ///
    /// # Errors
    /// [`BrokerError::Io`], or [`BrokerError::Survived`] when it still answers.
    pub async fn kill(mut self) -> Result<(), BrokerError> {
        // The server is in the group of the shell that guards it; the child we hold is the shell.
        let group = self.child.id().map_or_else(String::new, |id| id.to_string());
        let kill = Command::new("sh").args(["-c", r#"kill -s KILL -- "-$0""#]).arg(group).status();
        io(kill.await, "kill nats-server")?;
        io(self.child.wait().await, "wait for nats-server")?;
        timeout(PATIENCE, silence(self.config.port))
            .await
            .map_err(|_| BrokerError::Survived)
    }
}

fn log(config: &BrokerConfig) -> PathBuf {
    config.folder.join("nats-server.log")
}

fn write(config: &BrokerConfig, ports: &Path) -> Result<PathBuf, BrokerError> {
    let file = config.folder.join("nats-server.json");
    let listen = Listen {
        host: "127.0.0.1",
        port: config.port,
        store: &config.folder,
        ports: Some(ports),
    };
    write_secret(&file, configuration(listen, &config.accounts).to_string().as_bytes())?;
    Ok(file)
}

/// In a process group of its own: Ctrl-C is for us, and the server stays until our own work is drained.
fn spawn(program: &Path, configuration: &Path, log: &Path) -> Result<Child, BrokerError> {
    // Added to: why the last one ended stands in it.
    let open = std::fs::File::options().create(true).append(true).open(log);
    let output = io(open, format!("open {}", log.display()))?;
    let errors = io(output.try_clone(), "share the log")?;
    let spawned = Command::new("sh")
        .args(["-c", GUARD])
        .arg(program)
        .arg(configuration)
        .stdin(Stdio::piped())
        .stdout(output)
        .stderr(errors)
        .process_group(0)
        .spawn();
    io(spawned, "start nats-server")
}

#[derive(Deserialize)]
struct Ports {
    nats: Vec<String>,
}

/// The port, once the server has written it down and greets whoever connects; `None` when it ended instead.
async fn answering(child: &mut Child, ports: &Path) -> Option<u16> {
    let mut tick = interval(Duration::from_millis(10));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if !matches!(child.try_wait(), Ok(None)) {
            return None;
        }
        if let Some(port) = written(ports).await
            && greets(port).await
        {
            return Some(port);
        }
    }
}

async fn written(ports: &Path) -> Option<u16> {
    let file = fs::read_dir(ports).await.ok()?.next_entry().await.ok()??;
    let told: Ports = serde_json::from_slice(&fs::read(file.path()).await.ok()?).ok()?;
    told.nats.first()?.rsplit_once(':')?.1.parse().ok()
}

/// Waits until nobody listens: the shell may be gone a moment before the server is.
async fn silence(port: u16) {
    let mut tick = interval(Duration::from_millis(10));
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tick.tick().await;
    }
}

async fn greets(port: u16) -> bool {
    let mut greeting = [0_u8; 5];
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await else {
        return false;
    };
    stream.read_exact(&mut greeting).await.is_ok() && &greeting == b"INFO "
}
